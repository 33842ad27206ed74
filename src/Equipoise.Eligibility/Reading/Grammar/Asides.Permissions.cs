using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What only permits or says again: a sentence of its own that allows a repeated test or somebody else ("A single repeat test is allowed."), "i.e. …" with the names
/// that stand before it, "at diagnosis", "in at least one site".</summary>
internal sealed partial class Asides
{
    private const int LongestPermission = 40;

    // What is done to find something out: whoever allows it asks for nothing.
    private static readonly WordSet Procedures = FrameWords.Of("procedure");

    private static readonly UInt128 NoPermission = TokenCursor.Bits(WordKind.Not, WordKind.Except, WordKind.Unless, WordKind.Forbidden);

    // permission := ("." | ";") words ("is" | "are" | "will be" | …) "allowed" words, up to the end of the sentence
    private int Permission(int stop)
    {
        var (from, end, said, measured) = (stop + 1, stop + 1, -1, false);
        for (; end < at.Count && at.SignAt(end) is not ('.' or ';'); end++)
        {
            measured |= at.Upper(end) is "MEASURABLE" or "EVALUABLE" or "TARGET" && at.Upper(end - 1) is "CONSIDERED" or "REGARDED" or "COUNTED" or "AS" or "BE";
            if (end - stop > LongestPermission || Has(end, NoPermission) || at.Upper(end) is "ONLY" or "UNLESS" or "MUST" or "EXCEPT" or "NO" or "NOT" or "REQUIRED")
                return -1;
            if (said < 0 && at.Upper(end) is "ALLOWED" or "PERMITTED" or "ACCEPTABLE" or "ACCEPTED" or "ELIGIBLE" or "SUFFICIENT" or "ENCOURAGED" or "RECOMMENDED" or "PREFERRED" && at.Upper(end - 1) is "IS" or "ARE" or "BE" or "STILL" or "ALSO")
                said = end;
        }

        // "Lesions in an irradiated area are considered measurable if they have progressed."
        if (measured && stop > 0 && IsLesion(from, end) && Enumerable.Range(0, stop).Any(i => at.Upper(i) is "MEASURABLE" or "EVALUABLE"))
            return end;
        if (said == end - 1 && stop > 0 && FollowsLimit(stop) && SaysTransfused(from, end))
            return end;
        // Whoever is eligible although excluded is an exception.
        if (said < 0 || said - from < 2 || stop == 0 || (polarity == Polarity.Exclusion && at.Upper(said) is "ELIGIBLE"))
            return -1;
        if (polarity == Polarity.Exclusion && IsOtherRoute(from, said, stop))
            return end;
        var procedure = false;
        for (var i = from; i < said && i < from + 4 && !procedure && !(Has(i, WordKind.Therapy) && !IsMethodNoun(i)); i++)
            procedure = IsWord(i, Procedures) || IsMethodNoun(i) && !IsPerson(i) && at.Upper(i) is not ("WHO" or "PANEL" or "TEAM" or "MINI" or "CAP" or "SECTION");
        if (procedure && !Enumerable.Range(from, said - from).Any(i => Has(i, WordKind.Age) || Has(i, WordKind.Person)))
            return end;
        return polarity == Polarity.Inclusion && AllowsSomebodyElse(from, said, end, stop) ? end : -1;
    }

    private bool IsLesion(int from, int end)
    {
        for (var i = from; i < end && i - from < LongestState; i++)
        {
            if (at.Upper(i) is "LESION" or "LESIONS" or "TUMOR" or "TUMORS" or "TUMOUR" or "TUMOURS" or "NODES")
                return true;
        }

        return false;
    }

    // "(lesions that were irradiated are not considered measurable unless they have progressed)": which lesions count
    private int CountsLesions(int open)
    {
        var close = ClosingOf(open);
        if (close < 0 || !IsLesion(open + 1, close) || !Enumerable.Range(0, open).Any(i => at.Upper(i) is "MEASURABLE" or "EVALUABLE"))
            return -1;
        for (var i = open + 1; i < close; i++)
        {
            if (at.Upper(i) is "MEASURABLE" or "EVALUABLE" or "TARGET" && at.Upper(i - 1) is "CONSIDERED" or "REGARDED" or "COUNTED" or "AS" or "BE")
                return close + 1;
        }

        return -1;
    }

