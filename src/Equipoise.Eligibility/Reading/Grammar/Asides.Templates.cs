using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Wordings of protocol templates for tumors: what a disease was treated with, stages with the way they were found, and classes of drugs with all they hold in brackets.</summary>
internal sealed partial class Asides
{
    private static readonly WordSet TemplateWords = WordSet.Of("previously", "not", "already", "clinical", "clinically", "pathological", "pathologic", "pathologically", "who", "which", "that", "imaging", "history", "defined", "as", "deleterious", "pathogenic", "germline", "somatic");

    private int Template(int from) => at.Upper(from) switch
    {
        "CLINICAL" or "CLINICALLY" or "PATHOLOGICAL" or "PATHOLOGIC" or "PATHOLOGICALLY" => FoundStage(from),
        "IMAGING" => from == 0 && at.Upper(1) is "SHOWS" or "SHOWED" or "SHOWING" or "SHOW" && !Has(2, WordKind.Not) && at.Upper(2) is not "THAT" ? 2 : -1,
        "HISTORY" => HistoryOrEvidence(from),
        "DEFINED" => DefinedLesion(from),
        "AS" => BySite(from),
        "DELETERIOUS" or "PATHOGENIC" or "GERMLINE" or "SOMATIC" => Origin(from),
        "NOT" when from > 0 && at.SignAt(from - 1) == ',' && at.Upper(from + 1) is "PREVIOUSLY" && at.Upper(from + 2) is "TREATED" && EndsAtAll(from + 3) => Untreated(from),
        _ => TreatedDisease(from),
    };

    // "melanoma, not previously treated"
    private int Untreated(int from)
    {
        instead = "previously untreated";
        return from + 3;
    }

    // "as determined by the local site investigator/radiology assessment"
    private int BySite(int from)
    {
        if (from == 0 || at.Upper(from + 1) is not ("DETERMINED" or "ASSESSED" or "EVALUATED" or "CONFIRMED") || at.Upper(from + 2) is not "BY")
            return -1;
        var i = from + 3;
        while (at.Upper(i) is "THE" or "LOCAL" or "STUDY" or "INVESTIGATIONAL" or "CLINICAL")
            i++;
        if (at.Upper(i) is not ("SITE" or "SITES"))
            return -1;
        i++;
        while (at.Upper(i) is "INVESTIGATOR" or "RADIOLOGY" or "ASSESSMENT" or "REVIEW" or "STUDY" or "TEAM" or "AND" or "OR" || at.SignAt(i) == '/' && at.Upper(i + 1) is "RADIOLOGY" or "INVESTIGATOR")
            i++;
        return EndsAt(i) ? i : -1;
    }

    // "history of, or any evidence of active, pneumonitis": whenever it was
    private int HistoryOrEvidence(int from)
    {
        if (polarity != Polarity.Exclusion || at.Upper(from + 1) is not "OF" || at.SignAt(from + 2) != ',' || at.Upper(from + 3) is not "OR")
            return -1;
        var i = from + 4;
        while (at.Upper(i) is "ANY" or "HAS" or "CURRENT")
            i++;
        if (at.Upper(i) is not "EVIDENCE" || at.Upper(i + 1) is not "OF")
            return -1;
        i += 2;
        if (at.Upper(i) is "ACTIVE" or "CURRENT")
            i++;
        if (at.SignAt(i) == ',')
            i++;
        instead = "history of";
        return i;
    }

    // "measurable disease, defined as at least one lesion that can be accurately measured in at least one dimension": what the word means by itself
    private int DefinedLesion(int from)
    {
        if (from < 2 || at.Upper(from + 1) is not "AS" || at.Upper(from - 1) is not "DISEASE" && at.Upper(from - 2) is not "DISEASE")
            return -1;
        var i = from + 2;
        while (at.Upper(i) is "THE" or "PRESENCE" or "OF" or "HAVING")
            i++;
        if (at.Upper(i) is "AT" && at.Upper(i + 1) is "LEAST")
            i += 2;
        if (at.Upper(i) is not ("ONE" or "1" or "A") || at.Upper(i + 1) is not ("LESION" or "MEASURABLE"))
            return -1;
        i += at.Upper(i + 1) is "MEASURABLE" ? 3 : 2;
        if (at.Upper(i) is not "THAT" || at.Upper(i + 1) is not "CAN" || at.Upper(i + 2) is not "BE")
            return -1;
        i += at.Upper(i + 3) is "ACCURATELY" ? 4 : 3;
        if (at.Upper(i) is not "MEASURED")
            return -1;
        i++;
        if (at.Upper(i) is "IN" && at.Upper(i + 1) is "AT" && at.Upper(i + 2) is "LEAST" && at.Upper(i + 4) is "DIMENSION")
            i += 5;
        return EndsAtAll(i) ? i : -1;
    }

