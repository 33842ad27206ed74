using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What makes no difference ("regardless of the line of therapy"), and what an entry is called ("Tumor type:", "IC3:").</summary>
internal sealed partial class Asides
{
    private const int LongestRegard = 12;

    // regard := ("regardless of" | "even if" | "whether or not" | …) words, up to the end of the phrase; "of any race"; "sex is not limited"
    private int Regard(int from)
    {
        if (!BeginRegard.Contains(at[from].Spelling))
            return -1;
        if (Unlimited(from) is > 0 and var unlimited)
            return unlimited;
        var i = (at.Upper(from), at.Upper(from + 1)) switch
        {
            ("REGARDLESS" or "IRRESPECTIVE" or "IRRESPECTIVELY", "OF") or ("EVEN", "IF" or "THOUGH" or "WHEN") => from + 2,
            ("WHETHER", "OR") when at.Upper(from + 2) is "NOT" => from + 3,
            _ => -1,
        };
        if (i < 0)
            return -1;
        // In the middle of a sentence nobody can tell where it ends.
        var start = i;
        for (; i < at.Count && i - start < LongestRegard && at.SignAt(i) is not (',' or ';' or '.' or ')'); i++)
        {
            if (at.SignAt(i) is '(' or ':' || at[i].Kind == TokenKind.Number || Has(i, NoMethod) || at.Upper(i) is "WITH" or "WITHOUT" or "WHO" or "MUST" or "WITHIN" or "ONLY")
                return -1;
        }

        return i > start && i - start < LongestRegard ? i : -1;
    }

    private static readonly WordSet BeginRegard = WordSet.Of(
        "of", "any", "either", "all", "with", "and", "no", "without", "regardless", "irrespective", "irrespectively", "even", "whether",
        "gender", "genders", "sex", "sexes", "race", "races", "ethnicity", "nationality", "severity", "histology", "stage", "grade", "subtype", "size", "origin", "duration");

    // "of any ethnicity", "with no gender restrictions", "race is not limited"
    private int Unlimited(int from)
    {
        var any = at.Upper(from) is "OF" ? from + 1 : from;
        if (at.Upper(any) is "ANY" or "EITHER" or "ALL" && IsRank(any + 1) && (any > from || at.SignAt(from - 1) == ','))
        {
            any += 2;
            while ((at.Upper(any) is "OR" or "AND" || at.SignAt(any) == '/') && IsRank(any + 1))
                any += 2;
            return any;
        }

        var i = at.Upper(from) is "WITH" or "AND" ? from + 1 : from;
        if (at.Upper(i) is "NO" or "WITHOUT" && IsRank(i + 1) && at.Upper(i + 2) is "RESTRICTION" or "RESTRICTIONS" or "LIMIT" or "LIMITS" or "LIMITATION" or "LIMITATIONS" or "PREFERENCE" or "REQUIREMENT" or "REQUIREMENTS")
            return i + 3;
        if (!IsRank(i))
            return -1;
        i++;
        while (at.Upper(i) is "AND" or "OR" && IsRank(i + 1))
            i += 2;
        // "gender of the patients"
        if (at.Upper(i) is "OF")
            i += at.Upper(i + 1) is "THE" ? 3 : 2;
        while (at.Upper(i) is "IS" or "ARE")
            i++;
        return at.Upper(i) is "UNLIMITED" or "UNRESTRICTED" ? i + 1 : at.Upper(i) is "NOT" && at.Upper(i + 1) is "LIMITED" or "RESTRICTED" ? i + 2 : -1;
    }

    private bool IsRank(int index) => at.Upper(index) is "GENDER" or "GENDERS" or "SEX" or "SEXES" or "RACE" or "RACES" or "ETHNICITY" or "NATIONALITY" or "SEVERITY" or "HISTOLOGY" or "STAGE" or "GRADE" or "SUBTYPE" or "SIZE" or "ORIGIN" or "DURATION";

