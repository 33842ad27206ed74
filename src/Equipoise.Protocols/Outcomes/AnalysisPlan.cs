namespace Equipoise.Protocols.Outcomes;

/// <summary>How the primary endpoint is tested.</summary>
public sealed record AnalysisPlan
{
    /// <summary>The endpoint's code.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The one-sided error allowed over all comparisons.</summary>
    public required decimal Alpha { get; init; }

    /// <summary>The multiplicity procedure: "Holm", "none".</summary>
    public required string Procedure { get; init; }

    /// <summary>Which arms are compared, in order.</summary>
    public required IReadOnlyList<ArmComparison> Comparisons { get; init; }

    /// <summary>The share of information at each look, the last being 1.</summary>
    public required IReadOnlyList<decimal> Looks { get; init; }

    /// <summary>The control arm's median that was planned with, in months; null where the file does not say.</summary>
    public decimal? ControlMedianMonths { get; init; }

    /// <summary>The hazard ratio that was planned with; null where the file does not say.</summary>
    public decimal? HazardRatio { get; init; }
}
