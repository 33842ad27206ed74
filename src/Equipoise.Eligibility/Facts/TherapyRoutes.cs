using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts;

/// <summary>What the way a drug is given says of its class: a cream is no systemic treatment, and hydrocortisone is mostly taken to replace
/// what the body lacks.</summary>
internal static class TherapyRoutes
{
    private const string Corticosteroids = "corticosteroids";
    private const string SystemicCorticosteroids = "systemic corticosteroids";

    private static readonly string[] Local = ["cream", "ointment", "lotion", "gel", "topical", "cutaneous", "eye drop", "ophthalmic", "ear drop", "otic", "nasal", "intravitreal", "intraocular", "mouthwash", "intraarticular", "intra-articular", "vaginal"];
    // There is no prednisone but to swallow.
    private static readonly string[] Systemic = ["oral", "orally", "tablet", "by mouth", "intravenous", "infusion"];
    private static readonly string[] Procedures = ["surgery", "biopsy", "radiotherapy", "transplantation"];
    private static readonly string[] PartOfTheBreast = ["partial mastectomy", "lumpectomy", "breast conserv", "breast-conserv", "segmental mastectomy", "quadrantectomy", "wide local excision"];
    private static readonly string[] Inhaled = ["inhal", "respiratory", "nebul"];
    private static readonly HashSet<string> Replacements = new(["hydrocortisone", "cortisone"], StringComparer.Ordinal);

    /// <summary>The events that a drug amounts to: what it is, and whether that is certain.</summary>
    /// <param name="concepts">What it is by its code and name.</param>
    /// <param name="words">How the record names it and the way it is given.</param>
    public static IEnumerable<(IReadOnlyList<string> Concepts, Standing Certainty)> Of(IReadOnlyList<string> concepts, IReadOnlyList<string> words)
    {
        if (concepts.Any(IsProcedure))
            return OfProcedure(concepts, words);
        var isSteroid = concepts.Any(one => Concepts.Therapies.IsA(one, Corticosteroids) || Replacements.Contains(one));
        if (Names(words, Inhaled) && isSteroid)
            return [(["inhaled corticosteroids"], Standing.Present)];
        if (IsLocal(words))
            return isSteroid ? [(["topical corticosteroids"], Standing.Present)] : [];
        if (isSteroid && !concepts.Any(Replacements.Contains) && (concepts.Contains("prednisone", StringComparer.Ordinal) || words.Any(word => Array.Exists(Systemic, way => IsWord(word, way)))))
            return [([.. concepts, SystemicCorticosteroids], Standing.Present)];
        return concepts.Any(Replacements.Contains)
            ? [([.. concepts], Standing.Present), ([Corticosteroids], Standing.Uncertain)]
            : [([.. concepts], Standing.Present)];
    }

    // As words: there is an "otic" in antibiotics, and a "gel" in gelatin.
    private static bool IsLocal(IReadOnlyList<string> words) => words.Any(word => Array.Exists(Local, way => IsWord(word, way)));

    private static bool IsWord(string text, string way)
    {
        for (var at = text.IndexOf(way, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(way, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + way.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]) || (text[end] is 's' or 'S' && (end + 1 == text.Length || !char.IsLetter(text[end + 1])))))
                return true;
        }

        return false;
    }

    private static bool IsProcedure(string concept) => Array.Exists(Procedures, procedure => Concepts.Therapies.IsA(concept, procedure));

    // Few mean a biopsy by surgery, and to take away a part of the breast by a mastectomy; what is narrower than the doubtful is as doubtful.
    private static IEnumerable<(IReadOnlyList<string> Concepts, Standing Certainty)> OfProcedure(IReadOnlyList<string> concepts, IReadOnlyList<string> words)
    {
        var isPartial = Names(words, PartOfTheBreast);
        foreach (var concept in concepts)
        {
            if (isPartial && Concepts.Therapies.IsA(concept, "mastectomy"))
            {
                yield return (["surgery"], Standing.Present);
                yield return ([concept], Standing.Uncertain);
            }
            else
            {
                yield return ([concept], Standing.Present);
            }

            if (Concepts.Therapies.IsA(concept, "biopsy"))
                yield return (["surgery"], Standing.Uncertain);
        }
    }

    private static bool Names(IReadOnlyList<string> words, string[] ways) => words.Any(word => Array.Exists(ways, way => word.Contains(way, StringComparison.OrdinalIgnoreCase)));
}
