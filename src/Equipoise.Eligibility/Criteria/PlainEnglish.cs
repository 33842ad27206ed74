using System.Globalization;

namespace Equipoise.Eligibility.Criteria;

/// <summary>A tree printed back in words, so that a clinician can check what the program understood.</summary>
public static class PlainEnglish
{
    /// <summary>One sentence without its full stop; groups within groups stand in brackets.</summary>
    public static string Of(CriterionNode node) => node switch
    {
        AllOf all => Join(all.Of, " and "),
        AnyOf any => Join(any.Of, " or "),
        AtLeastOf some => $"at least {some.Count} of: {string.Join("; ", some.Of.Select(Of))}",
        Not not => $"not {Bracketed(not.Of)}",
        Given { Else: { } otherwise } given => $"if {Of(given.Guard)}, then {Bracketed(given.Then)}, otherwise {Bracketed(otherwise)}",
        Given given => $"if {Of(given.Guard)}, then {Bracketed(given.Then)}",
        _ => Leaf(node),
    };

    /// <summary>Such as "within 4 weeks before randomization"; empty for none.</summary>
    public static string Of(Window? window) => window is null
        ? ""
        : $" within {Number(window.Value)} {TimeWord(window.Unit, window.Value)} {window.Direction} {window.Anchor ?? "now"}";

    /// <summary>A number without digits that say nothing.</summary>
    public static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Leaf(CriterionNode node) => node switch
    {
        Measurement leaf => $"{leaf.Variable} {Limit(leaf)}{Of(leaf.Within)}",
        AgeLimit leaf => $"age {Words(leaf.Comparison)} {Number(leaf.Value)} {TimeWord(leaf.Unit, leaf.Value)}",
        LifeExpectancy leaf => $"life expectancy {Words(leaf.Comparison)} {Number(leaf.Value)} {TimeWord(leaf.Unit, leaf.Value)}",
        PerformanceStatus { Comparison: { } comparison } leaf => $"performance status ({leaf.Scale}) {Words(comparison)} {Number(leaf.Values[0])}",
        PerformanceStatus leaf => $"performance status ({leaf.Scale}) one of {string.Join(", ", leaf.Values.Select(Number))}",
        Condition leaf => $"{(leaf.Exists ? "" : "no ")}{leaf.Concept}{Of(leaf.Within)}",
        Therapy { Comparison: { } comparison, Count: { } count } leaf => $"{leaf.Concept}, {Words(comparison)} {Number(count)} times{Of(leaf.Within)}",
        Therapy leaf => $"{(leaf.Exists ? "" : "no ")}{leaf.Concept}{Of(leaf.Within)}",
        Circumstance leaf => $"{(leaf.Exists ? "" : "not: ")}{leaf.Concept}",
        _ => throw new ArgumentException($"A node of kind {node.GetType().Name} has no words.", nameof(node)),
    };

    private static string Limit(Measurement leaf) => leaf.RelativeTo switch
    {
        null => $"{Words(leaf.Comparison)} {Number(leaf.Value)}{(leaf.Unit is "1" ? "" : leaf.Unit is "%" ? "%" : " " + leaf.Unit)}",
        Reference.UpperLimit => $"{Words(leaf.Comparison)} {Number(leaf.Value)} times the upper limit of normal",
        _ => $"{Words(leaf.Comparison)} {Number(leaf.Value)} times the lower limit of normal",
    };

    private static string Words(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => "at least",
        Comparison.Above => "more than",
        Comparison.AtMost => "at most",
        Comparison.Below => "less than",
        _ => "exactly",
    };

    private static string TimeWord(string unit, decimal value)
    {
        if (unit is Window.HalfLife)
            return value == 1 ? "half-life" : "half-lives";
        var word = unit switch { "a" => "year", "mo" => "month", "wk" => "week", "d" => "day", "h" => "hour", _ => unit };
        return value == 1 ? word : word + "s";
    }

    private static string Join(IReadOnlyList<CriterionNode> parts, string word) => string.Join(word, parts.Select(Bracketed));

    private static string Bracketed(CriterionNode node) => node.Parts.Count == 0 ? Of(node) : $"({Of(node)})";
}
