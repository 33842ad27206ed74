namespace Equipoise.Analysis.Overview;

/// <summary>How often a reason was given.</summary>
/// <param name="Reason">The reason, as the protocol words it.</param>
/// <param name="Count">How often.</param>
public sealed record ReasonCount(string Reason, int Count);
