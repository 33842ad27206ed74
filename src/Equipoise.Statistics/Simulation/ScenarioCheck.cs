namespace Equipoise.Statistics.Simulation;

/// <summary>Finds where a scenario contradicts itself.</summary>
public static class ScenarioCheck
{
    /// <summary>Every contradiction: the part of the scenario (<c>arms</c>, <c>strata</c>, <c>participants</c>, <c>accrual</c>, <c>randomization</c>, <c>looks</c>,
    /// <c>hypotheses</c> or <c>test</c>) and a sentence.</summary>
    public static IEnumerable<(string Part, string Sentence)> Contradictions(TrialScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return People(scenario).Concat(Looks(scenario)).Concat(Tests(scenario));
    }

    private static IEnumerable<(string Part, string Sentence)> People(TrialScenario scenario)
    {
        if (scenario.Arms.Count is < 2 or > 16)
            yield return ("arms", $"There {(scenario.Arms.Count == 1 ? "is 1 arm" : $"are {scenario.Arms.Count} arms")}: a comparison needs a control arm and one to fifteen others.");
        foreach (var arm in scenario.Arms.Where(arm => arm.Ratio is < 1 or > 100))
            yield return ("arms", $"The ratio of arm {arm.Name} is {arm.Ratio}: write a whole number from 1 to 100.");
        foreach (var arm in scenario.Arms.Where(arm => !(arm.Cured is >= 0 and < 1)))
            yield return ("arms", $"The cured fraction of arm {arm.Name} is {arm.Cured:R}: write a number from 0 to below 1.");
        foreach (var arm in scenario.Arms.Where(arm => arm.Hazard.Rates.All(rate => rate == 0)))
            yield return ("arms", $"Arm {arm.Name} never has events: write a hazard above 0.");
        if (scenario.Participants is < 2 or > 1_000_000)
            yield return ("participants", $"There are {scenario.Participants} participants: write a number from 2 to 1000000.");
        if (scenario.Strata.Count is 0 or > 1000 || scenario.Strata.Any(stratum => !(stratum.Share > 0 && stratum.HazardFactor > 0)))
            yield return ("strata", "Shares and hazard factors of strata are numbers above 0.");
        else if (Math.Abs(scenario.Strata.Sum(stratum => stratum.Share) - 1) > 1e-9)
            yield return ("strata", $"The shares of the strata sum to {scenario.Strata.Sum(stratum => stratum.Share):0.######}: they are parts of 1.");
        if (scenario.BlockMultiple is < 1 or > 100)
            yield return ("randomization", $"A block is {scenario.BlockMultiple} times the sum of the arms' ratios: write a block of 1 to 100 times that sum.");
        if (scenario.RandomizesWithinSites && scenario.Sites.Count == 0)
            yield return ("randomization", "Randomization is within sites, but accrual has no sites: state them, or randomize across.");
        if (scenario.Sites.Count == 0 == scenario.Accrual is null)
            yield return ("accrual", scenario.Sites.Count == 0 ? "Nobody arrives: give a rate or sites." : "Accrual is stated twice: give a rate or sites, not both.");
        if (scenario.Sites.Count > 2000 || scenario.Sites.Any(site => !(site.Opens >= 0 && site.Rate > 0)))
            yield return ("accrual", "There are at most 2000 sites; they open at times of at least 0 and have rates above 0.");
        if (scenario.Accrual is not null && scenario.Accrual.Rates[^1] <= 0)
            yield return ("accrual", "The last accrual rate is 0, so that not everybody may ever arrive: write the rate that goes on; accrual ends with the last participant.");
    }

    private static IEnumerable<(string Part, string Sentence)> Looks(TrialScenario scenario)
    {
        var looks = scenario.LookEvents;
        if (looks.Count is 0 or > 20)
        {
            yield return ("looks", $"There are {looks.Count} looks: write 1 to 20.");
            yield break;
        }

        if (looks[0] < 1)
            yield return ("looks", $"Look 1 is at {looks[0]} events: write a number from 1.");
        for (var look = 1; look < looks.Count; look++)
        {
            if (looks[look] <= looks[look - 1])
                yield return ("looks", $"Look {look + 1} is at {looks[look]} events, but look {look} already at {looks[look - 1]}: numbers of events rise.");
        }

        var counted = scenario.CountedArms ?? [.. Enumerable.Range(0, scenario.Arms.Count)];
        if (counted.Count == 0 || counted.Any(arm => arm < 0 || arm >= scenario.Arms.Count) || counted.Distinct().Count() < counted.Count)
        {
            yield return ("looks", "The arms whose events trigger looks are arms of the trial, each once.");
            yield break;
        }

        var of = scenario.Participants * (double)counted.Sum(arm => scenario.Arms[arm].Ratio) / scenario.Arms.Sum(arm => arm.Ratio);
        var most = of - (of * counted.Sum(arm => scenario.Arms[arm].Ratio * scenario.Arms[arm].Cured) / counted.Sum(arm => scenario.Arms[arm].Ratio));
        if (looks[^1] > most + 0.5)
            yield return ("looks", $"The last look needs {looks[^1]} events; {of:0} participants in {string.Join(" and ", counted.Select(arm => scenario.Arms[arm].Name))}{(most < of ? " with that part cured" : "")} can give at most {most:0}: enroll more, or look earlier.");
    }

    private static IEnumerable<(string Part, string Sentence)> Tests(TrialScenario scenario)
    {
        var hypotheses = scenario.Hypotheses;
        if (hypotheses.Count == 0)
            yield return ("hypotheses", "There are no hypotheses: name an arm to compare with the control arm.");
        if (hypotheses.Any(hypothesis => hypothesis.Arm < 1 || hypothesis.Arm >= scenario.Arms.Count) || hypotheses.Select(hypothesis => hypothesis.Arm).Distinct().Count() < hypotheses.Count)
            yield return ("hypotheses", "Each hypothesis compares another arm with the control arm, which is the first.");
        if (hypotheses.Any(hypothesis => !(hypothesis.PlannedEvents > 0)))
            yield return ("hypotheses", "The planned events of a hypothesis are above 0.");
        if (hypotheses.Any(hypothesis => !(hypothesis.Weight >= 0)) || hypotheses.Sum(hypothesis => hypothesis.Weight) > 1 + 1e-9)
            yield return ("hypotheses", $"The weights of the hypotheses sum to {hypotheses.Sum(hypothesis => hypothesis.Weight):0.######}: they are shares of alpha, together at most 1.");
        if (!(scenario.Alpha is > 0 and < 0.5))
            yield return ("test", $"The one-sided alpha is {scenario.Alpha:R}: write a number between 0 and 0.5, such as 0.025.");
        if (!(scenario.Weights.Rho >= 0 && scenario.Weights.Gamma >= 0))
            yield return ("test", "The weights rho and gamma are at least 0.");
        var limits = Enumerable.Range(0, hypotheses.Count).Select(scenario.FutilityOf).OfType<IReadOnlyList<double>>().ToList();
        if (limits.Find(futility => futility.Count != scenario.LookEvents.Count - 1) is { } wrong)
            yield return ("test", $"There are {wrong.Count} limits for futility and {scenario.LookEvents.Count - 1} looks before the last: give one for each.");
        if (scenario.IsFutilityBinding && limits.Count == 0)
            yield return ("test", "Limits for futility bind, but there are none: state futility, or leave binding out.");
    }
}
