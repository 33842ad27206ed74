using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What the tables have in another shape: "contra-indication", "is anemic", "drug abuser", "prior or ongoing", "daily use of".</summary>
internal sealed partial class Asides
{
    private static readonly WordSet Prefixes = WordSet.Of("contra", "un", "inter", "intra", "anti", "multi", "pre", "hyper", "hypo", "in", "co", "immuno", "thrombo", "cardio", "cerebro", "gastro", "neuro", "micro", "poly", "sub", "extra", "peri", "non", "re", "auto", "hemo", "haemo", "pan", "radio", "chemo", "hepato", "naso", "oro");

    private static readonly WordSet PersonNouns = WordSet.Of("abuser", "abusers", "addict", "addicts", "alcoholics", "asthmatics", "diabetics", "hypertensives", "epileptics");

    private static readonly WordSet Habits = WordSet.Of("daily", "regular", "habitual", "frequent", "heavy", "excessive", "occasional", "continuous", "intermittent", "recreational", "systematic", "chronic");

    private static readonly WordSet Before = WordSet.Of("prior", "previous", "past", "former", "current", "ongoing", "concurrent", "concomitant", "present", "active");

    private static readonly WordSet Sure = WordSet.Of("verified", "confirmed", "proven", "established", "documented", "definite");

    private static readonly WordSet WordingWords = WordSet.Of("is", "are", "was", "were", "who", "at", "on", "upon", "currently", "benefiting", "benefitting", "have", "has", "in", "hiv", "hcv", "hbv", "cmv", "ebv", "human", "diabetic", "diabetics", "treatment", "therapy", "regimen", "chemotherapy");

    // The first words of wordings, and the adjectives of conditions
    private static readonly SpellingTest BeginsWording = new(word =>
        TemplateWords.Contains(word) || Prefixes.Contains(word) || PersonNouns.Contains(word) || GivenNouns.Contains(word) || Before.Contains(word) || Sure.Contains(word) || WordingWords.Contains(word) || SubjectNouns.ContainsSingular(word) || OfSubjects.Contains(word) || ConditionAdjectives.Noun(word) is not null || word.StartsWith("non", StringComparison.OrdinalIgnoreCase));

    // wording := prefix "-" word | person-noun | ("prior" "or" "ongoing") | adjective-of-a-condition | …
    private int Wording(int from)
    {
        if (at[from].Kind != TokenKind.Word || !at[from].Spelling.Answer(BeginsWording))
            return -1;
        instead = null;
        var end = JoinedPrefix(from);
        if (end < 0)
            end = Ailing(from);
        if (end < 0)
            end = PersonNoun(from);
        if (end < 0 && TemplateWords.Contains(at[from].Spelling))
            end = Template(from);
        if (end < 0)
            end = Whenever(from);
        if (end < 0)
            end = HabitOf(from);
        if (end < 0)
            end = Benefiting(from);
        if (end < 0)
            end = MustInclude(from);
        if (end < 0)
            end = Virus(from);
        if (end < 0)
            end = OfType(from);
        if (end < 0 && from + 1 < at.Count && at.Upper(from) is "ONGOING" or "CURRENT" or "EXISTING" && Has(from + 1, WordKind.Pregnancy) && IsLeft(from))
            end = from + 1;
        if (end < 0)
            end = OnProcedure(from);
        if (end < 0 && Sure.Contains(at[from].Spelling) && IsLeft(from) && at.Upper(from - 1) is "" or "ANY" or "OF" or "A" or "AN" or "WITH" or "HAS" or "HAVE" or "," && from + 1 < at.Count && (Has(from + 1, WordKind.Condition) || Has(from + 1, WordKind.GradeWord) || Has(from + 1, WordKind.Modifier)))
            end = from + 1;
        if (end < 0)
            instead = null;
        return end;
    }

    private bool IsLeft(int index)
    {
        foreach (var token in left)
        {
            if (token == index)
                return true;
        }

        return false;
    }