    // label := words ":" | ("IC" | "I" | "criterion" | …) number sign, where an entry begins; a group's name is none
    private int Label()
    {
        if (Prefix() is > 0 and var prefix)
            return prefix;
        if (at.Count < 3 || at[0].Kind != TokenKind.Word)
            return polarity == Polarity.Exclusion ? Excluded() : -1;
        var letters = at.Letters(0);
        var code = letters.TrimEnd("0123456789");
        if (code.Length < letters.Length && code is "I" or "E" or "IC" or "EC" or "IN" or "EX" or "INC" or "EXC" && at.SignAt(1) is '.' or ':' or ')' or '-')
            return at.SignAt(1) == '.' && at[2].Kind == TokenKind.Number ? -1 : 2;
        if (at.Upper(0) is "CRITERION" or "INCLUSION" or "EXCLUSION" && at[1].Kind == TokenKind.Number && at.SignAt(2) is '.' or ':' or ')' or '-')
            return 3;
        if (Name() is > 0 and var name)
            return name;
        return polarity == Polarity.Exclusion ? Excluded() : -1;
    }

    // "Structured interview (SCID) confirmed", "MRI-proven": how, before what
    private int Prefix()
    {
        var (i, noun) = (0, false);
        while (i < at.Count && (Has(i, WordKind.Person) || Has(i, WordKind.Filler) || Has(i, WordKind.With)))
            i++;
        for (var from = i; i < at.Count && i - from < 9; i++)
        {
            if (at[i].Kind == TokenKind.Number || (at[i].Kind == TokenKind.Sign && at.SignAt(i) is not ('(' or ')' or '-' or '/')))
                return -1;
            if (at[i].Kind == TokenKind.Word && noun && at.Upper(i) is "CONFIRMED" or "PROVEN" or "VERIFIED" or "DOCUMENTED" or "DIAGNOSED")
                return i + 1 < at.Count && at[i + 1].Kind == TokenKind.Word && at.Upper(i + 1) is not ("BY" or "ON" or "WITH" or "AS" or "AND" or "OR") ? i + 1 : -1;
            if (at[i].Kind == TokenKind.Word && (Has(i, NoMethod) || (Has(i, Findings) && !IsMethodNoun(i))))
                return -1;
            noun |= IsMethodNoun(i);
        }

        return -1;
    }

    // below "Inclusion", at its end: "will be enrolled in this study"
    private int Enrolled(int from)
    {
        if (polarity != Polarity.Inclusion || at.Upper(from) is not "WILL" || at.Upper(from + 1) is not "BE" || at.Upper(from + 2) is not ("ENROLLED" or "INCLUDED" or "RECRUITED"))
            return -1;
        var i = from + 3;
        while (at.Upper(i) is "IN" or "INTO" or "TO" or "FOR" or "THIS" or "THE" or "STUDY" or "TRIAL" or "PROTOCOL")
            i++;
        return i >= at.Count || (i == at.Count - 1 && at.SignAt(i) is '.' or ';') ? i : -1;
    }

    // below "Exclusion": "patients will be excluded if they", "exclude"
    private int Excluded()
    {
        if (at.Upper(0) is "EXCLUDE" or "EXCLUDES")
            return 1;
        var i = 0;
        while (i < at.Count && i < 8 && at.Upper(i) is not "EXCLUDED" && (Has(i, WordKind.Person) || Has(i, WordKind.Filler)))
            i++;
        if (at.Upper(i) is not "EXCLUDED")
            return -1;
        i++;
        if (at.Upper(i) is "FROM")
        {
            while (at.Upper(i) is "FROM" or "THE" or "THIS" or "STUDY" or "TRIAL" or "PARTICIPATION" or "ENROLLMENT" or "IN")
                i++;
        }

        if (at.Upper(i) is not ("IF" or "WHEN" or "FOR" or "DUE"))
            return -1;
        i += at.Upper(i) is "DUE" ? 2 : 1;
        while (at.Upper(i) is "THEY" or "HE" or "SHE" or "THE" or "PATIENT" or "SUBJECT" or "PARTICIPANT" or "ANY" or "OF" or "FOLLOWING")
            i++;
        return i < at.Count && at.Upper(i) is not "NOT" ? i : -1;
    }
}
