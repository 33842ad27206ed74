using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What relatives have: "family history of long QT syndrome", "personal or family history of pancreatitis".</summary>
/// <remarks>A disease of the family is none of the patient's, so it has a name of its own; "personal or family" are two statements.</remarks>
internal sealed partial class EntryParser
{
    private const string FamilyHistory = "family history of ";

    private static readonly WordSet FamilyWords = WordSet.Of("family", "familial", "personal", "known", "positive", "own", "patient", "medical", "past", "any", "a", "strong");

    private bool InFamily(int start) => start < at.Count && FamilyWords.Contains(at[start].Spelling) && (at.Upper(start) is "FAMILY" or "FAMILIAL" || at.Upper(start + 1) is "FAMILY" or "FAMILIAL" || at.Upper(start + 2) is "FAMILY" or "FAMILIAL" || at.Upper(start + 3) is "FAMILY" or "FAMILIAL");

    // family-term := word* ("family" | "familial") word* "history" "of" existence (("," | "or" | "and") existence)*
    private CriterionNode? FamilyTerm()
    {
        var start = at.Position;
        if (!InFamily(start))
            return FirstDegreeTerm(start);
        var (own, family, linked) = (false, false, false);
        for (; at.Position < at.Count && at.Position - start < 8; at.Position++)
        {
            own |= at.Upper(at.Position) is "PERSONAL" or "OWN" or "PATIENT";
            family |= at.Upper(at.Position) is "FAMILY" or "FAMILIAL";
            if (at.Upper(at.Position) is "OR" or "AND" || at.Sign == '/')
                linked = true;
            else if (at.Position >= at.Count || at[at.Position].Kind != TokenKind.Word || !FamilyWords.Contains(at[at.Position].Spelling))
                break;
        }

        // "familial hypercholesterolemia" is the patient's.
        if (!family || own != linked || at.Upper(at.Position) is not "HISTORY" || at.Upper(at.Position + 1) is not "OF")
        {
            at.Position = start;
            return null;
        }

        at.Position += 2;
        while (at.TakeWhole(WordKind.Filler) is not null || at.TakeWhole(WordKind.Known) is not null)
        {
        }

        var inner = at.Position;
        var excluded = polarity == Polarity.Exclusion ? 1 : 0;
        negations += excluded;
        var list = Sequence();
        negations -= excluded;
        if (list is null || !IsPlainList(list) || HoldsFrame(inner, at.Position))
        {
            at.Position = start;
            return null;
        }

        var inherited = Rewrite(list, leaf => leaf is Condition condition ? condition with { Concept = FamilyHistory + condition.Concept } : leaf);
        if (!own)
            return inherited;
        return new AnyOf([.. inherited is AnyOf some ? some.Of : [inherited], .. list is AnyOf any ? any.Of : [list]]);
    }

    // relatives-term := ["personal" "or" ["in" "a"]] "first" ["-"] "degree" ("relative" | "relatives" | "family") ("history" "of" | "with" ["a" "history" "of"] …) existence
    private CriterionNode? FirstDegreeTerm(int start)
    {
        if (start >= at.Count || at.Upper(start) is not ("PERSONAL" or "FIRST" or "A" or "HAVE" or "HAS"))
            return null;
        var i = at.Upper(start) is "A" or "HAVE" or "HAS" ? start + 1 : start;
        i = at.Upper(i) is "A" ? i + 1 : i;
        var own = at.Upper(i) is "PERSONAL";
        if (own && at.Upper(++i) is "HISTORY")
            i++;
        if (own && at.Upper(i++) is not ("OR" or "AND"))
            return null;
        if (at.Upper(i) is not "FIRST")
            return null;
        i += at.SignAt(i + 1) == '-' ? 2 : 1;
        if (at.Upper(i++) is not "DEGREE" || at.Upper(i++) is not ("RELATIVE" or "RELATIVES" or "FAMILY"))
            return null;
        while (at.SignAt(i) is '(' or ')' || at.Upper(i) is "S" or "MEMBER" or "MEMBERS" or "WITH" or "WHO" or "HAS" or "HAD" or "A" or "KNOWN" or "DIAGNOSIS" or "DIAGNOSED" or "HISTORY" or "OF")
            i++;
        at.Position = i;
        var excluded = polarity == Polarity.Exclusion ? 1 : 0;
        negations += excluded;
        var list = Sequence();
        negations -= excluded;
        if (list is null || !IsPlainList(list) || HoldsFrame(i, at.Position))
        {
            at.Position = start;
            return null;
        }

        var inherited = Rewrite(list, leaf => leaf is Condition condition ? condition with { Concept = FamilyHistory + condition.Concept } : leaf);
        return own ? new AnyOf([.. inherited is AnyOf some ? some.Of : [inherited], .. list is AnyOf any ? any.Of : [list]]) : inherited;
    }

    private static bool IsPlainList(CriterionNode node) => node is Condition { Exists: true, Within: null } || (node is AnyOf && node.Parts.All(part => part is Condition { Exists: true, Within: null }));

    // "family history of A or a history of B": the second is told of the patient.
    private bool HoldsFrame(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (at.Upper(i) is "HISTORY" or "WHO" or "PATIENT" or "PATIENTS" or "PERSONAL" or "KNOWN" or "WITH" or "HAVE" or "HAS" or "CURRENT" or "DIAGNOSIS" or "PRESENCE" or "ACTIVE" or "A" or "AN")
                return true;
        }

        return false;
    }
}
