namespace Equipoise.Eligibility.Criteria;

/// <summary>The patient's performance status on a scale.</summary>
/// <param name="Scale"><c>ecog</c> (also named WHO or Zubrod), <c>karnofsky</c> or <c>lansky</c>.</param>
/// <param name="Comparison">How it is compared; null where <paramref name="Values"/> lists what is asked for.</param>
/// <param name="Values">The values listed, or the one limit.</param>
public sealed record PerformanceStatus(string Scale, Comparison? Comparison, IReadOnlyList<decimal> Values) : CriterionNode
{
    /// <summary>Whether a value fulfills it.</summary>
    public bool Allows(decimal value) => Comparison is { } comparison ? comparison.Holds(value, Values[0]) : Values.Contains(value);

    /// <summary>The values of the scale that fulfill it: ECOG runs from 0 to 5, the others in tens to 100.</summary>
    public IReadOnlyList<decimal> Allowed() => Comparison is null or Criteria.Comparison.Equal ? Values : [.. (Scale is "ecog" ? Enumerable.Range(0, 6) : Enumerable.Range(0, 11).Select(ten => ten * 10)).Select(value => (decimal)value).Where(Allows)];
}
