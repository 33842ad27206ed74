using System.Collections.Frozen;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Names of what the limits beside them say: "left systolic dysfunction: LVEF below 40%", "elevated liver enzymes (ALT ≥ 3 × ULN)".</summary>
internal sealed partial class Asides
{
    private static readonly WordSet StatesOfOrgans = FrameWords.Of("organState");

    // What an organ's state is told by
    private static readonly FrozenDictionary<string, string[]> ToldBy = Organs(
        (["liver", "hepatic", "transaminase", "transaminases"], ["ast", "alt", "ast+alt", "alp", "ggt", "bilirubin.total", "bilirubin.direct", "albumin", "inr", "pt", "aptt"]),
        (["renal", "kidney"], ["creatinine", "creatinineClearance", "egfr", "bun", "urea", "upcRatio", "urineProtein"]),
        (["cardiac", "heart", "ventricular", "ventricle", "systolic", "myocardial"], ["lvef"]),
        (["marrow", "hematopoietic", "haematopoietic", "hematologic", "haematologic", "hematological", "haematological", "hematology"], ["neutrophils", "leukocytes", "platelets", "hemoglobin", "lymphocytes"]),
        (["coagulation", "clotting"], ["inr", "pt", "aptt", "fibrinogen", "platelets"]),
        (["lung", "pulmonary", "respiratory", "ventilatory"], ["fev1", "fvc", "dlco", "spo2"]),
        (["thyroid"], ["tsh"]),
        (["glucose", "glycemic", "glycaemic", "sugar"], ["hba1c", "glucose", "glucose.fasting"]),
        (["pressure", "hypertensive", "hypotensive"], ["bp.systolic", "bp.diastolic", "bp.systolic+bp.diastolic"]),
        (["obese", "overweight", "underweight"], ["bmi"]),
        (["hypertension"], ["bp.systolic", "bp.diastolic", "bp.systolic+bp.diastolic"]),
        (["mutational", "mutation"], ["tmb"]));

    private static FrozenDictionary<string, string[]> Organs(params (string[] Words, string[] Variables)[] organs) =>
        organs.SelectMany(organ => organ.Words.Select(word => (word, organ.Variables))).ToFrozenDictionary(pair => pair.word, pair => pair.Variables, StringComparer.OrdinalIgnoreCase);

    // named := word* organ word* state ("(" | ":" | "," | "defined as" …) limits of the organ
    private int NamedValue(out int closing)
    {
        closing = -1;
        if (!at.Holds(WordKind.Operator) && !at.Holds(WordKind.Between) && !at.Holds(WordKind.Normal))
            return -1;
        // "systolic < 150 mmHg in persons aged 60 or older": its limits are of several groups.
        if (at.Holds(WordKind.Old) || Enumerable.Range(0, at.Count).Any(index => at.Upper(index) is "AGED" or "AGES" or "YEARS"))
            return -1;
        var i = 0;
        while (i < at.Count && i < 4 && (IsWord(i, OfSubjects) || Has(i, WordKind.Person) || Has(i, WordKind.With) || IsWord(i, HaveVerbs) || IsWord(i, Auxiliaries) || at.Upper(i) is "KNOWN" or "EVIDENCE" or "OF" or "PRESENCE" or "HISTORY") && !ToldBy.ContainsKey(at.Word(i)))
            i++;
        string[]? variables = null;
        var (from, state) = (i, false);
        for (; i < at.Count && i - from <= LongestName && (at[i].Kind == TokenKind.Word || at.SignAt(i) is '-' or '/'); i++)
        {
            if (IsWord(i, Defining) || at.Upper(i) is "AS" or "WITH" or "I" or "IE")
                break;
            var controlled = variables is ["bp.systolic", ..];
            if ((Has(i, WordKind.Not) && !controlled) || Has(i, WordKind.Operator) || Has(i, WordKind.Age) || Has(i, WordKind.Within) || at.Upper(i) is "OR" or "AND" or "WHO" or "DUE" or "REQUIRING" or "WITHOUT" or "PULMONARY" or "PORTAL" or "INTRACRANIAL" or "OCULAR" or "RETINAL" or "FAMILY" or "CRISIS")
                return -1;
            if (ToldBy.TryGetValue(at.Word(i), out var known) && (variables is null || !state))
                variables = known;
            state = StatesOfOrgans.ContainsSingular(at[i].Spelling) || (at.Upper(i) is "HYPERTENSION" && at.Holds(WordKind.Variable) && SaysControlled(from)) || (state && controlled);
        }

        // "blood pressure (BP)"
        if (at.SignAt(i) == '(' && at.SignAt(i + 2) == ')' && at[i + 1].Kind == TokenKind.Word)
            i += 3;
        // "controlled blood pressure with or without medication, defined as"
        if (variables is ["bp.systolic", ..] && at.Upper(i) is "WITH" && at.Upper(i + 1) is "OR")
        {
            while (i < at.Count && i - from < 2 * LongestName && at.SignAt(i) is not (',' or '(' or ':' or ';') && !IsWord(i, Defining))
                i++;
        }

        if (variables is null || !state)
            return -1;
        var end = Begins(i, out var open);
        if (end < 0 || !IsOneOf(variables, end) || (open < 0 && NamesMore(end)))
            return -1;
        closing = open < 0 ? -1 : ClosingOf(open);
        return open >= 0 && (closing < 0 || !IsLastOfItsKind(end, closing) || (variables is ["bp.systolic", ..] && PartsByComma(end, closing))) ? -1 : end;
    }

