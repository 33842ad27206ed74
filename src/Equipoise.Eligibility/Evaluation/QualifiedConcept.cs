using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>A concept with what narrows it, such as "active hepatitis B".</summary>
internal static class QualifiedConcept
{
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
        }

        return (modifiers, rest);
    }

    /// <summary>Whether a recorded event is of the narrower kind; unknown where only a person can tell.</summary>
    public static Truth Fits(string modifier, EventFact fact, FactDate? end, DateOnly asOf)
    {
        var over = fact.Standing == Standing.Over || (end is not null && end.Last < asOf);
        if (fact.Words.Contains(modifier, StringComparison.OrdinalIgnoreCase))
            return Truth.True;
        return modifier switch
        {
            "active" or "current" or "concurrent" => over ? Truth.False : fact.Standing == Standing.Active ? Truth.True : Truth.Unknown,
            // The intent that is on record excludes the other one.
            "curative" when fact.Words.Contains("palliative", StringComparison.OrdinalIgnoreCase) => Truth.False,
            "palliative" when fact.Words.Contains("curative", StringComparison.OrdinalIgnoreCase) => Truth.False,
            "treated" => over ? Truth.True : Truth.Unknown,
            _ => Truth.Unknown,
        };
    }
}
