namespace Equipoise.Analysis.Plans;

/// <summary>A look at the data that the plan foresees.</summary>
/// <param name="Name">What people call it: "Interim analysis".</param>
/// <param name="Information">The share of information on the primary endpoint at which it is made; 1 for the last.</param>
public sealed record PlannedLook(string Name, double Information)
{
    /// <summary>The share of information that other endpoints are to have then, by their codes; as the primary one where none is named.</summary>
    public IReadOnlyDictionary<string, double> Others { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The share of information that a comparison is to have.</summary>
    public double InformationOf(PlannedComparison comparison) => Others.GetValueOrDefault(comparison.Endpoint, Information);
}