    // "Systemic steroids. Topical or inhaled steroids are permitted.": of another kind than what is excluded
    private static readonly WordSet OtherRoutes = WordSet.Of("topical", "inhaled", "inhalational", "intranasal", "nasal", "ophthalmic", "ocular", "local", "intra", "articular", "intraarticular", "intra-articular", "steroids", "steroid", "corticosteroids", "corticosteroid", "glucocorticoids", "glucocorticoid", "or", "and", "use", "of", "the", "injection", "injections", "sprays", "spray", "drops", "creams", "eye");

    private bool IsOtherRoute(int from, int said, int stop)
    {
        var routes = 0;
        for (var i = from; i < said - 1; i++)
        {
            if (at[i].Kind == TokenKind.Number || !(at.SignAt(i) is ',' or '/' or '-' || IsWord(i, OtherRoutes)))
                return false;
            routes += at.Upper(i) is "TOPICAL" or "INHALED" or "INHALATIONAL" or "INTRANASAL" or "NASAL" or "OPHTHALMIC" or "OCULAR" ? 1 : 0;
        }

        return routes > 0 && Enumerable.Range(0, stop).Any(i => at.Upper(i) is "SYSTEMIC" or "SYSTEMICALLY" or "ORAL" or "INTRAVENOUS");
    }

    // "anticancer treatment with pembrolizumab", "disease-free from other cancers", "at gestational age ≥ 36 weeks": a word that the next one says
    private int SaidByNext(int from)
    {
        var aim = at.Upper(from) is "ANTI" && at.SignAt(from + 1) == '-' ? from + 2 : from;
        if (at.Upper(aim) is "ANTICANCER" or "ANTITUMOR" or "ANTINEOPLASTIC" || (aim > from && at.Upper(aim) is "CANCER" or "TUMOR" or "TUMOUR" or "NEOPLASTIC"))
        {
            if (at.Upper(aim + 1) is not ("TREATMENT" or "THERAPY") || at.Upper(aim + 2) is not ("WITH" or "USING"))
                return -1;
            instead = "treatment with";
            return aim + 3;
        }

        if (at.Upper(from) is "DISEASE" && (from == 0 || Has(from - 1, WordKind.Person)))
        {
            var free = at.SignAt(from + 1) == '-' ? from + 2 : from + 1;
            return at.Upper(free) is "FREE" && at.Upper(free + 1) is "FROM" or "OF" ? free : -1;
        }

        return from > 0 && at.Upper(from) is "AT" && from + 1 < at.Count && Has(from + 1, WordKind.Variable) && HasLimit(from + 1) && !Has(from - 1, WordKind.Variable) ? from + 1 : -1;
    }

    // "ALT ≤ 1.5 × ULN concomitant with ALP ≤ 2.5 × ULN": and
    private int Concomitant(int from)
    {
        if (from == 0 || at.Upper(from) is not ("CONCOMITANT" or "CONCURRENT" or "COMBINED" or "CONCOMITANTLY" or "CONCURRENTLY" or "COUPLED") || at.Upper(from + 1) is not "WITH" || !BehindValue(from) || from + 2 >= at.Count || !Has(from + 2, WordKind.Variable) || !HasLimit(from + 2))
            return -1;
        instead = "and";
        return from + 2;
    }

    // "Patients with X are eligible.", where X has nothing to do with what is asked
    private bool AllowsSomebodyElse(int from, int said, int end, int stop)
    {
        if (end > said + 1 || !(IsWord(from, SubjectNouns) || Has(from, WordKind.Person)))
            return false;
        for (var i = from; i < said; i++)
        {
            if (at[i].Kind == TokenKind.Number || Has(i, WordKind.If) && at.Upper(i) is "IF" or "WHEN" or "PROVIDED" || Has(i, WordKind.Within) || Has(i, WordKind.Operator))
                return false;
        }

        var (asked, allowed) = (Names(0, stop), Names(from + 1, said));
        return allowed.Count > 0 && asked.Count > 0 && !asked.Exists(one => allowed.Exists(other => string.Equals(one, other, StringComparison.OrdinalIgnoreCase) || Concepts.Therapies.IsA(one, other) || Concepts.Therapies.IsA(other, one) || Concepts.Conditions.IsA(one, other) || Concepts.Conditions.IsA(other, one)));
    }

    // What the tables know of in a stretch of words
    private List<string> Names(int from, int to)
    {
        var (here, names) = (at.Position, new List<string>());
        for (at.Position = from; at.Position < to;)
        {
            if ((at.Take(WordKind.Therapy) ?? at.Take(WordKind.Condition)) is { } name)
                names.Add(name);
            else
                at.Position++;
        }

        at.Position = here;
        return names;
    }

