namespace Equipoise.Conduct.Analyses;

/// <summary>A look that is to be recorded.</summary>
/// <param name="Name">What the plan calls it.</param>
/// <param name="IsFinal">Whether no look follows.</param>
/// <param name="Cut">The number of the data cut.</param>
/// <param name="Plan">The number of the locked plan.</param>
/// <param name="Number">Which look it was computed as, from 1.</param>
/// <param name="Finding">What was found, as JSON.</param>
/// <param name="Decision">One of <see cref="LookDecision"/>.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Note">What they said.</param>
public sealed record NewLook(string Name, bool IsFinal, long Cut, long Plan, long Number, string Finding, string Decision, string DecidedBy, string Note);