    // "clinical T2-T4", "clinical stage T1": a stage of a tumor, however it was found
    private int FoundStage(int from)
    {
        var end = at.Upper(from + 1) is "STAGE" or "STAGES" ? from + 2 : from + 1;
        if (!IsLeft(from) || at.Upper(end) is not (['T', >= '0' and <= '4', ..] or ['N', >= '0' and <= '3', ..]) || at.Upper(end + 1) is "DISEASE")
            return -1;
        // "bladder cancer clinical stage T2": more that is said of it
        instead = from > 0 && at[from - 1].Kind == TokenKind.Word && Has(from - 1, WordKind.Condition) ? "with" : null;
        return end;
    }

    // treated := [relative auxiliary+] ["not"] ["previously"] "treated with", behind a disease
    private int TreatedDisease(int from)
    {
        if (from == 0 || at[from - 1].Kind != TokenKind.Word || !Has(from - 1, WordKind.Condition) && !(from > 1 && Has(from - 2, WordKind.Condition)) && !EndsDisease(from) || Has(from - 1, WordKind.Person))
            return -1;
        var i = from;
        if (IsWord(i, Relatives))
        {
            for (i++; IsWord(i, Auxiliaries); i++)
            {
            }

            if (i == from + 1)
                return -1;
        }

        var not = at.Upper(i) is "NOT";
        if (not)
            i++;
        while (IsWord(i, Auxiliaries))
            i++;
        if (at.Upper(i) is "PREVIOUSLY" or "ALREADY")
            i++;
        if (at.Upper(i) is not "TREATED" || at.Upper(i + 1) is not ("WITH" or "BY") || i == from || i + 2 >= at.Count || at[i + 2].Kind != TokenKind.Word || Has(i + 2, WordKind.Not) || JoinsNames(from))
            return -1;
        i += 2;
        if (not && i - from < 4)
            return -1;
        instead = not ? "without prior treatment with" : "and received";
        return i;
    }

    // "melanoma or sarcoma previously treated with …": one of them, or all
    private bool JoinsNames(int from)
    {
        for (var i = 1; i < from; i++)
        {
            if ((at.Upper(i) is "OR" or "AND" || at.SignAt(i) is ',' or '/' or ';') && !(Has(i - 1, WordKind.Modifier) && (Has(i + 1, WordKind.Modifier) || i + 2 < from && Has(i + 1, WordKind.Condition))) && !Has(i - 1, WordKind.Alteration))
                return true;
        }

        return false;
    }

    private bool EndsDisease(int from)
    {
        for (var i = from - 1; i >= 0 && i >= from - 6 && at[i].Kind == TokenKind.Word; i--)
        {
            if (NameAt(i, WordKind.Condition, from) is not null)
                return true;
        }

        return false;
    }

    // "anticoagulants (warfarin, heparin)": members of the class before the bracket, and nothing else. Joined by "or" they may be all that is meant, so the bracket is left.
    private bool ListsMembers(int open, int close)
    {
        if (ClassBefore(open) is not { } wider)
            return false;
        var members = 0;
        for (var i = open + 1; i < close;)
        {
            if (at.SignAt(i) is ',' or '/' || at.Upper(i) is "AND")
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < close && at.SignAt(end) is not (',' or '/') && at.Upper(end) is not "AND")
                end++;
            if (NameAt(i, WordKind.Therapy, end) is not { } name || !Concepts.Therapies.IsA(name, wider) || string.Equals(name, wider, StringComparison.Ordinal))
                return false;
            members++;
            i = end;
        }

