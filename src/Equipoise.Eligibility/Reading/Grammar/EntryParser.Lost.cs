using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Words that rules pass over as a rule, and that sometimes change what a whole entry says: where their meaning is not in the tree, they
/// are residue.</summary>
internal sealed partial class EntryParser
{
    private static readonly WordSet WordsThatTurn = WordSet.Of("only", "either", "excluding", "secondary", "suspected", "suspicion", "germline", "somatic", "deleterious", "pathogenic", "eligible", "outside", "case", "below", "positive", "tumor", "tumors", "negative");

    private void DoubtLostWords(CriterionNode tree)
    {
        DoubtWhomItIsFor(tree);
        // "premenopausal women must have a negative test": of them alone it is asked.
        if (polarity == Polarity.Inclusion && Leaves(tree).Any(leaf => leaf is Circumstance { Kind: CircumstanceKind.Pregnancy }) && Leaves(tree).Any(leaf => leaf is Condition { Concept: "premenopausal" }))
            residue.Add(0);
        DoubtJoint(tree);
        DoubtAgeThen(tree);
        DoubtNames(tree);
        DoubtLists(tree);
        DoubtReadings(tree);
        // A line that was cut off: what came behind its preposition may have turned it about.
        var last = at.Count - 1;
        while (last > 0 && at.SignAt(last) is '.' or ',' or ':' or ';')
            last--;
        if (last > 0 && at.Upper(last) is "IN" or "OF" or "WITH" or "FOR" or "TO" or "BY" or "FROM" or "THAN" or "WITHIN" or "THE" or "WITHOUT")
            residue.Add(last);
        for (var i = 0; i < at.Count; i++)
        {
            if (at[i].Kind == TokenKind.Word && WordsThatTurn.Contains(at[i].Spelling) && IsLost(i, tree))
                residue.Add(i);
        }
    }

    private bool IsLost(int index, CriterionNode tree) => at.Upper(index) switch
    {
        // "extramedullary disease only": and nothing else
        "ONLY" => (index == 0 || EndsAt(index + 1) || at.SignAt(index + 1) == ')') && Leaves(tree).All(leaf => leaf is Condition { Exists: true } or Therapy { Exists: true }),
        // "tumor with neuroendocrine features": the noun is part of the name.
        "TUMOR" or "TUMORS" => at.Upper(index + 1) is "WITH" && Leaves(tree).Any(leaf => leaf is Condition { Concept: var trait } && (trait.EndsWith(" features", StringComparison.Ordinal) || trait.EndsWith(" differentiation", StringComparison.Ordinal) || trait.EndsWith(" component", StringComparison.Ordinal))),
        // "measurable disease outside the CNS"
        "OUTSIDE" => at.Upper(index + 1) is "THE" or "OF" && !Names(tree, "outside") && !Leaves(tree).Any(leaf => leaf is Measurement { RelativeTo: Reference.LowerLimit, Comparison: Comparison.Below }),
        // "will be considered on a case by case basis"
        "CASE" => at.Upper(index + 1) is "BY" || (at.SignAt(index + 1) == '-' && at.Upper(index + 2) is "BY"),
        // "neuropathy as defined below:"
        "BELOW" => at.SignAt(index + 1) == ':' && index + 2 >= at.Count,
        // "positive test results for opiates or cocaine": found in somebody, and not prescribed
        "POSITIVE" => (at.Upper(index + 1) is "TEST" or "TESTS" or "SCREEN" or "SCREENING" || at.Upper(index + 2) is "TEST" or "SCREEN" or "SCREENING" || at.Upper(index + 3) is "TEST" or "SCREEN" or "SCREENING") && Leaves(tree).Any(leaf => leaf is Therapy),
        // "a history of either requiring steroids": of what was named before
        "EITHER" => at.Upper(index - 1) is "OF" && at.Upper(index + 1) is "REQUIRING" or "THAT" or "WHICH" or "WITHIN",
        // "chemotherapy, excluding adjuvant chemotherapy completed more than 6 months ago"
        "EXCLUDING" => index > 0 && tree is AllOf all && !all.Of.Any(Negated),
        // "unless secondary to a pacemaker": due to it
        "SECONDARY" => at.Upper(index + 1) is "TO" && Leaves(tree).Any(leaf => leaf is Condition { Concept: var name } && name.StartsWith("secondary ", StringComparison.Ordinal)),
        "SUSPECTED" or "SUSPICION" => at.Upper(index + 1) is not "DELETERIOUS" && !Names(tree, "suspected") && !Leaves(tree).Any(leaf => leaf is Circumstance { Kind: CircumstanceKind.Pregnancy }),
        "GERMLINE" => !Names(tree, "germline"),
        // "scan negative for metastases or PSA ≤ 20": the limit is none of what is denied.
        "NEGATIVE" => at.Upper(index + 1) is "FOR" && tree is Not { Of: AnyOf denied } && denied.Of.Any(part => part is Measurement) && denied.Of.Any(IsExistence),
        "SOMATIC" => !Names(tree, "somatic"),
        "DELETERIOUS" => !Names(tree, "deleterious"),
        "PATHOGENIC" => at.Upper(index - 1) is not "LIKELY" && !(at.Upper(index + 1) is "OR" && at.Upper(index + 2) is "LIKELY") && !Names(tree, "pathogenic"),
        // "patients without measurable disease are eligible": it allows, and asks nothing.
        "ELIGIBLE" => polarity == Polarity.Inclusion && EndsAt(index + 1) && at.Upper(index - 1) is "ARE" && Negated(tree),
        _ => false,
    };

