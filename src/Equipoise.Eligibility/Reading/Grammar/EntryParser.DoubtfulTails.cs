using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Lists behind a name that goes on with a preposition: "maintenance therapy for CMV, meningitis or toxoplasmosis". What follows may be further objects of the
/// first, so the entry stays with a person.</summary>
internal sealed partial class EntryParser
{
    private static readonly string[] TailAims = [" for ", " with ", " against "];

    // "maintenance therapy for A or B", where B is a disease; "prophylaxis with A or B", where B is a drug
    private static bool IsFurtherObject(CriterionNode before, CriterionNode next)
    {
        if (NameOf(before) is not { } first || NameOf(next) is not { } second || !IsBare(second))
            return false;
        if (first.StartsWith("allergic reaction to ", StringComparison.Ordinal))
            return true;
        foreach (var aim in TailAims)
        {
            if (first.IndexOf(aim, StringComparison.Ordinal) is not (> 0 and var end))
                continue;
            var purpose = first[..end];
            return aim is " with " ? next is Therapy && (purpose.EndsWith("prophylaxis", StringComparison.Ordinal) || purpose.EndsWith("therapy", StringComparison.Ordinal) || purpose.EndsWith("treatment", StringComparison.Ordinal))
                : before is Therapy && next is Condition && (purpose.EndsWith("therapy", StringComparison.Ordinal) || purpose.EndsWith("treatment", StringComparison.Ordinal) || purpose.EndsWith("prophylaxis", StringComparison.Ordinal));
        }

        return false;
    }

    // A name with no preposition of its own
    private static bool IsBare(string name) => !name.Contains(" to ", StringComparison.Ordinal) && !name.Contains(" for ", StringComparison.Ordinal) && !name.Contains(" with ", StringComparison.Ordinal) && !name.Contains(" against ", StringComparison.Ordinal);

    private static readonly WordSet SaysMore = WordSet.Of("and", "other", "need", "either", "guillain", "hood", "despite", "or");

    // Entries that say more than a name in a way that no tree holds: "Need for dialysis or dialysis", "other types of diabetes", "(or symptoms of it)"
    private void DoubtWholeEntry(CriterionNode tree)
    {
        for (var i = 0; i < at.Count - 1; i++)
        {
            if (!SaysMore.Contains(at[i].Spelling))
                continue;
            var doubtful = at.Upper(i) switch
            {
                // "women not pregnant and men": either of them
                "AND" => at.Upper(i + 1) is "MEN" or "MALES" && at.Upper(i - 1) is "PREGNANT" or "LACTATING" or "NURSING" or "BREASTFEEDING",
                // "other types of diabetes": but those under study
                "OTHER" => i == 0 && at.Upper(1) is "TYPE" or "TYPES" or "FORM" or "FORMS" or "KIND" or "KINDS" && at.Upper(2) is "OF" && tree is Condition or Therapy,
                // "need for dialysis or dialysis": the need, and what was needed
                "NEED" => at.Upper(i + 1) is "FOR" && at.Upper(i + 3) is "OR" && string.Equals(at.Word(i + 2), at.Word(i + 4), StringComparison.OrdinalIgnoreCase),
                // "long-term therapy with either A or B": both long
                "EITHER" => at.Upper(i - 1) is "WITH" && at.Upper(i - 2) is "THERAPY" or "TREATMENT" or "USE" && at.Upper(i - 3) is "TERM",
                // "Guillain-Barré syndrome within 6 weeks of a vaccination": of one long ago
                "GUILLAIN" => at.Holds(WordKind.Within),
                // "child-hood onset": a word cut in two
                "HOOD" => at.SignAt(i - 1) == '-',
                // "> 160 mmHg despite two drugs": the drugs are asked as well
                "DESPITE" => at.Upper(i + 1) is "TWO" or "THREE" or "AT" or "USE" || at[i + 1].Kind == TokenKind.Number,
                // "A (or symptoms suggestive of it)": one more that excludes
                "OR" => i > 0 && at.SignAt(i - 1) == '(' && at.Upper(i + 1) is "SYMPTOMS" or "SIGNS" or "SUSPICION" or "EVIDENCE",
                _ => false,
            };
            if (doubtful)
                residue.Add(i);
        }
    }

    // "non-nucleoside RT inhibitors": an abbreviation inside a longer name keeps its letters.
    private static bool IsExpandedInside(string name) => name.Contains("radiotherapy inhibitor", StringComparison.Ordinal) || name.EndsWith(" on complete remission", StringComparison.Ordinal);
}
