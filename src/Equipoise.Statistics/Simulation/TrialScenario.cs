using Equipoise.Statistics.Design;
using Equipoise.Statistics.Survival.Comparisons;

namespace Equipoise.Statistics.Simulation;

/// <summary>A trial to be simulated: what is true, and what would be done.</summary>
/// <remarks>Participants arrive by a Poisson process. Times have one unit throughout.</remarks>
public sealed record TrialScenario
{
    /// <summary>The arms, the control first.</summary>
    public required IReadOnlyList<SimulatedArm> Arms { get; init; }

    /// <summary>The strata; one where there are none.</summary>
    public IReadOnlyList<SimulatedStratum> Strata { get; init; } = [new("all", 1)];

    /// <summary>How many are randomized.</summary>
    public required int Participants { get; init; }

    /// <summary>Arrivals per unit of time; null where sites say.</summary>
    public PiecewiseRate? Accrual { get; init; }

    /// <summary>The sites, where there are such.</summary>
    public IReadOnlyList<SimulatedSite> Sites { get; init; } = [];

    /// <summary>How many times the sum of the arms' ratios a block of the randomization is.</summary>
    public int BlockMultiple { get; init; } = 1;

    /// <summary>Whether each site has randomization lists of its own.</summary>
    public bool RandomizesWithinSites { get; init; }

    /// <summary>The numbers of events that trigger the looks, rising.</summary>
    public required IReadOnlyList<int> LookEvents { get; init; }

    /// <summary>The arms, by their index, whose events trigger looks; null for all.</summary>
    public IReadOnlyList<int>? CountedArms { get; init; }

    /// <summary>What is tested.</summary>
    public required IReadOnlyList<SimulatedHypothesis> Hypotheses { get; init; }

    /// <summary>The one-sided error probability of all hypotheses together.</summary>
    public double Alpha { get; init; } = 0.025;

    /// <summary>For each hypothesis, the parts of its share of alpha that go to the others when it is rejected; null for equal parts.</summary>
    public double[,]? Arrows { get; init; }

    /// <summary>The value of Z below which an arm is given up at each look but the last; null for never.</summary>
    public IReadOnlyList<double>? Futility { get; init; }

    /// <summary>Whether the limits above count on arms being given up; false where alpha holds even if nobody stops.</summary>
    public bool IsFutilityBinding { get; init; }

    /// <summary>The weights of the log-rank test.</summary>
    public FlemingHarrington Weights { get; init; }

    /// <summary>Whether tests and hazard ratios are stratified.</summary>
    public bool IsStratified { get; init; } = true;

    /// <summary>Whether hazard ratios are estimated by Cox models.</summary>
    public bool EstimatesRatios { get; init; } = true;

    /// <summary>Whether information fractions are those of the events seen for each hypothesis; false for those planned.</summary>
    public bool UsesSeenInformation { get; init; } = true;

    /// <summary>The value of Z below which the arm of a hypothesis is given up at each look but the last; null for never.</summary>
    public IReadOnlyList<double>? FutilityOf(int hypothesis) => Hypotheses[hypothesis].Futility ?? Futility;

    /// <summary>Refuses what contradicts itself.</summary>
    /// <exception cref="StatisticsException">It does; the sentence says how.</exception>
    public void Check()
    {
        if (ScenarioCheck.Contradictions(this).FirstOrDefault() is { Sentence: { } sentence })
            throw new StatisticsException(sentence);
    }
}
