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
        var primary = Chosen(root, "primary", [.. endpoints.Where(endpoint => !endpoint.IsResponse).Select(endpoint => endpoint.Code)], "time to an event among the endpoints");
        var comparisons = PlannedTests.Comparisons(root, design, primary, endpoints);
        var plan = new StatisticalPlan
        {
            Study = named,
            ProtocolVersion = Needed(root, "protocol"),
            Title = root.Text("title") ?? $"Statistical analysis plan of {design.Title}",
            Alpha = Within(root, "alpha", root.Number("alpha"), 0, 0.5, "the one-sided error over all comparisons and looks, such as 0.025"),
            Spending = Spending(root, "spending") ?? SpendingFunction.OBrienFleming,
            Primary = primary,
            Endpoints = endpoints,
            Population = Chosen(root, "population", [.. sets.Select(set => set.Code)], "set"),
            Sets = sets,
            Comparisons = comparisons,
            Looks = PlannedTests.Looks(root, comparisons),
            Strata = Names(root, "strata", known),
            Covariates = Names(root, "covariates", known),
            Subgroups = Names(root, "subgroups", known),
            Variables = variables,
            Futility = root.Optional("futility") is { } futility ? PlannedTests.Futility(new FileFields(futility, "futility")) : null,
            Expected = root.Optional("expected") is { } expected ? PlannedTests.Expected(new FileFields(expected, "expected"), design, comparisons) : null,
            Confidence = root.Number("confidence") is null ? 0.95 : Within(root, "confidence", root.Number("confidence"), 0.5, 1, "a confidence level such as 0.95"),
            ControlMedian = root.Number("control_median") is { } median ? median > 0 ? median : throw FileException.At(root.LineOf("control_median"), "'control_median' is a time in months above 0.") : null,
        };
        root.RefuseOthers();
        if (plan.Expected is not null && plan.ControlMedian is null)
            throw FileException.At(root.LineOf("expected"), "The expected course needs 'control_median', the control arm's median in months.");
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

    internal static T ReadWhole<T>(YamlNode node, string what, Func<FileFields, T> read)
    {
        var fields = new FileFields(node, what);
        var value = read(fields);
        fields.RefuseOthers();
        return value;
    }

    internal static double Within(FileFields fields, string key, double? number, double above, double below, string what) =>
        number is { } value && value > above && value < below ? value : throw FileException.At(fields.LineOf(key), $"'{key}' is {(number is null ? "missing" : $"{number:R}")}: write {what}.");

    /// <summary>A spending function; null where none is named.</summary>
    internal static SpendingFunction? Spending(FileFields fields, string key)
    {
        try
        {
            return fields.Text(key) is { } name ? SpendingFunction.Parse(name) : null;
        }
        catch (StatisticsException wrong)
        {
            throw FileException.At(fields.LineOf(key), wrong.Message);
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
}
