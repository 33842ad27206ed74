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

    /// <summary>The weights of the log-rank test.</summary>
    public FlemingHarrington Weights { get; init; }

    /// <summary>Whether tests and hazard ratios are stratified.</summary>
    public bool IsStratified { get; init; } = true;

    /// <summary>Whether hazard ratios are estimated by Cox models.</summary>
    public bool EstimatesRatios { get; init; } = true;

    /// <summary>Whether information fractions are those of the events seen for each hypothesis; false for those planned.</summary>
    public bool UsesSeenInformation { get; init; } = true;

    /// <summary>Refuses what contradicts itself.</summary>
    /// <exception cref="StatisticsException">It does; the sentence says how.</exception>
    public void Check()
    {
        Refuse(Arms.Count < 2, $"There are {Arms.Count} arms: a comparison needs a control arm and another.");
        Refuse(Participants < 2 || Participants > 1_000_000, $"There are {Participants} participants: write a number from 2 to 1000000.");
        Refuse(Arms.Any(arm => arm.Ratio is < 1 or > 100), "Ratios of arms are whole numbers from 1 to 100.");
        Refuse(Arms.Any(arm => !(arm.Cured is >= 0 and < 1)), "A cured fraction lies from 0 to below 1.");
        Refuse(BlockMultiple is < 1 or > 100, $"A block is {BlockMultiple} times the sum of the ratios: write a number from 1 to 100.");
        Refuse(Strata.Count is 0 or > 1000 || Strata.Any(stratum => !(stratum.Share > 0 && stratum.HazardFactor > 0)), "Shares and hazard factors of strata are above 0.");
        Refuse(Math.Abs(Strata.Sum(stratum => stratum.Share) - 1) > 1e-9, $"The shares of the strata sum to {Strata.Sum(stratum => stratum.Share):R}, not 1.");
        Refuse(Sites.Count == 0 == (Accrual is null), Sites.Count == 0 ? "Nobody arrives: give accrual rates or sites." : "Accrual is stated twice: give rates or sites.");
        Refuse(Sites.Any(site => !(site.Opens >= 0 && site.Rate > 0)), "Sites open at times of at least 0 and have rates above 0.");
        Refuse(Accrual is not null && Accrual.Rates[^1] <= 0, "The last accrual rate is 0, so that not all participants may ever arrive: write the rate that goes on.");
        CheckLooks();
        Refuse(Weights.Rho < 0 || Weights.Gamma < 0, "The weights rho and gamma are at least 0.");
    }

    private static void Refuse(bool isWrong, string sentence)
    {
        if (isWrong)
            throw new StatisticsException(sentence);
    }

    private void CheckLooks()
    {
        Refuse(LookEvents.Count is 0 or > 20, $"There are {LookEvents.Count} looks: write 1 to 20.");
        for (var look = 0; look < LookEvents.Count; look++)
        {
            Refuse(LookEvents[look] < 1, $"Look {look + 1} is at {LookEvents[look]} events: write a number from 1.");
            Refuse(look > 0 && LookEvents[look] <= LookEvents[look - 1], $"Look {look + 1} is at {LookEvents[look]} events, not more than the look before: looks rise.");
        }

        var counted = CountedArms ?? [.. Enumerable.Range(0, Arms.Count)];
        Refuse(counted.Count == 0 || counted.Any(arm => arm < 0 || arm >= Arms.Count) || counted.Distinct().Count() < counted.Count, "The arms whose events trigger looks are arms of the trial, each once.");
        var most = Participants * (double)counted.Sum(arm => Arms[arm].Ratio) / Arms.Sum(arm => arm.Ratio);
        Refuse(LookEvents[^1] > most + Arms.Sum(arm => arm.Ratio) * BlockMultiple, $"The last look needs {LookEvents[^1]} events, but those arms have only {most:0} participants: enroll more, or look earlier.");
        Refuse(Hypotheses.Count == 0, "There are no hypotheses: name an arm to compare with the control arm.");
        Refuse(Hypotheses.Any(hypothesis => hypothesis.Arm < 1 || hypothesis.Arm >= Arms.Count) || Hypotheses.Select(hypothesis => hypothesis.Arm).Distinct().Count() < Hypotheses.Count, "Each hypothesis compares another arm with the control arm.");
        Refuse(Hypotheses.Any(hypothesis => !(hypothesis.PlannedEvents > 0)), "The planned events of a hypothesis are above 0.");
        Refuse(!(Alpha is > 0 and < 0.5), $"The one-sided alpha is {Alpha:R}: write a number between 0 and 0.5, such as 0.025.");
        Refuse(Futility is not null && Futility.Count != LookEvents.Count - 1, $"There are {Futility?.Count} limits for futility, but {LookEvents.Count - 1} looks before the last: give one for each.");
    }
}