    // "contra-indication", "multi-focal": a hyphen within a word of the tables
    private int JoinedPrefix(int from)
    {
        if (!Prefixes.Contains(at[from].Spelling) || at.SignAt(from + 1) != '-' || from + 2 >= at.Count || !at[from + 1].Glued || at[from + 2] is not { Kind: TokenKind.Word, Glued: true } || at.SignAt(from + 3) == '-' && at[from + 3].Glued || !(IsLeft(from) || IsLeft(from + 2)))
            return -1;
        var joined = $"{at.Word(from)}{at.Word(from + 2)}".ToLowerInvariant();
        if (EndsAtAll(from + 3) && ConditionAdjectives.Noun(joined) is { } noun)
        {
            instead = noun;
            return from + 3;
        }

        // "nucleoside or non-nucleoside agents": the noun may be that of both.
        if (at.Upper(from) is "NON" && (at.Upper(from - 1) is "OR" or "AND" || at.SignAt(from - 1) is '/') && string.Equals(at.Upper(from - 2), at.Upper(from + 2), StringComparison.Ordinal))
            return -1;
        if (Lexicon.Default.Vocabulary.Find(joined) < 0 && !joined.StartsWith("contraindicat", StringComparison.Ordinal) && at.Upper(from) is not "NON")
            return -1;
        instead = joined;
        return from + 3;
    }

    // "is anemic", "who are hypertensive", "anemic patients", "nondiabetic patients"
    private int Ailing(int from)
    {
        var (i, people) = Subject(from);
        if (!people)
            i = from;
        if (at.Upper(i) is "WHO" or "THAT")
            i++;
        var said = i;
        while (IsWord(i, Auxiliaries) || IsWord(i, Adverbs) || IsWord(i, NowWords))
            i++;
        if (i >= at.Count || at[i].Kind != TokenKind.Word || !IsLeft(i))
            return -1;
        var letters = at.Letters(i);
        var noun = ConditionAdjectives.Noun(letters);
        if (i > said)
        {
            if (noun is null || !(people || (from > 0 && Has(from - 1, WordKind.Person))) || !EndsAt(i + 1))
                return -1;
            instead = $"with {noun}";
            return i + 1;
        }

        var denied = letters.StartsWith("non", StringComparison.OrdinalIgnoreCase) ? ConditionAdjectives.Noun(letters[3..]) : null;
        if ((noun ?? denied) is null || !(from == 0 || at.SignAt(from - 1) is '.' or ';' or ':') || i + 1 >= at.Count || at.Upper(i + 1) is not ("PATIENT" or "PATIENTS" or "SUBJECT" or "SUBJECTS" or "PARTICIPANT" or "PARTICIPANTS" or "INDIVIDUALS" or "PERSONS" or "PEOPLE" or "VOLUNTEERS"))
            return -1;
        instead = noun is null ? $"without {denied}" : $"with {noun}";
        return i + 2;
    }

    // "drug abuser", "diabetics": who has it, by the noun
    private int PersonNoun(int from)
    {
        if (!PersonNouns.Contains(at[from].Spelling) || !IsLeft(from) || !EndsAt(from + 1))
            return -1;
        instead = at.Upper(from) switch
        {
            "ABUSER" or "ABUSERS" => "abuse",
            "ADDICT" or "ADDICTS" => "addiction",
            "ALCOHOLICS" when from == 0 || at.Upper(from - 1) is not "RECOVERING" => "alcoholism",
            "ALCOHOLICS" => "abuse",
            "ASTHMATICS" => "asthma",
            "DIABETICS" => "diabetes",
            "EPILEPTICS" => "epilepsy",
            _ => "hypertension",
        };
        return instead is "abuse" or "addiction" && (from == 0 || at[from - 1].Kind != TokenKind.Word) ? -1 : from + 1;
    }

    // "prior or ongoing", "current or previous": whenever it was
    private int Whenever(int from)
    {
        if (!Before.Contains(at[from].Spelling) || !(at.Upper(from + 1) is "OR" || at.SignAt(from + 1) == '/' || (at.Upper(from + 1) is "AND" && polarity == Polarity.Exclusion)) || !IsWord(from + 2, Before) || at.Upper(from) is "ACTIVE" || from + 3 >= at.Count || at[from + 3].Kind != TokenKind.Word || at.Upper(from + 3) is "HISTORY" or "DIAGNOSIS" or "EVIDENCE" || IsPast(from) == IsPast(from + 2) || !(IsLeft(from) || IsLeft(from + 1)))
            return -1;
        return from + 3;
    }

    private bool IsPast(int index) => at.Upper(index) is "PRIOR" or "PREVIOUS" or "PAST" or "FORMER";

    // "daily use of", "chronic consumption of": how often stays beside what is used
    private int HabitOf(int from) => from > 0 && IsWord(from, GivenNouns) && at.Upper(from + 1) is "OF" && IsWord(from - 1, Habits) && from + 2 < at.Count && at[from + 2].Kind == TokenKind.Word && at.Upper(from + 2) is not ("MEDICATION" or "MEDICATIONS" or "DRUGS" or "MEDICINE" or "MEDICINES") ? from + 2 : -1;