    // "(systolic > 150 mmHg, diastolic > 100 mmHg)": and, or or
    private bool PartsByComma(int from, int close)
    {
        var comma = false;
        for (var i = from; i < close; i++)
        {
            if (at.Upper(i) is "OR" or "AND")
                return false;
            comma |= at.SignAt(i) is ',' or ';';
        }

        return comma;
    }

    // Without the brackets, what follows must not take hold of the last limit in them.
    private bool IsLastOfItsKind(int from, int close)
    {
        if (close + 1 >= at.Count || at.SignAt(close + 1) is '.' or ';')
            return true;
        var (link, against) = polarity == Polarity.Exclusion ? ("OR", "AND") : ("AND", "OR");
        if (at.SignAt(close + 1) != ',' && !string.Equals(at.Upper(close + 1), link, StringComparison.Ordinal) && !Has(close + 1, WordKind.At))
            return false;
        for (var i = from; i < close; i++)
        {
            if (string.Equals(at.Upper(i), against, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private static readonly WordSet Tests = WordSet.Of("urinalysis", "routine", "dipstick", "urinalyses", "electrocardiography", "monitoring");

    // showing := words test ("shows" | ":"), before what is measured: "urinalysis shows", "echocardiographic evaluation:"
    private int Showing()
    {
        var (i, test) = (0, false);
        while (i < at.Count && i < LongestName && (at[i].Kind == TokenKind.Word || at.SignAt(i) is '-' or '/' || at[i].Kind == TokenKind.Number && at.SignAt(i + 1) == '-') && at.Upper(i) is not ("SHOWS" or "SHOWED" or "SHOW" or "INDICATES" or "INDICATED" or "SUGGESTS" or "SUGGESTED" or "REVEALS" or "REVEALED" or "DEMONSTRATES"))
        {
            if (Has(i, WordKind.Not) || Has(i, WordKind.Operator) || Has(i, WordKind.Age) || Has(i, WordKind.If) || (Has(i, Findings) && !IsMethodNoun(i)) || at.Upper(i) is "WITH" or "OR")
                return -1;
            test |= IsMethodNoun(i) || Tests.Contains(at[i].Spelling);
            i++;
        }

        if (!test || i == 0 || (at[i < at.Count ? i : 0].Kind != TokenKind.Word && at.SignAt(i) != ':'))
            return -1;
        i++;
        while (at.Upper(i) is "THAT" or "THE" or "A" or "AN")
            i++;
        return i < at.Count && Has(i, WordKind.Variable) && HasLimit(i) ? i : -1;
    }

    // "uncontrolled hypertension", "hypertension that cannot be controlled": not any
    private bool SaysControlled(int from)
    {
        for (var i = from; i < at.Count && i - from <= LongestName; i++)
        {
            if (at.Upper(i) is "CONTROLLED" or "UNCONTROLLED" or "CONTROL" or "REFRACTORY" or "UNCONTROLLABLE")
                return true;
        }

        return false;
    }

    // Behind the limits, something that somebody has: it is no part of what the name means.
    private bool NamesMore(int from)
    {
        for (var i = from + 1; i < at.Count; i++)
        {
            if (Has(i, Findings) && !IsMethodNoun(i) && !Has(i, WordKind.Variable) && at[i - 1].Kind != TokenKind.Number)
                return true;
        }

        return false;
    }

    // How the limits are said to be what is meant; the token after it
    private int Begins(int from, out int open)
    {
        open = -1;
        var (i, said) = (from, false);
        for (; i < at.Count && i - from < LongestName; i++)
        {
            if (at.SignAt(i) == '(' && open < 0)
                (open, said) = (i, true);
            else if (at.SignAt(i) == ':')
                said = true;
            else if (IsWord(i, Defining) || (at.Upper(i) is "E" or "I" && at.SignAt(i + 1) == '.' && open >= 0))
                said |= at.Upper(i) is not "E";
            else if (at.SignAt(i) is not (',' or '-' or '.') && at.Upper(i) is not ("AS" or "BY" or "IS" or "THE" or "A" or "AN" or "FOLLOWING" or "SERUM" or "IE" or "EITHER" or "ANY" or "OF" or "ONE" or "RESTING"))
                break;
        }

        return said ? i : -1;
    }

    // Whether what is measured here is one of these, and a limit stands behind it
    private bool IsOneOf(string[] variables, int index)
    {
        var here = at.Position;
        at.Position = index;
        var told = at.Take(WordKind.Variable) is { } variable ? variables.Contains(variable, StringComparer.Ordinal) && HasLimit(at.Position - 1) : at.Is(WordKind.Operator) && variables is ["bp.systolic", ..];
        at.Position = here;
        return told;
    }
}
