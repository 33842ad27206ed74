using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>How something was found and who says so: "confirmed by a neurologist", "as per the consensus of 2018".</summary>
internal sealed partial class Asides
{
    private const int LongestMethod = 26;
    private const int LongestList = 14;

    // What follows "of" or "in" belongs to the method: "biopsy of the lung"
    private const int Narrowing = 50;

    private static readonly WordSet Finding = WordSet.Of(
        "assessed", "measured", "determined", "defined", "confirmed", "documented", "diagnosed", "evaluated", "proven", "proved", "verified", "shown", "demonstrated", "established", "evidenced", "classified", "judged", "graded", "staged", "calculated", "estimated", "detected", "identified", "quantified", "tested", "ascertained",
        "scored", "rated", "performed", "obtained", "recorded", "reported", "specified", "described", "outlined", "stated", "detailed", "interpreted", "reviewed", "deemed", "considered", "seen", "visualized", "recommended", "indicated");

    // What is measured with something; nobody is "diagnosed with" a method.
    private static readonly WordSet Measuring = WordSet.Of("assessed", "measured", "determined", "confirmed", "evaluated", "calculated", "estimated", "quantified", "detected", "documented", "verified", "tested", "performed", "obtained", "rated", "scored");

    // Whoever or whatever did it; what something is "evidenced by" may be a finding.
    private static readonly WordSet Judging = WordSet.Of("assessed", "confirmed", "diagnosed", "evaluated", "verified", "established", "judged", "classified", "graded", "staged", "calculated", "reviewed", "interpreted", "deemed", "considered", "specified", "recommended", "estimated", "rated", "recorded");

    private static readonly WordSet Writing = WordSet.Of("documented", "recorded", "defined", "specified", "described", "outlined", "reported", "stated", "detailed", "performed", "conducted", "obtained", "shown", "demonstrated");

    private static readonly WordSet MethodNouns = WordSet.Of(
        "criteria", "criterion", "guideline", "classification", "definition", "consensus", "standard", "system", "scale", "questionnaire", "inventory", "interview", "manual", "edition", "version", "formula", "equation", "method", "test", "testing", "assay", "analysis", "scan", "imaging", "mri", "ct", "pet", "xray", "ray",
        "radiograph", "ultrasound", "echo", "ecg", "ekg", "eeg", "emg", "muga", "dxa", "dexa", "pcr", "ihc", "fish", "ish", "ngs", "elisa", "blot", "sequencing", "culture", "smear", "aspirate", "aspiration", "specimen", "sample", "examination", "exam", "evaluation", "assessment", "review", "report", "record", "chart", "documentation", "laboratory",
        "lab", "investigator", "sponsor", "physician", "clinician", "doctor", "monitor", "designee", "committee", "board", "team", "panel", "institution", "institute", "consortium", "association", "society", "college", "organization", "organisation", "network", "agency", "authority", "correction", "nccn", "asco", "cap", "esmo", "easl", "aasld", "figo", "ajcc", "uicc", "tnm", "recist",
        "irecist", "cdc", "centers", "mrecist", "lugano", "cheson", "imwg", "iwcll", "iwg", "rano", "pcwg", "eln", "gina", "gold", "dsm", "icd", "mini", "scid", "ctcae", "mdrd", "ckd", "cockcroft", "gault", "schwartz", "acr", "eular", "asas", "mcdonald", "aha", "esc", "isth", "kdigo", "nci", "who", "technique", "instrument", "algorithm", "calculator", "collection");

    // Where a rule stands, but what may be something else by itself: "placebo on this protocol"
    private static readonly WordSet Books = WordSet.Of("practice", "policy", "procedure", "protocol", "section", "appendix", "programme", "group", "requirement", "recommendation", "history", "label", "labeling");

    private static readonly string[] MethodEndings = ["scopy", "scopic", "graphy", "graphic", "metry", "opsy", "opsies", "pathology", "histology", "cytology", "serology", "radiology", "morphology", "chemistry", "ologist", "ologists", "iatrist", "iatrists", "specialist", "cardiogram", "encephalogram", "myogram", "mammogram", "angiogram", "ometer", "ometers", "urine", "karyotype", "karyotyping"];