    private bool EndsAtAll(int index) => index >= at.Count || at.SignAt(index) is '.' or ';' && index == at.Count - 1;

    // "currently benefiting from (the treatment with) x"
    private int Benefiting(int from)
    {
        var i = from;
        while (IsWord(i, Auxiliaries) || IsWord(i, NowWords) || IsWord(i, Adverbs))
            i++;
        if (at.Upper(i) is not ("BENEFITING" or "BENEFITTING") || at.Upper(i + 1) is not "FROM")
            return -1;
        i += 2;
        while (at.Upper(i) is "THE" or "THEIR")
            i++;
        if (at.Upper(i) is "TREATMENT" or "THERAPY" && at.Upper(i + 1) is "WITH")
            i += 2;
        instead = "receiving";
        return i;
    }

    // "Prior treatment must include x": it was given
    private int MustInclude(int from)
    {
        var i = from;
        while (IsWord(i, Before))
            i++;
        while (at.Upper(i) is "SYSTEMIC" or "TREATMENT" or "TREATMENTS" or "THERAPY" or "THERAPIES" or "REGIMEN" or "REGIMENS" or "CHEMOTHERAPY")
            i++;
        if (from > 0 || polarity != Polarity.Inclusion || i == from || at.Upper(i) is not ("MUST" or "SHOULD" or "SHALL"))
            return -1;
        i++;
        while (at.Upper(i) is "HAVE" or "ALSO")
            i++;
        if (at.Upper(i) is not ("INCLUDE" or "INCLUDED") || i + 1 >= at.Count || at[i + 1].Kind != TokenKind.Word || Has(i + 1, WordKind.Operator) || Has(i + 1, WordKind.Number) || at.Upper(i + 1) is "BOTH" or "EITHER" or "ONE" or "TWO")
            return -1;
        instead = "received";
        return i + 1;
    }

    // "evidence of adenocarcinoma on previous prostatectomy": what was examined
    private int OnProcedure(int from)
    {
        if (from < 2 || at.Upper(from) is not ("ON" or "AT" or "IN") || !Has(from - 1, WordKind.Condition))
            return -1;
        var told = false;
        for (var i = 0; i < from; i++)
            told |= at[i].Kind == TokenKind.Word && (IsWord(i, Manners) || at.Upper(i) is "CONFIRMED" or "EVIDENCE" or "PROVEN" or "DIAGNOSED" or "DIAGNOSIS" or "FOUND");
        for (var i = from + 1; told && i < at.Count && i - from < LongestChain && at[i].Kind == TokenKind.Word; i++)
        {
            if (at.Letters(i).EndsWith("ectomy", StringComparison.OrdinalIgnoreCase) || at.Upper(i) is "BIOPSY" or "BIOPSIES" or "RESECTION" or "SPECIMEN" or "SPECIMENS" or "TURBT")
                return at.Upper(i + 1) is "SPECIMEN" or "SPECIMENS" ? EndsAt(i + 2) ? i + 2 : -1 : EndsAt(i + 1) && !Has(i + 1, WordKind.Within) ? i + 1 : -1;
        }

        return -1;
    }

    // "HIV+", "Human immunodeficiency virus (HIV)-positive"
    private int Virus(int from)
    {
        if (at.Upper(from) is "HIV" or "HCV" or "HBV" or "CMV" or "EBV" && at.SignAt(from + 1) == '+' && at[from + 1].Glued)
        {
            instead = $"{at.Word(from)} positive";
            return from + 2;
        }

        if (at.Upper(from) is not "HUMAN" || at.Upper(from + 1) is not ("IMMUNODEFICIENCY" or "IMMUNE") || at.Upper(from + 2) is not "VIRUS")
            return -1;
        var end = at.SignAt(from + 3) == '(' && at.Upper(from + 4) is "HIV" && at.SignAt(from + 5) == ')' ? from + 6 : from + 3;
        if (at.SignAt(end) != '-' || at.Upper(end + 1) is not "POSITIVE")
            return -1;
        instead = "HIV positive";
        return end + 2;
    }

    // "type I diabetic patients"
    private int OfType(int from)
    {
        if (at.Upper(from) is not ("DIABETIC" or "DIABETICS") || at.Upper(from - 2) is not "TYPE" || !(IsLeft(from) || IsLeft(from - 1)))
            return -1;
        instead = "diabetes";
        return at.Upper(from + 1) is "PATIENT" or "PATIENTS" or "SUBJECT" or "SUBJECTS" ? from + 2 : EndsAt(from + 1) ? from + 1 : -1;
    }
}
