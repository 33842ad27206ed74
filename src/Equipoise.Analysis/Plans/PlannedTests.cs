using Equipoise.Analysis.Reading;
using Equipoise.Protocols;

namespace Equipoise.Analysis.Plans;

/// <summary>Reads what a plan tests: comparisons, looks, futility, and the course that the design expected.</summary>
internal static class PlannedTests
{
    public static List<PlannedLook> Looks(FileFields root, IReadOnlyList<PlannedComparison> comparisons)
    {
        var looks = new List<PlannedLook>();
        foreach (var node in root.List("looks") ?? [])
        {
            var look = PlanReader.ReadWhole(node, "look", fields => new PlannedLook(
                PlanReader.Needed(fields, "name"), fields.Number("information") ?? throw FileException.At(fields.Line, "This look has no 'information'."))
            {
                Others = fields.Optional("of") is { } others ? Others(new FileFields(others, "of"), comparisons, looks) : new Dictionary<string, double>(StringComparer.Ordinal),
            });
            if (!(look.Information <= 1 && look.Information - (looks.Count == 0 ? 0 : looks[^1].Information) >= 0.01))
                throw FileException.At(node.Start.Line, "The looks are shares of information that rise to 1, by 0.01 at least.");
            looks.Add(look);
        }

        return looks is [.., { Information: 1 }] ? looks : throw FileException.At(root.LineOf("looks"), "The last look has all information: 1.");
    }

    public static List<PlannedComparison> Comparisons(FileFields root, StudyDesign design, string primary, IReadOnlyList<EndpointRule> endpoints)
    {
        IReadOnlyList<string> arms = [.. design.Arms.Select(arm => arm.Code)];
        var nodes = root.List("comparisons") ?? [];
        var passes = new List<(FileFields? Parts, long Line)>();
        var comparisons = nodes.Select(node => PlanReader.ReadWhole(node, "comparison", fields =>
        {
            var (experimental, control) = (PlanReader.Chosen(fields, "experimental", arms, "arm"), PlanReader.Chosen(fields, "control", arms, "arm"));
            if (string.Equals(experimental, control, StringComparison.Ordinal))
                throw FileException.At(fields.Line, $"{control} is compared with itself: name two arms.");
            passes.Add((fields.Optional("passes_on") is { } part ? new FileFields(part, "passes_on") : null, fields.Line));
            var endpoint = fields.Text("endpoint") is null ? primary : PlanReader.Chosen(fields, "endpoint", [.. endpoints.Where(one => !one.IsResponse).Select(one => one.Code)], "time to an event among the endpoints");
            return new PlannedComparison(
                experimental,
                control,
                fields.Number("weight") is null ? 1.0 / nodes.Count : PlanReader.Within(fields, "weight", fields.Number("weight"), -1e-12, 1 + 1e-12, "its share of alpha, from 0 to 1"),
                new Dictionary<string, double>(StringComparer.Ordinal),
                PlanReader.Within(fields, "events", fields.Number("events"), 0, 1e6, "the events of both arms at full information"))
            {
                Endpoint = string.Equals(endpoint, primary, StringComparison.Ordinal) ? "" : endpoint,
            };
        })).ToList();
        if (comparisons.Count == 0)
            throw FileException.At(root.LineOf("comparisons"), "The plan compares nothing: write 'comparisons', each with experimental, control and events.");
        var line = root.LineOf("comparisons");
        if (comparisons.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count() < comparisons.Count)
            throw FileException.At(line, "Two comparisons are of the same arms and endpoint: name each pair once.");
        if (comparisons.TrueForAll(one => one.Endpoint.Length > 0))
            throw FileException.At(line, $"No comparison is of the primary endpoint {primary}, which sets the time of the looks: add one.");
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
            to[name] = PlanReader.Within(parts!, name, parts!.Number(name), -1e-12, 1 + 1e-12, "the part that passes on, from 0 to 1");
        }

        return to.Values.Sum() <= 1 + 1e-9 ? to : throw FileException.At(parts!.Line, $"What {from.Name} passes on sums to {to.Values.Sum():0.######}: it is at most 1.");
    }

    public static FutilityRule Futility(FileFields fields)
    {
        var (spending, conditional, isBinding) = (PlanReader.Spending(fields, "spending"), fields.Number("conditional_power"), fields.Flag("binding", otherwise: false));
        var power = spending is null && fields.Optional("power") is null ? 0 : PlanReader.Within(fields, "power", fields.Number("power"), 0.5, 1, "the power whose error is spent, such as 0.8");
        fields.RefuseOthers();
        if (spending is null == conditional is null)
            throw FileException.At(fields.Line, "Futility is either by 'conditional_power', such as 0.1, or by 'spending' of beta with 'power'.");
        if (spending is null && power > 0)
            throw FileException.At(fields.LineOf("power"), "'power' goes with 'spending' of beta, not with 'conditional_power'.");
        if (conditional is not null)
            PlanReader.Within(fields, "conditional_power", conditional, 0, 1, "a probability such as 0.1");
        return new FutilityRule(spending, power, conditional, isBinding);
    }

    public static PlannedCourse Expected(FileFields fields, StudyDesign design, IReadOnlyList<PlannedComparison> comparisons)
    {
        var accrual = fields.Rate("accrual") ?? throw FileException.At(fields.Line, "The expected course has no 'accrual', participants per month.");
        if (double.IsInfinity(accrual.TimeOf(design.Enrollment)) || !(accrual.Rates[^1] > 0))
            throw FileException.At(fields.LineOf("accrual"), "The last rate of accrual is 0: the trial would not fill.");
        var ratios = new Dictionary<string, double>(StringComparer.Ordinal);
        if (fields.Optional("hazard_ratio") is { } node)
        {
            var parts = new FileFields(node, "hazard_ratio");
            foreach (var arm in parts.Keys)
            {
                if (!comparisons.Any(one => string.Equals(one.Experimental, arm, StringComparison.Ordinal)))
                    throw FileException.At(parts.LineOf(arm), $"'{arm}' is no arm that is compared with the control arm; there is {string.Join(", ", comparisons.Select(one => one.Experimental).Distinct(StringComparer.Ordinal))}.");
                ratios[arm] = PlanReader.Within(parts, arm, parts.Number(arm), 0, 100, "a hazard ratio above 0");
            }
        }

        var dropout = fields.Number("dropout") is { } rate ? PlanReader.Within(fields, "dropout", rate, -1e-12, 1, "a hazard per month from 0") : 0;
        fields.RefuseOthers();
        return new PlannedCourse(accrual, ratios, dropout);
    }

    private static Dictionary<string, double> Others(FileFields fields, IReadOnlyList<PlannedComparison> comparisons, List<PlannedLook> before)
    {
        var others = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var code in fields.Keys)
        {
            if (code.Length == 0 || !comparisons.Any(one => string.Equals(one.Endpoint, code, StringComparison.Ordinal)))
                throw FileException.At(fields.LineOf(code), $"'{code}' is no endpoint beside the primary one with a comparison.");
            others[code] = PlanReader.Within(fields, code, fields.Number(code), 0, 1 + 1e-9, "its share of information, above 0 and at most 1");
            if (before.Exists(look => look.Others.GetValueOrDefault(code) > others[code]))
                throw FileException.At(fields.LineOf(code), $"The information of {code} falls from look to look: it rises.");
        }

        return others;
    }
}
