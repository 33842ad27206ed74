using Equipoise.Analysis.Reading;
using Equipoise.Protocols;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Plans;

/// <summary>Reads a statistical analysis plan: YAML, checked key by key and against the protocol, every complaint with its line. The keys are described in
/// docs/guides/analyzing-a-trial.md.</summary>
public static class PlanReader
{
    /// <summary>Reads a plan.</summary>
    /// <param name="yaml">The file.</param>
    /// <param name="study">The study it must be for.</param>
    /// <param name="design">The study's protocol, whose arms, factors and forms it may name.</param>
    /// <exception cref="FileException">It is not YAML, not a plan of this study, or contradicts itself or the protocol.</exception>
    public static StatisticalPlan Read(string yaml, string study, StudyDesign design)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(design);
        var root = FileFields.Load(yaml, "plan");
        if (Needed(root, "study") is var named && !string.Equals(named, study, StringComparison.Ordinal))
            throw FileException.At(root.LineOf("study"), $"This is the plan of {named}, not of {study}.");
        var variables = Each(root, "variables", "variable", fields => PlanParts.Variable(fields, design));
        string[] known = [.. design.Factors.Select(factor => factor.Code), .. variables.Select(variable => variable.Code)];
        var endpoints = PlanParts.Endpoints(root, design);
        var sets = Each(root, "sets", "set", fields => PlanParts.Set(fields, design));
        var comparisons = Comparisons(root, design);
        var plan = new StatisticalPlan
        {
            Study = named,
            ProtocolVersion = Needed(root, "protocol"),
            Title = root.Text("title") ?? $"Statistical analysis plan of {design.Title}",
            Alpha = Within(root, "alpha", root.Number("alpha"), 0, 0.5, "the one-sided error over all comparisons and looks, such as 0.025"),
            Spending = Spending(root),
            Primary = Chosen(root, "primary", [.. endpoints.Where(endpoint => !endpoint.IsResponse).Select(endpoint => endpoint.Code)], "time to an event among the endpoints"),
            Endpoints = endpoints,
            Population = Chosen(root, "population", [.. sets.Select(set => set.Code)], "set"),
            Sets = sets,
            Comparisons = comparisons,
            Looks = Looks(root),
            Strata = Names(root, "strata", known),
            Covariates = Names(root, "covariates", known),
            Subgroups = Names(root, "subgroups", known),
            Variables = variables,
            Confidence = root.Number("confidence") is null ? 0.95 : Within(root, "confidence", root.Number("confidence"), 0.5, 1, "a confidence level such as 0.95"),
            ControlMedian = root.Number("control_median") is { } median ? median > 0 ? median : throw FileException.At(root.LineOf("control_median"), "'control_median' is a time in months above 0.") : null,
        };
        root.RefuseOthers();
        if (plan.Sets.First(set => string.Equals(set.Code, plan.Population, StringComparison.Ordinal)).All.All(condition => condition.Kind == SetConditionKind.Screened))
            throw FileException.At(root.LineOf("population"), $"Arms cannot be compared in '{plan.Population}': its participants need not be randomized.");
        return plan;
    }

    /// <summary>A text that must be there.</summary>
    internal static string Needed(FileFields fields, string key) => fields.Text(key) ?? throw FileException.At(fields.Line, $"'{key}' is missing.");

    /// <summary>The entries of a list, none where it is left out.</summary>
    internal static List<T> Each<T>(FileFields fields, string key, string what, Func<FileFields, T> read) => [.. (fields.List(key) ?? []).Select(node => ReadWhole(node, what, read))];

    /// <summary>One of some codes.</summary>
    internal static string Chosen(FileFields fields, string key, IReadOnlyList<string> among, string what) =>
        Needed(fields, key) is var name && among.Contains(name, StringComparer.Ordinal)
            ? name
            : throw FileException.At(fields.LineOf(key), $"There is no {what} '{name}'; there is {(among.Count == 0 ? "none" : string.Join(", ", among))}.");

    private static T ReadWhole<T>(YamlNode node, string what, Func<FileFields, T> read)
    {
        var fields = new FileFields(node, what);
        var value = read(fields);
        fields.RefuseOthers();
        return value;
    }

    private static double Within(FileFields fields, string key, double? number, double above, double below, string what) =>
        number is { } value && value > above && value < below ? value : throw FileException.At(fields.LineOf(key), $"'{key}' is {(number is null ? "missing" : $"{number:R}")}: write {what}.");

    private static SpendingFunction Spending(FileFields root)
    {
        try
        {
            return root.Text("spending") is { } name ? SpendingFunction.Parse(name) : SpendingFunction.OBrienFleming;
        }
        catch (StatisticsException wrong)
        {
            throw FileException.At(root.LineOf("spending"), wrong.Message);
        }
    }

    private static IReadOnlyList<string> Names(FileFields root, string key, string[] known)
    {
        var names = root.Texts(key) ?? [];
        foreach (var name in names)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
                throw FileException.At(root.LineOf(key), $"There is no variable '{name}'; the stratification factors and variables are {string.Join(", ", known)}.");
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : throw FileException.At(root.LineOf(key), $"'{key}' names a variable twice.");
    }

    private static List<PlannedLook> Looks(FileFields root)
    {
        var looks = new List<PlannedLook>();
        foreach (var node in root.List("looks") ?? [])
        {
            var look = ReadWhole(node, "look", fields => new PlannedLook(Needed(fields, "name"), fields.Number("information") ?? throw FileException.At(fields.Line, "This look has no 'information'.")));
            if (!(look.Information <= 1 && look.Information - (looks.Count == 0 ? 0 : looks[^1].Information) >= 0.01))
                throw FileException.At(node.Start.Line, "The looks are shares of information that rise to 1, by 0.01 at least.");
            looks.Add(look);
        }

        return looks is [.., { Information: 1 }] ? looks : throw FileException.At(root.LineOf("looks"), "The last look has all information: 1.");
    }

    private static List<PlannedComparison> Comparisons(FileFields root, StudyDesign design)
    {
        IReadOnlyList<string> arms = [.. design.Arms.Select(arm => arm.Code)];
        var nodes = root.List("comparisons") ?? [];
        var passes = new List<(FileFields? Parts, long Line)>();
        var comparisons = nodes.Select(node => ReadWhole(node, "comparison", fields =>
        {
            var (experimental, control) = (Chosen(fields, "experimental", arms, "arm"), Chosen(fields, "control", arms, "arm"));
            if (string.Equals(experimental, control, StringComparison.Ordinal))
                throw FileException.At(fields.Line, $"{control} is compared with itself: name two arms.");
            passes.Add((fields.Optional("passes_on") is { } part ? new FileFields(part, "passes_on") : null, fields.Line));
            return new PlannedComparison(
                experimental,
                control,
                fields.Number("weight") is null ? 1.0 / nodes.Count : Within(fields, "weight", fields.Number("weight"), -1e-12, 1 + 1e-12, "its share of alpha, from 0 to 1"),
                new Dictionary<string, double>(StringComparer.Ordinal),
                Within(fields, "events", fields.Number("events"), 0, 1e6, "the events of both arms at full information"));
        })).ToList();
        if (comparisons.Count == 0)
            throw FileException.At(root.LineOf("comparisons"), "The plan compares nothing: write 'comparisons', each with experimental, control and events.");
        var line = root.LineOf("comparisons");
        if (comparisons.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() < comparisons.Count)
            throw FileException.At(line, "Two comparisons are of the same arms: name each pair once.");
        if (comparisons.Sum(one => one.Weight) > 1 + 1e-9)
            throw FileException.At(line, $"The shares of alpha sum to {comparisons.Sum(one => one.Weight):0.######}: they are at most 1 together.");
        return [.. comparisons.Select((comparison, at) => comparison with { PassesOn = Parts(passes[at].Parts, comparison, comparisons) })];
    }

    private static Dictionary<string, double> Parts(FileFields? parts, PlannedComparison from, List<PlannedComparison> all)
    {
        var to = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in parts?.Keys ?? [])
        {
            if (!all.Exists(one => string.Equals(one.Name, name, StringComparison.Ordinal)) || string.Equals(name, from.Name, StringComparison.Ordinal))
                throw FileException.At(parts!.LineOf(name), $"{from.Name} passes on to '{name}', which is no other comparison: there are {string.Join(", ", all.Select(one => one.Name))}.");
            to[name] = Within(parts!, name, parts!.Number(name), -1e-12, 1 + 1e-12, "the part that passes on, from 0 to 1");
        }

        return to.Values.Sum() <= 1 + 1e-9 ? to : throw FileException.At(parts!.Line, $"What {from.Name} passes on sums to {to.Values.Sum():0.######}: it is at most 1.");
    }
}