    private static readonly WordSet Persons = WordSet.Of("investigator", "physician", "clinician", "sponsor", "doctor", "monitor", "designee", "pi", "investigators", "physicians", "researcher", "oncologist");

    // What an aside has no place for
    private static readonly UInt128 NoMethod = TokenCursor.Bits(
        WordKind.Operator, WordKind.OrMore, WordKind.OrLess, WordKind.OrBetter, WordKind.OrWorse, WordKind.Not, WordKind.Except, WordKind.Unless, WordKind.Whichever, WordKind.Age, WordKind.Old, WordKind.Pregnancy, WordKind.Allowed, WordKind.Forbidden, WordKind.ClassScale, WordKind.StageWord, WordKind.GradeWord, WordKind.Hindrance, WordKind.Childbearing, WordKind.Contraception, WordKind.HalfLife);

    private static readonly UInt128 Findings = TokenCursor.Bits(WordKind.Condition, WordKind.Therapy, WordKind.Gene, WordKind.Alteration);

    private static readonly WordSet Stops = WordSet.Of("who", "that", "which", "with", "without", "after", "before", "prior", "within", "during", "since", "while", "when", "despite", "but", "at", "requiring", "due", "until", "following", "is", "are", "must", "has", "have", "will", "should", "was", "were", "if", "and", "or", "upon", "as", "obtained", "performed", "documented", "confirmed");

    // Those that lead to a method by themselves
    private static readonly WordSet MethodLeads = WordSet.Of("as", "according", "based", "meeting", "fulfilling", "satisfying", "in", "by", "per", "via", "using", "utilizing", "on", "through");

    private static readonly SpellingTest BeginsMethod = new(word => Finding.Contains(word) || MethodLeads.Contains(word) || word.EndsWith("ly", StringComparison.OrdinalIgnoreCase));

    // method := ["as"] [manner] verb [link verb] lead name | lead name
    private int Method(int from)
    {
        if (from < at.Count && !at[from].Spelling.Answer(BeginsMethod))
            return -1;
        var i = from;
        if (at.Upper(i) is "AS" && at.Upper(i + 1) is not ("PER" or "WELL" or "LONG"))
            i++;
        if (at.Letters(Math.Min(i, at.Count - 1)).EndsWith("ly", StringComparison.OrdinalIgnoreCase))
            i++;
        var verb = i < at.Count && Finding.Contains(at[i].Spelling) ? i++ : -1;
        if (verb >= 0 && i + 1 < at.Count && (at.Upper(i) is "AND" or "OR" || at.SignAt(i) == '/') && Finding.Contains(at[i + 1].Spelling))
            i += 2;
        if ((i > from && verb < 0) || at.Upper(from - 1) is "ABNORMALITY" or "ABNORMALITIES" or "FINDING" or "FINDINGS" or "CHANGE" or "CHANGES" or "RESULT" or "RESULTS" or "NOT")
            return -1;
        // "…, measured within 14 days of enrollment": the window is that of the value.
        if (verb >= 0 && i == verb + 1 && at.Upper(i) is "WITHIN" && i + 1 < at.Count && at[i + 1].Kind == TokenKind.Number && MayBeJudged(from))
            return i;
        // "measured at screening"
        if (verb >= 0 && Visit(i) is > 0 and var visited)
            return visited;
        var told = i;
        i = MethodLead(i, verb, out var strong);
        if (i < 0)
            return -1;
        // "diagnosed according to … and confirmed by …"
        var end = MethodName(i, strong, out var person);
        if (strong || at.Upper(i - 1) is "BY" or "PER")
            end = Math.Max(end, Book(i));
        // Whoever diagnosed it: it is there.
        var known = verb >= 0 && at.Upper(verb) is "DIAGNOSED" or "CONFIRMED" or "VERIFIED" or "DOCUMENTED";
        if (end < 0 || (person && !known && !MayBeJudged(from)))
            return -1;
        return told == from && !strong && at.Upper(from) is "ON" or "THROUGH" && person ? -1 : end;
    }

