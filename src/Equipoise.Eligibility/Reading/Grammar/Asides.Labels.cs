using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What an entry is called before it says what it asks: "Screening values must meet the following:", "Diabetes: subjects with …",
/// "sufficient liver function, as demonstrated by".</summary>
internal sealed partial class Asides
{
    private const int LongestName = 9;

    private static readonly WordSet LabelWords = FrameWords.Of("label");
    private static readonly WordSet GroupWords = FrameWords.Of("group");
    private static readonly WordSet Sufficient = FrameWords.Of("sufficient");
    private static readonly WordSet Functions = FrameWords.Of("function");
    private static readonly WordSet Defining = FrameWords.Of("defining");

    // name := words ":" with people or a limit behind it; a group's name is none
    private int Name()
    {
        if (polarity == Polarity.Inclusion && Function() is > 0 and var function)
            return function;
        for (var i = 0; i < at.Count - 1 && i <= LongestName; i++)
        {
            if (at.SignAt(i) == ':')
                return i > 0 && (AreLabels(i) || (NamesTopic(i) && ((BeginsPeople(i + 1) && !NamesDisease(i)) || IsSaidAgain(i)))) ? i + 1 : -1;
            if (at[i].Kind == TokenKind.Sign && at.SignAt(i) is not ('/' or '-' or '(' or ')' or ','))
                return -1;
        }

        return -1;
    }

    private bool AreLabels(int colon)
    {
        for (var i = 0; i < colon; i++)
        {
            if (at[i].Kind == TokenKind.Sign ? at.SignAt(i) is not ('/' or '-') : !LabelWords.ContainsSingular(at[i].Spelling) && !(polarity == Polarity.Exclusion && at.Upper(i) is "ANY" or "ONE" or "HISTORY" or "KNOWN"))
                return false;
        }

        return true;
    }

    // No group of people, nothing denied, nothing limited
    private bool NamesTopic(int colon)
    {
        for (var i = 0; i < colon; i++)
        {
            if (at[i].Kind == TokenKind.Number || IsWord(i, GroupWords) || Has(i, WordKind.Not) || Has(i, WordKind.Operator) || Has(i, WordKind.Sex) || Has(i, WordKind.Person) || Has(i, WordKind.With))
                return false;
        }

        return true;
    }

    // "Sickle cell disease: patients must have a history of stroke" is asked of those who have it.
    private bool NamesDisease(int colon)
    {
        if (polarity != Polarity.Inclusion || Vague.ContainsSingular(at[colon - 1].Spelling))
            return false;
        for (var i = 0; i < colon; i++)
        {
            if (Has(i, WordKind.Condition))
                return true;
        }

        return false;
    }

    private bool BeginsPeople(int i)
    {
        while (IsWord(i, OfSubjects))
            i++;
        return i < at.Count && at[i].Kind == TokenKind.Word && SubjectNouns.ContainsSingular(at[i].Spelling) && at.Upper(i + 1) is "WITH" or "WHO" or "HAVE" or "HAS" or "MUST" or "HAVING" or "ARE" or "SHOULD" or "THAT";
    }

    // "Alpha1-antitrypsin deficiency: a diagnosis of alpha1-antitrypsin deficiency"
    private bool IsSaidAgain(int colon)
    {
        var repeated = 0;
        for (var i = 0; i < colon; i++)
        {
            if (at[i].Kind != TokenKind.Word || at.Word(i).Length < 4)
                continue;
            var again = false;
            for (var j = colon + 1; j < at.Count && !again; j++)
                again = string.Equals(at.Upper(i), at.Upper(j), StringComparison.Ordinal);
            if (!again)
                return false;
            repeated++;
        }

        return repeated > 0;
    }

    // function := ["sufficient"] words "function" (["," ] ["as"] "demonstrated" "by" | "should reach"), before limits or a class that say what is meant
    private int Function()
    {
        var i = 0;
        while (i < at.Count && i < 3 && (IsWord(i, OfSubjects) || Has(i, WordKind.Person) || IsWord(i, HaveVerbs) || IsWord(i, Auxiliaries)))
            i++;
        var from = i;
        var sufficient = IsWord(i, Sufficient);
        while (i < at.Count && i - from < LongestName && (at[i].Kind == TokenKind.Word || (at.SignAt(i) == '-' && at[i].Glued)) && !(i > from && IsWord(i, Functions)))
        {
            if (Has(i, WordKind.Not) || Has(i, WordKind.Operator) || at.Upper(i) is "WITH" or "WITHOUT")
                return -1;
            i++;
        }

        // "adequate marrow: neutrophils …"
        if (sufficient && at.SignAt(i) == ':' && Limited(i + 1) && Enumerable.Range(from, i - from).Any(word => at.Upper(word) is "MARROW" or "HEMATOLOGY" or "HAEMATOLOGY" or "COAGULATION" or "LIVER" or "KIDNEY" or "KIDNEYS" or "HEMATOPOIESIS" or "BIOCHEMISTRY" or "BLOOD"))
            return i + 1;
        if (!IsWord(i, Functions))
            return -1;
        while (IsWord(i, Functions))
            i++;
        var named = i;
        while (at.SignAt(i) is ',' or ':' or '-' || at.Upper(i) is "AS" or "IS" or "ARE" or "WHICH" or "THAT" or "HAS" or "BEEN")
            i++;
        if (sufficient && IsWord(i, Defining))
        {
            i++;
            while (at.Upper(i) is "BY" or "AS" or "WITH" or "THE" or "FOLLOWING" or "A" or "AN" or "AT" or "ON" or "SCREENING" or "CALCULATED" or ":" or "CRITERIA" or "ALL" or "OF" or "BIOCHEMICAL" or "LABORATORY" or "PARAMETERS" or "FOLLOWS" or "VALUES" or "RESULTS" or "TESTS" or "LIMITS" or "EITHER")
                i++;
            // "… test results obtained within 14 days before treatment: neutrophils …"
            for (var colon = i; colon < at.Count && colon - i < LongestVisit && !Has(colon, WordKind.Variable) && !Has(colon, WordKind.Operator); colon++)
            {
                if (at.SignAt(colon) == ':')
                    i = colon + 1;
            }

            return Limited(i) ? i : -1;
        }

        // "Liver function should reach Child-Pugh A or B"
        i = named;
        while (i - named < 4 && (IsWord(i, Auxiliaries) || at.Upper(i) is "REACH" or "REACHES" or "MEET" or "MEETS" or "CLASSIFIED" or "AS" or "OF" or "WITH" || at.SignAt(i) is ':' or ','))
            i++;
        return i < at.Count && i > named && Has(i, WordKind.ClassScale) ? i : -1;
    }

    // Here or a few words on stands what is measured, and a limit behind it.
    private bool Limited(int from)
    {
        var variable = false;
        for (var i = from; i < at.Count && i - from < 4; i++)
            variable |= Has(i, WordKind.Variable) || Has(i, WordKind.ClassScale);
        return variable && at.Holds(WordKind.Operator);
    }
}
