using System.Globalization;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Prescreening;

/// <summary>Statements as questions in plain words.</summary>
internal static class PlainWords
{
    private static readonly Dictionary<string, string> Lay = TerminologyTable.Read("lay.tsv").ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    // What people call so is wider than what criteria mean by it: a sore of the skin, a lung disease.
    private static readonly HashSet<string> Wide = TerminologyTable.Read("lay.tsv").Where(row => row is [_, _, "wide"]).Select(row => row[0]).ToHashSet(StringComparer.Ordinal);

    // What may not go on beside a study goes on now or not at all.
    private static readonly string[] CurrentWords = ["current ", "active ", "concurrent ", "concomitant ", "ongoing "];

    /// <summary>A concept as people say it.</summary>
    public static string Name(string concept)
    {
        if (Lay.TryGetValue(concept, out var words))
            return words;
        var purpose = concept.IndexOf(" for ", StringComparison.Ordinal);
        if (purpose > 0)
            return $"{Name(concept[..purpose])} for {Name(concept[(purpose + 5)..])}";
        var blank = concept.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0 || !Lay.TryGetValue(concept[(blank + 1)..], out words))
            return concept;
        // "chronic" and "a lung disease" are a chronic lung disease.
        var article = words.StartsWith("a ", StringComparison.Ordinal) ? 2 : words.StartsWith("an ", StringComparison.Ordinal) ? 3 : 0;
        return article == 0 ? $"{concept[..blank]} {words}" : $"{("aeiou".Contains(concept[0], StringComparison.OrdinalIgnoreCase) ? "an" : "a")} {concept[..blank]} {words[article..]}";
    }

    /// <summary>Whether a statement names something in words that only medicine uses, as far as the table knows.</summary>
    public static bool IsTechnical(CriterionNode leaf) => leaf switch
    {
        Condition { Concept: var concept } => IsTechnical(concept),
        Therapy { Concept: var concept } => IsTechnical(concept),
        _ => false,
    };

    /// <summary>Whether a yes leaves open if it is what is meant.</summary>
    public static bool IsWide(CriterionNode leaf) => leaf switch
    {
        Condition { Concept: var concept } => IsWide(concept),
        Therapy { Concept: var concept } => IsWide(concept),
        _ => false,
    };

    private static bool IsWide(string concept) => Wide.Contains(concept) || (Current(concept) is { } now && Wide.Contains(now));

    private static bool IsTechnical(string concept)
    {
        if (Lay.ContainsKey(concept) || Lay.ContainsKey("ask " + concept))
            return false;
        var purpose = concept.IndexOf(" for ", StringComparison.Ordinal);
        if (purpose > 0)
            return IsTechnical(concept[..purpose]) || IsTechnical(concept[(purpose + 5)..]);
        return !Lay.ContainsKey(concept[(concept.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>Whether people may know a value of this variable from a report.</summary>
    public static bool IsKnownToPatients(string variable) => Lay.ContainsKey("variable " + variable);

    /// <summary>A measured value as people say it.</summary>
    public static string ValueName(string variable) => Lay.GetValueOrDefault("value " + variable) ?? PlainNames.In(variable);

    /// <summary>Whether who does not have the first has not the second either, as the first is asked: of the same time, and wider.</summary>
    public static bool Covers(CriterionNode asked, CriterionNode other) => (asked, other) switch
    {
        (Therapy { Exists: true, Comparison: null } wide, Therapy { Exists: true, Comparison: null } narrow) => Equals(wide.Within, narrow.Within) && Covers(wide.Concept, narrow.Concept, Concepts.Therapies),
        (Condition { Exists: true } wide, Condition { Exists: true } narrow) => Equals(wide.Within, narrow.Within) && Covers(wide.Concept, narrow.Concept, Concepts.Conditions),
        _ => false,
    };

    private static bool Covers(string wide, string narrow, Concepts concepts) =>
        !string.Equals(wide, narrow, StringComparison.Ordinal)
        && (concepts.IsA(narrow, wide) || (Lay.TryGetValue("with " + narrow, out var askedWith) && string.Equals(askedWith, wide, StringComparison.Ordinal)));

    /// <summary>The question about one statement.</summary>
    /// <param name="leaf">The statement.</param>
    /// <param name="isPresent">Whether it is asked of the present alone.</param>
    public static string Ask(CriterionNode leaf, bool isPresent) => leaf switch
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
        Therapy therapy when Current(therapy.Concept) is { } now => $"Do you now take or receive {Now(therapy.Concept, now)}?",
        Therapy { Within: { } within } therapy => $"In the last {Span(within)}, did you receive {Name(therapy.Concept)}?",
        Therapy therapy => $"Have you ever received {Name(therapy.Concept)}?",
        Condition condition when Lay.TryGetValue("ask " + condition.Concept, out var question) => question,
        Condition condition when Current(condition.Concept) is { } now => $"Do you now have {Now(condition.Concept, now)}?",
        Condition { Within: { } within } condition => $"In the last {Span(within)}, did you have {Name(condition.Concept)}?",
        Condition condition when isPresent => $"Do you have {Name(condition.Concept)}?",
        Condition condition => $"Do you have, or did you ever have, {Name(condition.Concept)}?",
        _ => throw new ArgumentException("Nobody is asked this.", nameof(leaf)),
    };

    /// <summary>The question about several conditions, or several treatments, at once; their names are listed below it.</summary>
    public static string AskAny(IReadOnlyList<CriterionNode> parts, bool isPresent)
    {
        var spans = parts.Select(part => part is Therapy therapy ? therapy.Within : ((Condition)part).Within).Distinct().ToList();
        var time = spans is [{ } one] ? $"In the last {Span(one)}, did" : "Did";
        if (parts[0] is Therapy)
            return spans is [null] ? parts.All(part => Current(((Therapy)part).Concept) is not null) ? "Do you now take or receive any of these?" : "Did you ever receive, or do you take, any of these?" : $"{time} you receive any of these?";
        return spans is not [null] ? $"{time} you have any of these?" : isPresent || parts.All(part => Current(((Condition)part).Concept) is not null) ? "Do you have any of these?" : "Do you have, or did you ever have, any of these?";
    }

    /// <summary>The question about a condition that is none of the exceptions.</summary>
    public static string AskOther(Condition head) => head.Within is { } within
        ? $"In the last {Span(within)}, did you have {Name(head.Concept)} of another kind than these?"
        : $"Do you have, or did you ever have, {Name(head.Concept)} of another kind than these?";

    /// <summary>One of several things of a question.</summary>
    /// <param name="leaf">The thing.</param>
    /// <param name="timed">Whether the question names its time already.</param>
    public static string Item(CriterionNode leaf, bool timed = false) => leaf switch
    {
        Therapy therapy => (Current(therapy.Concept) is { } now ? Now(therapy.Concept, now) : Name(therapy.Concept)) + (!timed && therapy.Within is { } within ? $" in the last {Span(within)}" : ""),
        Condition condition => (Current(condition.Concept) is { } now ? Now(condition.Concept, now) : Name(condition.Concept)) + (!timed && condition.Within is { } within ? $" in the last {Span(within)}" : ""),
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

    private static string Now(string concept, string now) => Lay.TryGetValue(concept, out var whole) ? whole : Name(now);

    private static string? Current(string concept) =>
        CurrentWords.Where(word => concept.StartsWith(word, StringComparison.Ordinal)).Select(word => concept[word.Length..]).FirstOrDefault();

    private static string Span(Window window)
    {
        var unit = window.Unit switch { "a" => "year", "mo" => "month", "wk" => "week", "d" => "day", _ => "hour" };
        return window.Value == 1 ? unit : $"{PlainEnglish.Number(window.Value)} {unit}s";
    }
}
