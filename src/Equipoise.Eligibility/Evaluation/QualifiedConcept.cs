using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A concept with what narrows it, such as "active hepatitis B".</summary>
internal static class QualifiedConcept
{
    /// <summary>A name without what it was for, and that: "chemotherapy for breast cancer".</summary>
    public static (string Name, string? Purpose) Purpose(string name, Concepts concepts) =>
        name.IndexOf(" for ", StringComparison.Ordinal) is > 0 and var at && concepts.Find(name) is null ? (name[..at], name[(at + 5)..]) : (name, null);

    /// <summary>The narrowing words and the concept of the table; the concept is null where no ending of the name is one.</summary>
    public static (IReadOnlyList<string> Modifiers, string? Concept) Split(string name, Concepts concepts)
    {
        var modifiers = new List<string>();
        var rest = name;
        while (concepts.Find(rest) is null)
        {
            var blank = rest.IndexOf(' ', StringComparison.Ordinal);
            if (blank < 0)
                return (modifiers, null);
            modifiers.Add(rest[..blank]);
            rest = rest[(blank + 1)..];
            // "other active malignancy", "concurrent malignancy": another one beside that under study
            if (rest is "malignancy")
                return ([.. modifiers.Where(modifier => modifier is not "other")], "other malignancy");
        }

        return (modifiers, rest);
    }

    /// <summary>Whether a recorded event is of the narrower kind; unknown where only a person can tell.</summary>
    public static Truth Fits(string modifier, EventFact fact, FactDate? end, DateOnly asOf)
    {
        var over = fact.Standing == Standing.Over || (end is not null && end.Last < asOf);
        if (Names(fact.Words, modifier))
            return Truth.True;
        if (StageName.TryRead(modifier, out var asked))
            return StageName.In(fact.Words) is { } recorded ? asked.Contains(recorded) : Truth.Unknown;
        return modifier switch
        {
            // The number behind it decides.
            "stage" => StageName.In(fact.Words) is null ? Truth.Unknown : Truth.True,
            "active" or "current" or "concurrent" => over ? Truth.False : fact.Standing == Standing.Active ? Truth.True : Truth.Unknown,
            // The intent that is on record excludes the other one.
            "curative" when Names(fact.Words, "palliative") => Truth.False,
            "palliative" when Names(fact.Words, "curative") => Truth.False,
            "treated" or "resected" or "excised" or "cured" => over ? Truth.True : Truth.Unknown,
            // How well: a disease that is over was treated well enough.
            "adequately" or "curatively" or "completely" or "successfully" => over ? Truth.True : Truth.Unknown,
            _ => Truth.Unknown,
        };
    }

    // As a word: "active" is not in "inactive", nor "treated" in "untreated".
    private static bool Names(string words, string word)
    {
        for (var at = words.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = words.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(words[at - 1])) && (end == words.Length || !char.IsLetterOrDigit(words[end])) && !(at > 3 && words.AsSpan(at - 4, 4) is "not " or "non-" or "Not " or "Non-"))
                return true;
        }

        return false;
    }
}
