namespace Equipoise.Eligibility.Criteria;

/// <summary>The patient's performance status on a scale.</summary>
/// <param name="Scale"><c>ecog</c> (also named WHO or Zubrod), <c>karnofsky</c> or <c>lansky</c>.</param>
/// <param name="Comparison">How it is compared; null where <paramref name="Values"/> lists what is asked for.</param>
/// <param name="Values">The values listed, or the one limit.</param>
public sealed record PerformanceStatus(string Scale, Comparison? Comparison, IReadOnlyList<decimal> Values) : CriterionNode
{
    /// <summary>Whether a value fulfills it.</summary>
    public bool Allows(decimal value) => Comparison is { } comparison ? comparison.Holds(value, Values[0]) : Values.Contains(value);
}
