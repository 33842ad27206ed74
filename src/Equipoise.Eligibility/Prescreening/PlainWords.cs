using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Prescreening;

/// <summary>Statements as questions in plain words.</summary>
internal static class PlainWords
{
    private static readonly Dictionary<string, string> Lay = TerminologyTable.Read("lay.tsv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    // What may not go on beside a study goes on now or not at all.
    private static readonly string[] CurrentWords = ["current ", "active ", "concurrent ", "concomitant ", "ongoing "];

    /// <summary>A concept as people say it.</summary>
    public static string Name(string concept)
    {
        if (Lay.TryGetValue(concept, out var words))
            return words;
        var blank = concept.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && Lay.TryGetValue(concept[(blank + 1)..], out words) ? $"{concept[..blank]} {words}" : concept;
    }

    /// <summary>Whether people may know a value of this variable from a report.</summary>
    public static bool IsKnownToPatients(string variable) => Lay.ContainsKey("variable " + variable);

    /// <summary>The question about one statement.</summary>
    public static string Ask(CriterionNode leaf) => leaf switch
    {
        AgeLimit => "How old are you?",
        PerformanceStatus => "How active are you on most days?",
        Circumstance { Kind: CircumstanceKind.Sex } => "What is your sex?",
        Circumstance { Concept: "pregnant" } => "Are you pregnant?",
        Circumstance { Concept: "breastfeeding" } => "Are you breastfeeding?",
        Circumstance { Concept: "contraception" } => "If you could become pregnant or father a child: would you use effective birth control during the study?",
        Circumstance leafed => $"Is this so: {leafed.Concept}?",
        Measurement value => $"{Lay["variable " + value.Variable]} Leave it empty if you do not know.",
        Therapy { Concept: "current participation in another trial" } => "Are you now taking part in another clinical trial?",
        Therapy therapy when Current(therapy.Concept) is { } now => $"Do you now take or receive {Name(now)}?",
        Therapy { Within: { } within } therapy => $"In the last {Span(within)}, did you receive {Name(therapy.Concept)}?",
        Therapy therapy => $"Have you ever received {Name(therapy.Concept)}?",
        Condition condition when Current(condition.Concept) is { } now => $"Do you now have {Name(now)}?",
        Condition { Within: { } within } condition => $"In the last {Span(within)}, did you have {Name(condition.Concept)}?",
        Condition condition => $"Do you have, or did you ever have, {Name(condition.Concept)}?",
        _ => throw new ArgumentException("Nobody is asked this.", nameof(leaf)),
    };

    /// <summary>The question about several conditions, or several treatments, at once; their names are listed below it.</summary>
    public static string AskAny(CriterionNode first) => first is Therapy ? "Did you ever receive, or do you take, any of these?" : "Do you have, or did you ever have, any of these?";

    /// <summary>The question about a condition that is none of the exceptions.</summary>
    public static string AskOther(Condition head) => head.Within is { } within
        ? $"In the last {Span(within)}, did you have {Name(head.Concept)} of another kind than these?"
        : $"Do you have, or did you ever have, {Name(head.Concept)} of another kind than these?";

    /// <summary>One of several things of a question.</summary>
    public static string Item(CriterionNode leaf) => leaf switch
    {
        Therapy therapy => Name(therapy.Concept) + (therapy.Within is { } within ? $" in the last {Span(within)}" : ""),
        Condition condition => Name(condition.Concept) + (condition.Within is { } within ? $" in the last {Span(within)}" : ""),
        _ => PlainEnglish.Of(leaf),
    };

    /// <summary>Names a statement, whether it is asserted or denied.</summary>
    public static string Key(CriterionNode node)
    {
        var text = node switch
        {
            AgeLimit => "age",
            PerformanceStatus status => "activity " + status.Scale,
            Circumstance { Kind: CircumstanceKind.Sex } => "sex",
            Measurement value => $"{value.Variable} {value.Unit}",
            Condition leaf => CriteriaJson.Write(leaf with { Exists = true }),
            Therapy leaf => CriteriaJson.Write(leaf with { Exists = true }),
            Circumstance leaf => CriteriaJson.Write(leaf with { Exists = true }),
            _ => CriteriaJson.Write(node),
        };
        // FNV-1a: a short name for a form's field, not a secret.
        var hash = 14695981039346656037ul;
        foreach (var sign in text)
            hash = unchecked((hash ^ sign) * 1099511628211ul);
        return "q" + hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string? Current(string concept) =>
        CurrentWords.Where(word => concept.StartsWith(word, StringComparison.Ordinal)).Select(word => concept[word.Length..]).FirstOrDefault();

    private static string Span(Window window)
    {
        var unit = window.Unit switch { "a" => "year", "mo" => "month", "wk" => "week", "d" => "day", _ => "hour" };
        return window.Value == 1 ? unit : $"{PlainEnglish.Number(window.Value)} {unit}s";
    }
}