    private int MethodLead(int i, int verb, out bool strong)
    {
        strong = verb >= 0 && Judging.Contains(at[verb].Spelling);
        switch (at.Upper(i), at.Upper(i + 1))
        {
            case ("AS", "PER"):
                strong = true;
                return i + 2;
            case ("ACCORDING", "TO"):
            case ("BASED", "ON" or "UPON"):
                strong = true;
                return i + 2;
            case ("MEETING" or "FULFILLING" or "SATISFYING", _):
                strong = true;
                return EndsInBook(i + 1) ? i + 1 : -1;
            case ("IN", "ACCORDANCE" or "LINE" or "CONFORMITY" or "COMPLIANCE") when at.Upper(i + 2) is "WITH" or "TO":
                strong = true;
                return i + 3;
            case ("BY", "MEANS") when at.Upper(i + 2) is "OF":
                return i + 3;
            case ("BY" or "PER" or "VIA" or "USING" or "UTILIZING" or "ON" or "THROUGH", _):
            case ("FROM", _) when verb >= 0:
                return i + 1;
            case ("WITH", _) when verb >= 0 && Measuring.Contains(at[verb].Spelling):
                strong = false;
                return i + 1;
            case ("IN", _) when verb >= 0 && Writing.Contains(at[verb].Spelling):
                strong = false;
                return i + 1;
            default:
                return -1;
        }
    }

    // "meeting the criteria for gout" has gout.
    private bool EndsInBook(int from)
    {
        var i = from;
        while (i < at.Count && i - from < LongestMethod && (at[i].Kind == TokenKind.Word || at.SignAt(i) is '-' or '(' or ')' or '/' or ',' || at[i].Kind == TokenKind.Number) && !(at.SignAt(i) == ',' && at.Upper(i - 1) is "CRITERIA"))
            i++;
        return i > from && (i >= at.Count || at.SignAt(i) is ',' or '.' or ';' or ')') && at.Upper(i - 1) is "CRITERIA" or "DEFINITION" or "CLASSIFICATION" or "GUIDELINES" or "GUIDELINE";
    }

    // name := words with no limit, list of methods included; behind a weak lead one of them must be a method's
    private int MethodName(int from, bool strong, out bool person)
    {
        person = false;
        var (noun, finding, tail, i) = (false, false, 0, from);
        // "on this protocol" may be where somebody takes part.
        var acronyms = strong || at.Upper(from - 1) is "PER" || Finding.Contains(at[Math.Max(0, from - 2)].Spelling);
        var booked = strong || at.Upper(from - 1) is "BY" or "IN";
        for (; i < at.Count && i - from < LongestMethod; i++)
        {
            var token = at[i];
            if (token.Kind == TokenKind.Number)
            {
                if (!IsVersion(i))
                    return -1;
                continue;
            }

            if (token.Kind == TokenKind.Sign)
            {
                if (token.Sign == '(' && Inside(i) is > 0 and var close)
                {
                    i = close - 1;
                    continue;
                }

                if (token.Sign is '/' or '-' or '\'' or '"' or '“' or '”' or '&' or '+' or '®' or '™' || (token.Sign == '.' && i + 1 < at.Count && (at.Word(i - 1).Length == 1 || at[i + 1].Glued)) || (token.Sign is ',' && ListsMethod(i + 1)))
                    continue;
                break;
            }

            if (at.Upper(i) is "AND" or "OR" && ListsMethod(i + 1))
                continue;
            if (Stops.Contains(token.Spelling) && !(at.WordAt(i, "WHO") && i > from - 1) && !(at.Upper(i) is "AS" && at.Upper(i + 1) is "PER"))
                break;
            if ((Has(i, NoMethod) && !IsMethodNoun(i)) || IsCorrection(i))
                return -1;
            if (IsMethodNoun(i) || (acronyms && IsAcronym(i)) || (booked && Books.ContainsSingular(token.Spelling)))
                (noun, finding, tail) = (true, false, 0);
            else if (at.Upper(i) is "OF" or "IN" or "FOR" or "TO")
                tail = Narrowing;
            else
                (finding, tail) = (finding || (Has(i, Findings) && tail < Narrowing && !IsTitle(i)), tail + 1);
            person |= IsPerson(i);
        }

        while (i > from + 1 && at.Upper(i - 1) is "IN" or "OF" or "FOR" or "THE")
            i--;
        // "by mediastinoscopy, thoracotomy or …", "documented by a positive scan or bone lesions on MRI": operations and findings may be ways to know too, and
        // nobody can tell where they end.
        if (i < at.Count && (at.SignAt(i) == ',' || at.Upper(i) is "AND" or "OR") && Has(at.SignAt(i) == ',' && at.Upper(i + 1) is "AND" or "OR" ? i + 2 : i + 1, at.SignAt(i) == ',' ? TokenCursor.Bits(WordKind.Therapy) : TokenCursor.Bits(WordKind.Therapy, WordKind.Condition, WordKind.Modifier)))
            return -1;
        // "on EEG medication" takes one, and "confirmed by biopsy-proven nephropathy" has another disease.
        // "inflammation on the evaluation site"
        if (tail == 1 && at.Upper(i - 1) is "SITE" or "SITES" or "AREA" or "AREAS" or "EYE" or "REGION" or "ZONE" or "LESION" or "LESIONS")
            return -1;
        return i > from && !finding && (strong || (noun && tail is 0 or 1 or >= Narrowing && !(tail == 1 && Has(i - 1, WordKind.Therapy)))) ? i : -1;
    }

