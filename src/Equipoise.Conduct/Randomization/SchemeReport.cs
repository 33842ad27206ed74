namespace Equipoise.Conduct.Randomization;

/// <summary>What re-deriving a scheme's list came to.</summary>
/// <param name="Study">The study.</param>
/// <param name="Scheme">The scheme's number.</param>
/// <param name="Method"><c>blocks</c> or <c>minimization</c>.</param>
/// <param name="Commitment">The hash published at activation.</param>
/// <param name="Allocations">How many slots are used.</param>
/// <param name="Problems">What does not agree, a sentence each; empty where everything does.</param>
public sealed record SchemeReport(string Study, long Scheme, string Method, string Commitment, int Allocations, IReadOnlyList<string> Problems)
{
    /// <summary>Whether every used slot is the one that the committed seed gives.</summary>
    public bool IsVerified => Problems.Count == 0;
}
