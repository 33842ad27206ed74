namespace Equipoise.Analysis.Comparing;

/// <summary>One arm beside another.</summary>
public sealed record ComparisonResult
{
    /// <summary>The arm under study.</summary>
    public required string Experimental { get; init; }

    /// <summary>The arm it is compared with.</summary>
    public required string Control { get; init; }

    /// <summary>The code of the endpoint; empty for the primary one.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Events of both together.</summary>
    public required int Events { get; init; }

    /// <summary>The hazard ratio of the stratified Cox model (Efron) with its limits, below 1 where the arm under study does better; null where it
    /// cannot be estimated.</summary>
    public (double Estimate, double Lower, double Upper)? HazardRatio { get; init; }

    /// <summary>The statistic of the stratified log-rank test, positive where the arm under study does better; null where there is none.</summary>
    public double? Z { get; init; }

    /// <summary>The one-sided p-value of the stratified log-rank test for a lower hazard under study; null where there is no event.</summary>
    public double? PValue { get; init; }

    /// <summary>That p-value adjusted for all comparisons by the plan's graph, as if this were the only look; null where there is none.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Why something is missing, in a sentence; null where nothing is.</summary>
    public string? Note { get; init; }

    /// <summary>What the comparison is called: <c>B-C</c>, or <c>PFS B-C</c> where it is of another endpoint than the primary one.</summary>
    public string Name => Endpoint.Length == 0 ? $"{Experimental}-{Control}" : $"{Endpoint} {Experimental}-{Control}";
}