    // "International Metastatic RCC Database Consortium": a name in capitals
    private bool IsTitle(int index) => index > 1 && char.IsAsciiLetterUpper(at.Letters(index)[0]) && char.IsAsciiLetterUpper(at.Letters(index - 1)[0]) && index + 1 < at.Count && at[index + 1].Kind == TokenKind.Word && char.IsAsciiLetterUpper(at.Letters(index + 1)[0]) && at.Word(index - 1).Length > 3;

    // What goes on behind a comma, "and" or "or" is one more method, or the list ends in one: "by history, MRI and bone scan".
    private bool ListsMethod(int from)
    {
        var (noun, named) = (false, false);
        for (var i = from; i < at.Count && i - from < LongestList; i++)
        {
            if (at.SignAt(i) == '(' && Inside(i) is > 0 and var close)
            {
                i = close - 1;
                continue;
            }

            if (at.SignAt(i) is ';' or '.' or '(' or ')' or ':' || (noun && (at.SignAt(i) == ',' || at.Upper(i) is "AND" or "OR")))
                break;
            if (Stops.Contains(at[i].Spelling) && at.Upper(i) is not ("AND" or "OR" or "WITH"))
                break;
            if ((at[i].Kind == TokenKind.Number && !IsVersion(i)) || (Has(i, NoMethod) && !IsMethodNoun(i)) || at.Upper(i) is "ELEVATED" or "ABNORMAL" or "POSITIVE" or "ACTIVE" or "RISING" or "INCREASED" or "DECREASED")
                return false;
            noun |= IsMethodNoun(i) || IsAcronym(i);
            named |= Has(i, Findings) && !IsMethodNoun(i);
        }

        return noun && !named;
    }

    private bool IsMethodNoun(int index) => at[index].Kind == TokenKind.Word && (at[index].Spelling.Answer(MethodNoun) || IsMethodsDiagnosis(index));

    // "clinical diagnosis": by its word alone a diagnosis is no method.
    private bool IsMethodsDiagnosis(int index) => at.Upper(index) is "DIAGNOSIS" && at.Upper(index - 1) is "CLINICAL" or "IMAGING" or "RADIOLOGICAL" or "RADIOGRAPHIC" or "PATHOLOGICAL" or "HISTOLOGICAL";

    private static readonly SpellingTest MethodNoun = new(NamesMethod);