        return members > 1;
    }

    private string? ClassBefore(int open)
    {
        for (var i = Math.Max(0, open - 6); i < open; i++)
        {
            if (NameAt(i, WordKind.Therapy, open) is { } name)
                return name;
        }

        return null;
    }

    // The name of the tables that stands between two tokens
    private string? NameAt(int from, WordKind kind, int end)
    {
        var here = at.Position;
        at.Position = from;
        string? name = null;
        foreach (var match in at.Here())
        {
            if (match.Kind == kind && match.End == end)
                name = match.Phrase.Value;
        }

        at.Position = here;
        return name;
    }

    // "locally advanced (stage IIIB) or metastatic (stage IV)": the words as they stand without the signs; "colon cancer (T3, N0)": with them
    private int Opened(int open)
    {
        var close = ClosingOf(open);
        if (close < 0 || close - open is < 2 or > LongestStages || open == 0 || at[open - 1].Kind != TokenKind.Word)
            return -1;
        if (OfSpread.Contains(at[open - 1].Spelling) && HoldsStages(open, close) && close + 1 < at.Count && (at[close + 1].Kind == TokenKind.Word || at.SignAt(close + 1) is ',' or '/'))
        {
            (closesAt, closesTo) = (close, close + 1);
            return open + 1;
        }

        var from = AfterAny(open + 1);
        // "stage III (T1-4, N1-2, M0)": what the stage means
        if (Has(open - 1, WordKind.StageValue) && from < close && ((from > open + 1 || IsEveryTumor(from)) && NamesNodes(from, close) && HoldsTnm(from, close) || at.Upper(from) is "M0" or "M1" && from + 1 == close))
            return close + 1;
        if (!EndsDisease(open) || !HoldsTnm(from, close))
            return -1;
        (instead, closesAt, closesTo) = ("with", close, close + 1);
        return from;
    }

    // "any T, any N, M1"
    private int AfterAny(int from)
    {
        while (at.Upper(from) is "ANY" && at.Upper(from + 1) is "T" or "N")
            from += at.SignAt(from + 2) == ',' ? 3 : 2;
        return from;
    }

    // "T1-4": as good as any T
    private bool IsEveryTumor(int from) => at.Upper(from) is "T1" or "PT1" or "CT1" && at.SignAt(from + 1) == '-' && (at[from + 2].Kind == TokenKind.Number ? at[from + 2].Number == 4 : at.Upper(from + 2) is "T4");

    private bool NamesNodes(int from, int close)
    {
        for (var i = from; i < close; i++)
        {
            // One N of several would narrow it.
            if (at.Upper(i) is ['N', >= '0' and <= '3', ..] or ['P' or 'C', 'N', >= '0' and <= '3', ..])
                return at.SignAt(i + 1) == '-';
        }

        return false;
    }

    private const int LongestStages = 16;

    private static readonly WordSet OfSpread = WordSet.Of("advanced", "metastatic", "unresectable", "recurrent", "inoperable", "resectable", "resected", "disseminated", "early");

    private bool HoldsStages(int open, int close)
    {
        if (at.Upper(open + 1) is not ("STAGE" or "STAGES"))
            return false;
        for (var i = open + 2; i < close; i++)
        {
            if (!(at[i].Kind == TokenKind.Number && at[i].Number <= 4 || Has(i, WordKind.StageValue) || at.SignAt(i) is '/' or '-' or ',' || at.Upper(i) is "OR" or "AND" or "TO"))
                return false;
        }

        return true;
    }

    private bool HoldsTnm(int from, int close)
    {
        var places = 0;
        for (var i = from; i < close; i++)
        {
            if (at.Upper(i) is ['T', >= '0' and <= '4', ..] or ['N', >= '0' and <= '3', ..] or ['M', '0' or '1', ..] or ['P' or 'C', 'T' or 'N', >= '0' and <= '4', ..])
                places += at.Upper(i)[0] is 'T' or 'P' or 'C' || at.Upper(i) is ['N', not '0', ..] ? 1 : 0;
            else if (!(at[i].Kind == TokenKind.Number && at[i].Number <= 4 || at.SignAt(i) is '-' or ',' or '/' || at.Upper(i) is "A" or "B" or "C"))
                return false;
        }

        return places > 0;
    }
}
