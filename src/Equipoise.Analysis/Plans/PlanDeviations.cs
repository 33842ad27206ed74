using System.Globalization;

namespace Equipoise.Analysis.Plans;

/// <summary>In what an analysis differs from the plan it should follow (ICH E9 5.1; ICH E3 9.8), each a sentence.</summary>
public static class PlanDeviations
{
    /// <summary>The differences of what was done from what a plan says.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="done">What was done.</param>
    public static IEnumerable<string> Between(StatisticalPlan plan, StatisticalPlan done)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(done);
        if (!string.Equals(plan.ProtocolVersion, done.ProtocolVersion, StringComparison.Ordinal))
            yield return $"The protocol is version {done.ProtocolVersion}; the plan is for {plan.ProtocolVersion}.";
        foreach (var (what, planned, used) in new (string, string, string)[]
        {
            ("The error probability", Number(plan.Alpha), Number(done.Alpha)),
            ("The spending function", plan.Spending.Name, done.Spending.Name),
            ("The primary endpoint", plan.Primary, done.Primary),
            ("The population", plan.Population, done.Population),
            ("The strata", List(plan.Strata), List(done.Strata)),
            ("The covariates", List(plan.Covariates), List(done.Covariates)),
            ("The subgroups", List(plan.Subgroups), List(done.Subgroups)),
            ("The confidence level", Number(plan.Confidence), Number(done.Confidence)),
            ("The looks", Looks(plan), Looks(done)),
            ("The rule of futility", plan.Futility?.Words ?? "none", done.Futility?.Words ?? "none"),
            ("The comparisons", Comparisons(plan), Comparisons(done)),
        })
        {
            if (!string.Equals(planned, used, StringComparison.Ordinal))
                yield return $"{what}: {used}; the plan has {planned}.";
        }

        foreach (var code in plan.Endpoints.Select(one => one.Code).Union(done.Endpoints.Select(one => one.Code), StringComparer.Ordinal))
        {
            var (before, after) = (Find(plan.Endpoints), Find(done.Endpoints));
            if (Text(before) is var planned && Text(after) is var used && !string.Equals(planned, used, StringComparison.Ordinal))
                yield return $"The derivation of {code} is {(before is null ? "not in the plan" : after is null ? "left out" : "not that of the plan")}.";

            EndpointRule? Find(IReadOnlyList<EndpointRule> rules) => rules.FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.Ordinal));
        }

        foreach (var set in plan.Sets.Select(one => one.Code).Union(done.Sets.Select(one => one.Code), StringComparer.Ordinal))
        {
            if (!string.Equals(Text(Find(plan.Sets)), Text(Find(done.Sets)), StringComparison.Ordinal))
                yield return $"The rule of the set {set} is not that of the plan.";

            PlannedSet? Find(IReadOnlyList<PlannedSet> sets) => sets.FirstOrDefault(one => string.Equals(one.Code, set, StringComparison.Ordinal));
        }
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Looks(StatisticalPlan plan) => string.Join(", ", plan.Looks.Select(look => $"{Number(look.Information)}{string.Concat(look.Others.OrderBy(other => other.Key, StringComparer.Ordinal).Select(other => $" ({other.Key} {Number(other.Value)})"))}"));

    private static string Comparisons(StatisticalPlan plan) => string.Join("; ", plan.Comparisons.Select(one =>
        $"{one.Name} with {Number(one.Weight)} of alpha and {Number(one.Events)} events{string.Concat(one.PassesOn.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => $", passing {Number(part.Value)} on to {part.Key}"))}"));

    private static string Text(PlannedSet? set) => set is null ? "" : $"{string.Join(" and ", set.All.Select(condition => condition.Text))} {set.ByTreatment}";

    private static string Text(EndpointRule? rule) => rule is null ? "" : $"{Sources(rule.From)}/{Sources(rule.Events)}/{Sources(rule.Censored)}/{string.Join(' ', rule.CensorBefore)}/{string.Join(' ', rule.Responses)}";

    private static string Sources(IReadOnlyList<DaySource> sources) => string.Join(" ", sources.Select(source => source.ToString()));

    private static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