    // again := [","] "i.e." words, whose names stand all before it, up to the end of the sentence
    private int Again(int from)
    {
        var i = at.SignAt(from) == ',' ? from + 1 : from;
        if (from == 0 || at.Upper(i) is not ("I" or "IE"))
            return -1;
        if (at.Upper(i) is "I")
        {
            if (at.SignAt(i + 1) != '.' || at.Upper(i + 2) is not "E")
                return -1;
            i += at.SignAt(i + 3) == '.' ? 4 : 3;
        }
        else
        {
            i += at.SignAt(i + 1) == '.' ? 2 : 1;
        }

        var names = 0;
        for (; i < at.Count && at.SignAt(i) is not ('.' or ';'); i++)
        {
            if (at[i].Kind == TokenKind.Number || at.SignAt(i) is '(' or ')' || Has(i, NoPermission))
                return -1;
            if (!Has(i, Findings))
                continue;
            names++;
            if (!Enumerable.Range(0, from).Any(before => string.Equals(at.Upper(before), at.Upper(i), StringComparison.Ordinal)))
                return -1;
        }

        return names > 0 ? i : -1;
    }

    // "at (initial or secondary) diagnosis", "at first presentation": when a disease was seen, and no value
    private int Diagnosed(int from)
    {
        if (from == 0 || at.Upper(from) is not ("AT" or "ON" or "UPON"))
            return -1;
        var i = from + 1;
        while (i - from < LongestState && (at.Upper(i) is "THE" or "THEIR" or "TIME" or "OF" or "INITIAL" or "FIRST" or "PRIMARY" or "ORIGINAL" or "SECONDARY" or "OR" or "AND" or "CLINICAL" || at.SignAt(i) == '/'))
            i++;
        if (at.Upper(i) is not ("DIAGNOSIS" or "PRESENTATION") || at.Upper(i + 1) is "OF" or "OR" or "AND" || at.Holds(WordKind.Age) || at.Holds(WordKind.Old) || at.Holds(WordKind.Not))
            return -1;
        // "white cells > 50,000 at diagnosis": not those of today
        for (var before = 0; before < from; before++)
        {
            if (at[before].Kind == TokenKind.Number && !at[before].Glued || Has(before, WordKind.Variable) || Has(before, WordKind.Since))
                return -1;
        }

        return i + 1;
    }

    // "at any stage of presentation or treatment", "at any time point"
    private int AnyTime(int from)
    {
        if (from == 0 || at.Upper(from) is not "AT" || at.Upper(from + 1) is not "ANY" || at.Upper(from + 2) is not ("STAGE" or "TIME" or "POINT" or "MOMENT" or "PHASE") || at.Upper(from + 3) is not "OF")
            return -1;
        var i = from + 3;
        for (; i < at.Count && i - from < LongestState * 2 && at.SignAt(i) is not ('.' or ';' or ')'); i++)
        {
            if (at[i].Kind == TokenKind.Number || Has(i, NoMethod) || Has(i, WordKind.Condition) || at.Upper(i) is "STUDY" or "TRIAL" or "DURING" or "BEFORE" or "PRIOR" or "AFTER" or "SINCE" or "WITHIN" or "WHO" or "WITH" or "WHILE" or "ON")
                return -1;
        }

        return i;
    }

    // "in at least one site", "with one or more sites"
    private int AnySite(int from)
    {
        if (from == 0 || at.Upper(from) is not ("IN" or "AT" or "WITH" or "OF"))
            return -1;
        var i = at.Upper(from + 1) is "AT" && at.Upper(from + 2) is "LEAST" ? from + 3 : at.SignAt(from + 1) == '≥' ? from + 2 : -1;
        if (i < 0)
        {
            if (at.Upper(from + 1) is not ("ONE" or "1") || at.Upper(from + 2) is not "OR" || at.Upper(from + 3) is not "MORE")
                return -1;
            i = from + 4;
        }
        else if (at.Upper(i++) is not ("ONE" or "1" or "A"))
        {
            return -1;
        }

        if (at.Upper(i) is "BODY" or "ANATOMICAL" or "ANATOMIC" or "METASTATIC" or "DISEASE" or "TUMOR")
            i++;
        return at.Upper(i) is "SITE" or "SITES" or "LOCATION" or "LOCATIONS" or "PLACE" ? i + 1 : -1;
    }
}