    private static bool NamesMethod(string written)
    {
        var word = written.AsSpan().TrimEnd("0123456789");
        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal))
            word = word[..^2];
        if (MethodNouns.ContainsSingular(word))
            return word.Length > 3 || !char.IsAsciiLetterLower(word[0]) || word is "lab";
        foreach (var ending in MethodEndings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // "per BICR", "as measured by PASI"
    private bool IsAcronym(int index) => at[index].Kind == TokenKind.Word && at.Word(index) is { Length: > 2 and < 9 } word && word.Count(char.IsAsciiLetterUpper) > 2 && !Has(index, Findings);

    // "QTc by Fridericia's formula" is another value than QTc.
    private bool IsCorrection(int index) => at.Upper(index) is "FRIDERICIA" or "FRIDERICIA'S" or "FRIDERICIA’S" or "BAZETT" or "BAZETT'S" or "BAZETT’S" && !Enumerable.Range(0, index).Any(one => at.Upper(one) is "QTCF" or "QTCB");

    // "RECIST 1.1", "8th edition", "the 2018 criteria", "12-lead"
    private bool IsVersion(int index)
    {
        if (index > 0 && at[index].Glued && at[index - 1].Kind == TokenKind.Word)
            return true;
        if (at[index].Number is >= 1950 and <= 2035)
            return true;
        if (index + 1 < at.Count && (at.Upper(index + 1) is "TH" or "ST" or "ND" or "RD" or "D" or "EDITION" or "F" or "CONSECUTIVE" or "SEPARATE" || (at.SignAt(index + 1) == '-' && at.Upper(index + 2) is "LEAD" or "HOUR" or "D" or "DIMENSIONAL")))
            return true;
        var before = index - 1;
        while (before >= 0 && at.SignAt(before) is '-' or '.')
            before--;
        return before >= 0 && (at.Upper(before) is "VERSION" or "V" or "VER" or "EDITION" or "SECTION" or "APPENDIX" or "TABLE" or "ANNEX" or "CRITERIA" or "PART" || (at[before].Kind == TokenKind.Word && IsMethodNoun(before) && at.Letters(before) is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', ..]) || (at[before].Kind == TokenKind.Number && IsVersion(before)));
    }

    // "in the best judgment of the investigator", "at the treating physician's discretion"
    private int Judge(int from)
    {
        if (at.Upper(from) is not ("IN" or "AT" or "BY" or "PER" or "AS" or "ACCORDING" or "BASED" or "UPON" or "ON"))
            return -1;
        var (person, judged, i) = (false, false, from + 1);
        for (; i < at.Count && i - from < 12; i++)
        {
            if (IsPerson(i))
                person = true;
            else if (at.Upper(i) is "OPINION" or "JUDGMENT" or "JUDGEMENT" or "DISCRETION" or "ASSESSMENT" or "VIEW" or "ESTIMATION" or "EVALUATION" or "DETERMINATION" or "BELIEF" or "ESTIMATE")
                judged = true;
            else if (!(at.Upper(i) is "THE" or "A" or "OF" or "TO" or "ON" or "UPON" or "BEST" or "REASONABLE" or "CLINICAL" or "MEDICAL" or "PROFESSIONAL" or "TREATING" or "PRINCIPAL" or "SITE" or "STUDY" or "LOCAL" or "RESPONSIBLE" or "ENROLLING" or "ATTENDING" or "AND" or "OR" or "SUB" or "'" or "/" or "-"))
                break;
        }

        while (i > from && at.Upper(i - 1) is "THE" or "A" or "OF" or "TO" or "ON" or "AND" or "OR" or "/" or "-")
            i--;
        return person && judged && MayBeJudged(from) ? i : -1;
    }

    private bool IsPerson(int index) => at[index].Spelling.Answer(PersonOrOwner);

    private static readonly SpellingTest PersonOrOwner = new(owner => Persons.Contains(owner.EndsWith("'s", StringComparison.Ordinal) || owner.EndsWith("’s", StringComparison.Ordinal) ? owner.AsSpan()[..^2] : owner));

    // Who measures a value, or guesses how long somebody lives, says nothing more. Whether a disease is significant is for a person to say.
    private bool MayBeJudged(int from)
    {
        for (var i = from - 1; i >= 0 && from - i < 12 && at.SignAt(i) is not (';' or '.'); i--)
        {
            if (at[i].Kind == TokenKind.Number || Has(i, WordKind.Life) || Has(i, WordKind.Lesion) || Has(i, WordKind.Variable) || at.Upper(i) is "MEASURABLE" or "EVALUABLE" or "CONFIRMED" or "PROVEN" or "DIAGNOSED")
                return !Enumerable.Range(0, from).Any(one => at.Upper(one) is "SIGNIFICANT" or "ADEQUATE" or "UNSTABLE" or "SUITABLE" or "APPROPRIATE" or "SERIOUS");
        }

        return false;
    }
}
