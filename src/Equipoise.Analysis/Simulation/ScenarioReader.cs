using Equipoise.Analysis.Reading;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Sequential;
using Equipoise.Statistics.Simulation;
using Equipoise.Statistics.Survival.Comparisons;

namespace Equipoise.Analysis.Simulation;

/// <summary>Reads a scenario file: YAML, checked key by key, every complaint with its line. The keys are described in docs/guides/simulation.md.</summary>
public static class ScenarioReader
{
    private const int MostSites = 2000;

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="FileException">It is not YAML, not a scenario, or contradicts itself.</exception>
    public static NamedScenario Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var root = FileFields.Load(yaml, "scenario");
        var (title, note) = (root.Text("title") ?? "a scenario", root.Text("note"));
        var arms = Arms(root);
        var accrual = new FileFields(root.Node("accrual"), "accrual");
        var (rate, sites) = (accrual.Rate("rate"), Sites(accrual));
        accrual.RefuseOthers();
        var looks = new FileFields(root.Node("looks"), "looks");
        var (events, counted) = (Events(looks), looks.Texts("counted")?.Select(name => Index(arms, name, looks.LineOf("counted"))).ToArray());
        looks.RefuseOthers();
        var trial = new TrialScenario
        {
            Arms = arms,
            Strata = Strata(root),
            Participants = root.Whole("participants") ?? throw FileException.At(root.Line, "This scenario has no 'participants'."),
            Accrual = rate,
            Sites = sites,
            LookEvents = events,
            CountedArms = counted,
            Hypotheses = [],
        };
        trial = Randomize(root, trial);
        trial = Test(root, trial, out var spending, out var futility);
        trial = HypothesisFields.Read(root, trial, spending);
        root.RefuseOthers();
        RefuseContradictions(root, futility is null ? trial : trial with { IsFutilityBinding = false });
        if (futility is not null)
            trial = futility.Give(trial);
        return new NamedScenario(title, note, trial);
    }

    /// <summary>The index of an arm by its name.</summary>
    internal static int Index(IReadOnlyList<SimulatedArm> arms, string name, long line)
    {
        for (var arm = 0; arm < arms.Count; arm++)
        {
            if (string.Equals(arms[arm].Name, name, StringComparison.Ordinal))
                return arm;
        }

        throw FileException.At(line, $"There is no arm '{name}': the arms are {string.Join(", ", arms.Select(arm => arm.Name))}.");
    }

    /// <summary>A spending function by its name.</summary>
    internal static SpendingFunction Spending(string? name, long line)
    {
        try
        {
            return name is null ? SpendingFunction.OBrienFleming : SpendingFunction.Parse(name);
        }
        catch (StatisticsException wrong)
        {
            throw FileException.At(line, wrong.Message);
        }
    }

    private static void RefuseContradictions(FileFields root, TrialScenario trial)
    {
        if (ScenarioCheck.Contradictions(trial).FirstOrDefault() is { Sentence: { } sentence } first)
            throw FileException.At(root.LineOf(first.Part), sentence);
    }

    private static List<SimulatedArm> Arms(FileFields root)
    {
        var (arms, dropout) = (new List<SimulatedArm>(), root.Rate("dropout") ?? PiecewiseRate.Constant(0));
        foreach (var node in root.List("arms") ?? throw FileException.At(root.Line, "This scenario has no 'arms'."))
        {
            var fields = new FileFields(node, "arm");
            var name = fields.Text("name") ?? throw FileException.At(fields.Line, "This arm has no 'name'.");
            if (arms.Exists(arm => string.Equals(arm.Name, name, StringComparison.Ordinal)))
                throw FileException.At(fields.LineOf("name"), $"'{name}' is the name of an earlier arm: give each its own.");
            arms.Add(new SimulatedArm(name, fields.Whole("ratio") ?? 1, Hazard(fields, arms.FirstOrDefault()), fields.Rate("dropout") ?? dropout, fields.Number("cured") ?? 0));
            fields.RefuseOthers();
        }

        return arms;
    }

    private static PiecewiseRate Hazard(FileFields arm, SimulatedArm? control)
    {
        var (median, hazard, ratio) = (arm.Number("median"), arm.Rate("hazard"), arm.Rate("hazard_ratio"));
        if ((median is null ? 0 : 1) + (hazard is null ? 0 : 1) + (ratio is null ? 0 : 1) != 1)
            throw FileException.At(arm.Line, $"This arm has {(median is null && hazard is null && ratio is null ? "no hazard" : "more than one hazard")}: give one of median, hazard{(control is null ? "" : " and hazard_ratio")}.");
        if (ratio is not null && control is null)
            throw FileException.At(arm.LineOf("hazard_ratio"), "The first arm is the control arm, to which hazard ratios refer: give its median or hazard.");
        if (median is <= 0)
            throw FileException.At(arm.LineOf("median"), "A median is a time above 0.");
        return median is { } time ? PiecewiseRate.Constant(Math.Log(2) / time) : hazard ?? control!.Hazard.Times(ratio!);
    }

    private static SimulatedStratum[] Strata(FileFields root)
    {
        if (root.List("strata") is not { } list)
            return [new SimulatedStratum("all", 1)];
        return [.. list.Select(node =>
        {
            var fields = new FileFields(node, "stratum");
            var stratum = new SimulatedStratum(
                fields.Text("name") ?? throw FileException.At(fields.Line, "This stratum has no 'name'."),
                fields.Number("share") ?? throw FileException.At(fields.Line, "This stratum has no 'share'."),
                fields.Number("hazard_factor") ?? 1);
            fields.RefuseOthers();
            return stratum;
        })];
    }

    private static SimulatedSite[] Sites(FileFields accrual)
    {
        var sites = new List<SimulatedSite>();
        foreach (var node in accrual.List("sites") ?? [])
        {
            var fields = new FileFields(node, "sites entry");
            var (number, opens, rate) = (fields.Whole("number") ?? 1, fields.Number("opens") ?? 0, fields.Number("rate") ?? throw FileException.At(fields.Line, "These sites have no 'rate'."));
            fields.RefuseOthers();
            if (number < 1 || sites.Count + number > MostSites)
                throw FileException.At(fields.LineOf("number"), $"There are {number} sites here: write 1 or more, and at most {MostSites} in all.");
            sites.AddRange(Enumerable.Repeat(new SimulatedSite(opens, rate), number));
        }

        return [.. sites];
    }

    private static int[] Events(FileFields looks)
    {
        var line = looks.LineOf("events");
        var events = looks.Numbers("events") ?? throw FileException.At(looks.Line, "The looks have no 'events'.");
        return [.. events.Select(number => number == Math.Floor(number) && number is >= 0 and <= 1e9 ? (int)number : throw FileException.At(line, $"A look is at {number:R} events: write a whole number."))];
    }

    private static TrialScenario Randomize(FileFields root, TrialScenario trial)
    {
        if (root.Optional("randomization") is not { } node)
            return trial with { BlockMultiple = 2 };
        var fields = new FileFields(node, "randomization");
        var (block, sum) = (fields.Whole("block"), trial.Arms.Sum(arm => arm.Ratio));
        if (block is { } length && (sum < 1 || length < 1 || length % sum != 0))
            throw FileException.At(fields.LineOf("block"), $"A block of {length} does not hold the arms in their ratios: write a multiple of {sum}.");
        var isWithin = fields.Flag("within_site", otherwise: false);
        fields.RefuseOthers();
        return trial with { BlockMultiple = block / sum ?? 2, RandomizesWithinSites = isWithin };
    }

    private static TrialScenario Test(FileFields root, TrialScenario trial, out SpendingFunction spending, out FutilityPlan? futility)
    {
        (spending, futility) = (SpendingFunction.OBrienFleming, null);
        if (root.Optional("test") is not { } node)
            return trial;
        var fields = new FileFields(node, "test");
        spending = Spending(fields.Text("spending"), fields.LineOf("spending"));
        futility = FutilityPlan.Read(fields);
        trial = trial with
        {
            Alpha = fields.Number("alpha") ?? 0.025,
            Weights = new FlemingHarrington(fields.Number("rho") ?? 0, fields.Number("gamma") ?? 0),
            IsStratified = fields.Flag("stratified", otherwise: true),
            EstimatesRatios = fields.Flag("hazard_ratios", otherwise: true),
            Futility = futility is null ? fields.Numbers("futility") : null,
            IsFutilityBinding = fields.Flag("binding", otherwise: false),
            UsesSeenInformation = fields.Text("information") switch
            {
                null or "seen" => true,
                "planned" => false,
                var other => throw FileException.At(fields.LineOf("information"), $"'information' is '{other}': write seen or planned."),
            },
        };
        fields.RefuseOthers();
        return trial;
    }
}
