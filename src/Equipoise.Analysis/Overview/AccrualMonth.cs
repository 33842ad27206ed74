namespace Equipoise.Analysis.Overview;

/// <summary>How many were randomized in one month.</summary>
/// <param name="Begins">The month's first day; the first month begins on the day of the first randomization.</param>
/// <param name="Randomized">How many in this month.</param>
/// <param name="Cumulative">How many by its end.</param>
/// <param name="Expected">How many were to be randomized by its end; null where nothing was planned.</param>
public sealed record AccrualMonth(DateOnly Begins, int Randomized, int Cumulative, double? Expected);
