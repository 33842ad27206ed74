using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Prescreening;

/// <summary>What a criterion is about, in the words of the questions.</summary>
public static class PlainCriteria
{
    /// <summary>A criterion for a person without medical training.</summary>
    /// <returns>What the words are, such as "Asked for", and the words. They say what is asked for or not allowed where that can be said simply, else what it
    /// is about; a criterion that was not fully understood has its own words.</returns>
    public static (string Lead, string Words) Of(Criterion criterion)
    {
        var lead = criterion.Polarity == Polarity.Inclusion ? "Asked for" : "Not allowed";
        if (criterion.Tree is not { } tree || criterion.Evaluability == Evaluability.Partial)
            return (lead, Unescaped(criterion.Text));
        return Statement(tree) is { } statement
            ? (lead, statement)
            : ("About", string.Join("; ", Leaves(tree).Select(Subject).Distinct(StringComparer.Ordinal)));
    }

    // Groups within groups are no plain statement.
    private static string? Statement(CriterionNode node) => node switch
    {
        AllOf all => Joined(all.Of, part => part is AnyOf any ? Joined(any.Of, Leaf, " or ") : Leaf(part), "; and "),
        AnyOf any => Joined(any.Of, Leaf, "; or "),
        Not { Of: AnyOf any } => Joined(any.Of, Leaf, "; ") is { } list ? $"none of these: {list}" : null,
        _ => Leaf(node),
    };

    private static string? Joined(IReadOnlyList<CriterionNode> parts, Func<CriterionNode, string?> words, string with)
    {
        var said = parts.Select(words).ToList();
        return said.Contains(null) ? null : string.Join(with, said.Distinct(StringComparer.Ordinal));
    }

    private static string? Leaf(CriterionNode node) => node switch
    {
        AgeLimit or LifeExpectancy => PlainEnglish.Of(node),
        PerformanceStatus { Scale: "ecog" } leaf => string.Join(" or ", ActivityLevels.Words.Index().Where(level => leaf.Allows(level.Index)).Select(level => $"“{level.Item}”")),
        Measurement { RelativeTo: null } leaf when PlainWords.IsKnownToPatients(leaf.Variable) => UnitWords.In(PlainWords.ValueName(leaf.Variable) + PlainEnglish.Of(leaf with { Within = null })[leaf.Variable.Length..]),
        Condition { Within: null or { Direction: "before", Anchor: not "progression" } } leaf => (leaf.Exists ? "" : "no ") + PlainWords.Item(leaf),
        Therapy { Comparison: null, Within: null or { Direction: "before", Anchor: not "progression", Unit: not Window.HalfLife } } leaf => (leaf.Exists ? "" : "no ") + PlainWords.Item(leaf),
        Circumstance { Kind: CircumstanceKind.Sex, Exists: true } leaf => $"being {leaf.Concept}",
        Circumstance { Exists: true } leaf => leaf.Concept,
        Circumstance { Kind: CircumstanceKind.Pregnancy } leaf => $"not {leaf.Concept}",
        _ => null,
    };

    private static string Subject(CriterionNode leaf) => leaf switch
    {
        AgeLimit => "your age",
        LifeExpectancy => "how long you can expect to live",
        PerformanceStatus => "how active you are",
        Measurement value => PlainWords.ValueName(value.Variable),
        Condition or Therapy => PlainWords.Item(leaf, timed: true),
        Circumstance { Kind: CircumstanceKind.Sex } => "your sex",
        Circumstance other => other.Concept,
        _ => PlainNames.In(PlainEnglish.Of(leaf)),
    };

    // Records keep their text with the escapes of the markup that it was written in.
    private static string Unescaped(string text) =>
        string.Concat(text.Index().Where(letter => letter.Item != '\\' || letter.Index + 1 == text.Length || (!char.IsPunctuation(text[letter.Index + 1]) && !char.IsSymbol(text[letter.Index + 1]))).Select(letter => letter.Item));

    private static IEnumerable<CriterionNode> Leaves(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Leaves);
}
