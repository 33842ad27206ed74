namespace Equipoise.Protocols.Arms;

/// <summary>How doses may be changed and delayed.</summary>
/// <param name="ReductionPercents">The reduced doses that are allowed, in percent of the full one, in the order of steps; empty for none.</param>
/// <param name="LongestDelayDays">After how many days' delay treatment ends; null for no such rule.</param>
/// <param name="ShortestIntervalDays">How many days must lie between two doses at least; null for no other rule than the window.</param>
public sealed record DoseRules(IReadOnlyList<decimal> ReductionPercents, int? LongestDelayDays, int? ShortestIntervalDays);
