using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Criteria;

/// <summary>Looks over a set of criteria for what its author cannot have meant. The idea is that of circe's checks.</summary>
public static class Linter
{
    /// <summary>What it finds, in the order of the criteria.</summary>
    public static IReadOnlyList<LintFinding> Check(IReadOnlyList<Criterion> criteria) =>
    [
        .. criteria.SelectMany(LostSuperscripts),
        .. criteria.SelectMany(LostSigns),
        .. criteria.SelectMany(ImplausibleLimits),
        .. Duplicates(criteria),
        .. Contradictions(criteria),
    ];

    // "1.5×109/L": ten to the ninth, of which the copy kept no superscript.
    private static List<LintFinding> LostSuperscripts(Criterion criterion)
    {
        var found = new List<LintFinding>();
        foreach (var power in (string[])["103/", "106/", "109/", "1012/"])
        {
            var place = criterion.Text.IndexOf(power, StringComparison.Ordinal);
            if (place > 0 && criterion.Text[..place].TrimEnd() is { Length: > 0 } before && before[^1] is '×' or 'x' or 'X' or '*')
                found.Add(new LintFinding("lost-superscript", [criterion.Id], $"'{power.TrimEnd('/')}' stands for 10 to the power of {power[2..^1]}: a superscript was lost."));
        }
        return found;
    }

    // "Age = 18 years": nobody asks for exactly that; a sign such as ≥ was lost on the way.
    private static List<LintFinding> LostSigns(Criterion criterion) =>
    [
        .. Leaves(criterion).Where(leaf => leaf is AgeLimit { Comparison: Comparison.Equal } or Measurement { Comparison: Comparison.Equal, Unit: not "1" })
            .Select(leaf => new LintFinding("lost-comparison", [criterion.Id], $"{PlainEnglish.Of(leaf)}: a sign such as ≥ or ≤ was probably lost.")),
    ];

    private static List<LintFinding> ImplausibleLimits(Criterion criterion)
    {
        var found = new List<LintFinding>();
        foreach (var leaf in Leaves(criterion).OfType<Measurement>().Where(leaf => leaf.RelativeTo is null))
        {
            if (Variables.Find(leaf.Variable) is not { } variable || UnitConversion.Convert(leaf.Value, leaf.Unit, variable.Unit, variable.MolarMass, out _) is not { } value)
                continue;
            // Ten times beyond what a body can have: the unit is wrong, not the limit strict.
            if ((variable.Low > 0 && value < variable.Low / 2) || value > variable.High * 2 || Unlikely(variable, value))
                found.Add(new LintFinding("implausible-limit", [criterion.Id], $"{leaf.Variable} {leaf.Comparison.Sign()} {PlainEnglish.Number(leaf.Value)} {leaf.Unit} is {PlainEnglish.Number(value)} {variable.Unit}: look at the unit."));
        }
        return found;
    }

    // Blood cells and proteins never come near zero, though their plausible values begin there.
    private static bool Unlikely(Variable variable, decimal value) =>
        variable.Id switch
        {
            "hemoglobin" => value < 2,
            "platelets" => value is > 0 and < 1,
            "neutrophils" or "leukocytes" => value is > 0 and < 0.02m,
            _ => false,
        };

    private static List<LintFinding> Duplicates(IReadOnlyList<Criterion> criteria)
    {
        var found = new List<LintFinding>();
        var byTree = criteria.Where(criterion => criterion is { Tree: not null, Evaluability: not Evaluability.Partial })
            .GroupBy(criterion => CriteriaJson.Write(criterion.Tree), StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        foreach (var group in byTree)
        {
            string[] ids = [.. group.Select(criterion => criterion.Id)];
            found.Add(group.DistinctBy(criterion => criterion.Polarity).Count() > 1
                ? new LintFinding("inclusion-equals-exclusion", ids, "The same is asked for and excluded: nobody can take part.")
                : new LintFinding("duplicate", ids, "These say the same."));
        }
        return found;
    }

    // Two limits that every participant must fulfill and that no value does.
    private static List<LintFinding> Contradictions(IReadOnlyList<Criterion> criteria)
    {
        var found = new List<LintFinding>();
        var required = criteria.Where(criterion => criterion is { Polarity: Polarity.Inclusion, Tree: not null, Evaluability: not Evaluability.Partial })
            .SelectMany(criterion => Required(criterion.Tree!).Select(leaf => (criterion.Id, Bound: Bound(leaf))))
            .Where(pair => pair.Bound is not null)
            .GroupBy(pair => pair.Bound!.Value.What, StringComparer.Ordinal);
        foreach (var limits in required)
        {
            // The highest lower limit and the lowest upper one: if these two leave room, all do.
            var lower = limits.Where(pair => pair.Bound!.Value.Comparison is Comparison.AtLeast or Comparison.Above).OrderByDescending(pair => (pair.Bound!.Value.Limit, pair.Bound!.Value.Comparison)).ToList();
            var upper = limits.Where(pair => pair.Bound!.Value.Comparison is Comparison.AtMost or Comparison.Below).OrderBy(pair => pair.Bound!.Value.Limit).ThenByDescending(pair => pair.Bound!.Value.Comparison).ToList();
            if (lower.Count > 0 && upper.Count > 0 && Excludes(lower[0].Bound!.Value, upper[0].Bound!.Value))
                found.Add(new LintFinding("contradiction", [.. new[] { lower[0].Id, upper[0].Id }.Distinct(StringComparer.Ordinal)], $"No value of {limits.Key} fulfills both limits."));
        }

        return found;
    }

    private static bool Excludes((string What, Comparison Comparison, decimal Limit) lower, (string What, Comparison Comparison, decimal Limit) upper) =>
        lower.Limit > upper.Limit || (lower.Limit == upper.Limit && (lower.Comparison == Comparison.Above || upper.Comparison == Comparison.Below));

    private static (string What, Comparison Comparison, decimal Limit)? Bound(CriterionNode leaf) => leaf switch
    {
        AgeLimit { Unit: "a" } age => ("age", age.Comparison, age.Value),
        Measurement { RelativeTo: { } reference } limit => ($"{limit.Variable} × {reference}", limit.Comparison, limit.Value),
        Measurement limit when Variables.Find(limit.Variable) is { } variable && UnitConversion.Convert(limit.Value, limit.Unit, variable.Unit, variable.MolarMass, out _) is { } value => (limit.Variable, limit.Comparison, value),
        _ => null,
    };

    private static IEnumerable<CriterionNode> Required(CriterionNode node) => node switch
    {
        AllOf all => all.Of.SelectMany(Required),
        AnyOf or AtLeastOf or Not or Given => [],
        _ => [node],
    };

    private static IEnumerable<CriterionNode> Leaves(Criterion criterion) => criterion.Tree is null ? [] : Leaves(criterion.Tree);

    private static IEnumerable<CriterionNode> Leaves(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Leaves);
}