    private static bool Names(CriterionNode tree, string word) =>
        Leaves(tree).Any(leaf => leaf is Condition { Concept: var condition } && condition.Contains(word, StringComparison.OrdinalIgnoreCase)) ||
        Leaves(tree).Any(leaf => leaf is Therapy { Concept: var therapy } && therapy.Contains(word, StringComparison.OrdinalIgnoreCase)) ||
        Leaves(tree).Any(leaf => leaf is Circumstance { Concept: var told } && told.Contains(word, StringComparison.OrdinalIgnoreCase));

    private bool EndsAt(int index) => index >= at.Count || (at.SignAt(index) is '.' or ';' && index == at.Count - 1);

    // "For men: …", "For children up to 13 years of age:", "Age 2-17, weight ≥ 10 kg": whether it is asked of everybody
    private void DoubtWhomItIsFor(CriterionNode tree)
    {
        if (at.Upper(0) is "FOR" && tree is not Given && !(tree is AllOf groups && groups.Of.All(part => part is Given)) && ColonBefore(MostWordsOfGuard) is var colon and > 0 && (colon == at.Count - 1 || Leaves(tree).Any(leaf => leaf is AgeLimit or Circumstance { Kind: CircumstanceKind.Sex })))
            residue.Add(0);
        if (at.Upper(0) is "AGE" or "AGED" && tree is Given { Else: null } given && Leaves(given.Guard).All(leaf => leaf is AgeLimit) && ColonBefore(at.Count) < 0)
            residue.Add(0);
    }

    private const int MostWordsOfGuard = 16;

    private int ColonBefore(int end)
    {
        for (var i = 1; i < Math.Min(end, at.Count); i++)
        {
            if (at.SignAt(i) == ':')
                return i;
        }

        return -1;
    }

    // "Any one of the following: a, b" and "a and/or b, c" are never both.
    private void DoubtJoint(CriterionNode tree)
    {
        if (tree is AllOf && at.Upper(at.Upper(0) is "ANY" ? 1 : 0) is "ONE" && ColonBefore(MostWordsOfGuard) > 0)
            residue.Add(0);
        if (tree is not AnyOf any || !any.Of.Any(part => part is AllOf))
            return;
        for (var i = 1; i + 1 < at.Count; i++)
        {
            if (at.SignAt(i) == '/' && at.Upper(i - 1) is "AND" && at.Upper(i + 1) is "OR")
                residue.Add(i);
        }
    }

    // "INR > 1.5 or aPTT > 1.5 × ULN unless on anticoagulants": what thins the blood lengthens both.
    private static CriterionNode ExceptClotting(CriterionNode tree)
    {
        if (tree is not AnyOf { Of: { Count: > 1 } parts } || parts[^1] is not AllOf { Of: { Count: > 1 } last } || !IsClotting(last[0]) || !last.Skip(1).All(Negated) || !parts.SkipLast(1).All(IsClotting))
            return tree;
        return new AllOf([new AnyOf([.. parts.SkipLast(1), last[0]]), .. last.Skip(1)]);
    }

    // "INR ≤ 1.5 and aPTT ≤ 1.5 × ULN unless on anticoagulants", in what is asked for
    private static CriterionNode ExceptClottingAsked(CriterionNode tree)
    {
        if (tree is not AllOf { Of: { Count: > 1 } parts } || parts[^1] is not AnyOf { Of: { Count: > 1 } last } || !IsClotting(last[0]) || !last.Skip(1).All(part => part is Therapy) || !IsClotting(parts[^2]))
            return tree;
        var first = parts.Count - 2;
        while (first > 0 && IsClotting(parts[first - 1]))
            first--;
        var either = new AnyOf([new AllOf([.. parts.Skip(first).SkipLast(1), last[0]]), .. last.Skip(1)]);
        return first == 0 ? either : new AllOf([.. parts.Take(first), either]);
    }

    private static bool IsClottingOf(CriterionNode before, CriterionNode next) =>
        (before is AllOf ? before.Parts[^1] : before) is var last && IsClotting(last) && IsClotting(next.Parts[0]) && next.Parts.Skip(1).All(part => part is Therapy);

    private static bool IsClotting(CriterionNode node) => node is Measurement { Variable: "inr" or "pt" or "aptt" };

    // "Live vaccines; inactivated vaccines are allowed": what stands before the allowance is a statement of its own. A list of what is allowed has its "and" or "or".
    private bool AllowsBesides()
    {
        var linked = false;
        for (var i = 0; i < at.Count; i++)
            linked |= (at.KindsAt(i) & Links) != 0;
        for (var i = 1; i + 1 < at.Count; i++)
        {
            if ((at.SignAt(i) == ';' && (at.KindsAt(i - 1) & TokenCursor.Bits(WordKind.Allowed)) == 0) || (at.SignAt(i) == ',' && !linked && polarity == Polarity.Exclusion))
                return true;
        }

        return false;
    }

    private static readonly UInt128 Links = TokenCursor.Bits(WordKind.And, WordKind.Or, WordKind.AndOr);
}
