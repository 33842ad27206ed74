using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Plans;

/// <summary>A statistical analysis plan (ICH E9 5.1): what is compared, in whom, when, by which tests, and how the error is shared.</summary>
public sealed record StatisticalPlan
{
    /// <summary>The study's id.</summary>
    public required string Study { get; init; }

    /// <summary>The version of the protocol that it was written for.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>What it calls itself.</summary>
    public required string Title { get; init; }

    /// <summary>The one-sided error allowed over all comparisons and looks.</summary>
    public required double Alpha { get; init; }

    /// <summary>How it is spent over the looks.</summary>
    public required SpendingFunction Spending { get; init; }

    /// <summary>The code of the endpoint that is tested.</summary>
    public required string Primary { get; init; }

    /// <summary>All endpoints, the primary one among them.</summary>
    public required IReadOnlyList<EndpointRule> Endpoints { get; init; }

    /// <summary>The code of the set in which efficacy is compared.</summary>
    public required string Population { get; init; }

    /// <summary>The analysis sets.</summary>
    public required IReadOnlyList<PlannedSet> Sets { get; init; }

    /// <summary>The comparisons that are tested, in order: of the primary endpoint, and of others that share its error.</summary>
    public required IReadOnlyList<PlannedComparison> Comparisons { get; init; }

    /// <summary>The looks, in order; the last has all information.</summary>
    public required IReadOnlyList<PlannedLook> Looks { get; init; }

    /// <summary>The codes of the variables by which tests and models are stratified.</summary>
    public required IReadOnlyList<string> Strata { get; init; }

    /// <summary>The codes of the variables that the models adjust for besides.</summary>
    public required IReadOnlyList<string> Covariates { get; init; }

    /// <summary>The codes of the variables that make subgroups.</summary>
    public required IReadOnlyList<string> Subgroups { get; init; }

    /// <summary>Variables that are no stratification factors of the allocation.</summary>
    public required IReadOnlyList<PlannedVariable> Variables { get; init; }

    /// <summary>The confidence level of limits, such as 0.95.</summary>
    public required double Confidence { get; init; }

    /// <summary>The median survival in the control arm that was planned with, in months; null where the file does not say.</summary>
    public double? ControlMedian { get; init; }

    /// <summary>When a comparison is given up at an interim look; null where the plan has no such rule.</summary>
    public FutilityRule? Futility { get; init; }

    /// <summary>The course of events that the design expected; null where the file does not say.</summary>
    public PlannedCourse? Expected { get; init; }

    /// <summary>The comparisons of the primary endpoint, which set the time of the looks.</summary>
    public IEnumerable<PlannedComparison> PrimaryComparisons => Comparisons.Where(comparison => comparison.Endpoint.Length == 0);

    /// <summary>The pairs of arms that the plan compares, each once.</summary>
    public IEnumerable<(string Experimental, string Control)> ArmPairs => Comparisons.Select(comparison => (comparison.Experimental, comparison.Control)).Distinct();

    /// <summary>The code of the endpoint of a comparison.</summary>
    public string EndpointOf(PlannedComparison comparison) => comparison.Endpoint.Length == 0 ? Primary : comparison.Endpoint;

    /// <summary>The endpoint that sets the time of the looks.</summary>
    public EndpointRule PrimaryEndpoint => Endpoints.First(endpoint => string.Equals(endpoint.Code, Primary, StringComparison.Ordinal));

    /// <summary>The set in which efficacy is compared.</summary>
    public PlannedSet PrimarySet => Sets.First(set => string.Equals(set.Code, Population, StringComparison.Ordinal));

    /// <summary>The shares of alpha and where they pass on to.</summary>
    public HypothesisGraph Graph()
    {
        var arrows = new double[Comparisons.Count, Comparisons.Count];
        for (var from = 0; from < Comparisons.Count; from++)
        {
            for (var to = 0; to < Comparisons.Count; to++)
                arrows[from, to] = Comparisons[from].PassesOn.GetValueOrDefault(Comparisons[to].Name);
        }

        return new HypothesisGraph([.. Comparisons.Select(comparison => comparison.Weight)], arrows);
    }
}
