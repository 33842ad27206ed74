using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>A short entry that is nothing but names ("Claustrophobia", "No insect bites or stings"): what no table knows is named by the text's own words.</summary>
/// <remarks>Only where nothing else may be meant: under what is excluded, behind "no" or "history of", with no number, verb, judgment or condition in the whole entry.</remarks>
internal sealed partial class EntryParser
{
    private const int LongestPlainEntry = 22;
    private const int LongestPhrase = 7;

    private static readonly UInt128 NotPlain = TokenCursor.Bits(
        WordKind.Operator, WordKind.Judgment, WordKind.Hindrance, WordKind.Allowed, WordKind.Forbidden, WordKind.Consent, WordKind.ConsentVerb, WordKind.ConsentRefusal, WordKind.Attested, WordKind.If, WordKind.Unless, WordKind.Except, WordKind.Since, WordKind.Anchor,
        WordKind.Age, WordKind.Old, WordKind.Scale, WordKind.Performance, WordKind.Life, WordKind.Pregnancy, WordKind.NegativeTest, WordKind.Contraception, WordKind.Childbearing, WordKind.Variable, WordKind.Number, WordKind.ClassScale, WordKind.Limit, WordKind.Normal, WordKind.Between, WordKind.Gene, WordKind.Alteration,
        WordKind.StageWord, WordKind.GradeWord, WordKind.Lesion, WordKind.Remark, WordKind.Whichever, WordKind.Meanwhile, WordKind.Lead, WordKind.Dosed, WordKind.But, WordKind.HalfLife);

    // Words of a story, of people, of what is wanted of them, and nouns that name nothing by themselves
    private static readonly WordSet NotPlainWords = WordSet.Of(
        "other", "others", "such", "including", "include", "includes", "both", "neither", "certain", "some", "same", "similar", "following", "etc", "e", "i", "eg", "ie", "g", "see", "who", "whom", "whose", "which", "that", "this", "these", "those", "their", "they", "them", "its", "his", "her", "you", "your", "we", "our", "it",
        "would", "could", "might", "can", "may", "will", "must", "should", "shall", "is", "are", "was", "were", "be", "been", "do", "does", "did", "not", "than", "more", "less", "least", "most", "only", "even", "unless", "except", "because", "when", "where", "while", "until", "during", "after", "before", "since", "within", "without", "with", "by", "for", "due", "caused", "secondary", "related", "associated", "between", "under", "over", "at", "as", "on",
        "study", "trial", "protocol", "participation", "enrollment", "patient", "subject", "participant", "person", "people", "child", "children", "women", "men", "male", "female", "volunteer", "investigator", "physician", "doctor", "parent", "guardian", "partner", "donor", "staff", "employee", "prisoner",
        "inability", "ability", "unable", "unwilling", "unwillingness", "refusal", "willing", "able", "failure", "noncompliance", "compliance", "consent", "contraindication", "contraindications", "need", "plan", "plans", "planned", "intention", "requirement", "risk", "suspicion", "suspected", "predisposition", "family", "familial", "relative", "fear",
        "condition", "reason", "problem", "issue", "factor", "situation", "circumstance", "illness", "status", "data", "information", "test", "result", "value", "level", "visit", "questionnaire", "criteria", "characteristic", "characteristics", "type", "types", "group", "cohort", "arm", "part", "stage", "grade", "dose", "day", "week", "month", "year", "time", "function", "findings", "finding", "evidence", "symptom", "sign", "response", "progression", "relapse", "specimen", "sample", "tissue", "access", "language", "life", "expectancy",
        "see", "none", "specified", "applicable", "eligible", "ineligible", "excluded", "exclusion", "inclusion", "criterion", "allowed", "prohibited", "permitted", "adequate", "appropriate", "acceptable", "sufficient", "insufficient", "poor", "good", "normal", "abnormal", "elevated", "increased", "decreased", "positive", "negative", "high", "low", "first", "second", "third", "new", "additional", "various", "multiple", "unknown", "relevant", "intercurrent", "serious", "significant", "medical", "medication", "drug", "therapy", "treatment", "disease", "history", "complication", "regimen", "capacity", "agent", "assessment", "twin", "surgery", "procedure", "event");

    private bool? plain;

    // The whole entry holds names and what links them, and nothing else.
    private bool IsPlain => plain ??= polarity == Polarity.Exclusion || at.WordAt(0, "No") || at.Upper(0) is "HISTORY" ? HoldsOnlyNames() : false;

    private bool HoldsOnlyNames()
    {
        if (at.Count > LongestPlainEntry)
            return false;
        var here = at.Position;
        var only = true;
        for (at.Position = 0; only && at.Position < at.Count; at.Position++)
        {
            var token = at[at.Position];
            only = token.Kind switch
            {
                TokenKind.Number => false,
                TokenKind.Sign => at.Sign is ',' or '/' or '-' or '.' or '\'' && (at.Sign != '.' || at.Position == at.Count - 1),
                _ => (at.Kinds & NotPlain) == 0 || at.Is(WordKind.Condition) || at.Is(WordKind.Therapy),
            };
        }

        at.Position = here;
        return only;
    }

    // phrase := (word | "of" | "in" | "to" | "the")+ noun, up to the next link, with a word in it that no table knows
    private string? TakePhrase(List<string> modifiers, out bool isCondition)
    {
        isCondition = true;
        var start = at.Position;
        // Words by themselves may be a drug, a place or a person: only what somebody had, or what is severe or active, is a disease.
        if (at.AtEnd || !IsPlain || !(saidHad || modifiers.Exists(modifier => modifier is not "current" && (Degrees.Contains(modifier) || Opposites.Contains(modifier)))) || at.Letters(start).EndsWith("cally", StringComparison.OrdinalIgnoreCase) || (start > 0 && at.Letters(start - 1).EndsWith("cally", StringComparison.OrdinalIgnoreCase)))
            return null;
        var unknown = false;
        while (at.Position < at.Count && at.Position - start < LongestPhrase && !EndsPlace())
        {
            if (at.Sign == '-' && at.Position > start && at[at.Position].Glued && at.Position + 1 < at.Count && at[at.Position + 1].Glued)
            {
                at.Position++;
                continue;
            }

            if (!IsPhraseWord(start))
                return Nameless(start);
            unknown |= at.IsUnknownAt(at.Position) && at.Letters(at.Position).Length > 3;
            at.Position++;
        }

        var last = at.Position - 1;
        // "severe vision or hearing impairment": a noun may come that both share.
        if (!unknown || at.Position == start || !EndsPlace() || at.Sign == '/' || at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Is(WordKind.AndOr) || at[last].Kind != TokenKind.Word || !IsPhraseNoun(last))
            return Nameless(start);
        isCondition = !Has(TherapyNouns, last) && !EndsWithOne(at.Letters(last), TherapyEndings) && !saidGiven;
        return Singular(Small(at.Text(start, at.Position)));
    }

    private bool IsPhraseWord(int start)
    {
        if (at[at.Position].Kind != TokenKind.Word)
            return false;
        var word = at.Letters(at.Position);
        if (at.Upper(at.Position) is "OF" or "IN" or "TO" or "THE")
            return at.Position > start;
        return word.Length > 2 && !Has(NotPlainWords, at.Position) && !(word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && at.IsUnknownAt(at.Position)) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase);
    }

    // "Metal implants" ends in a noun; "lactose intolerant" does not.
    private bool IsPhraseNoun(int index)
    {
        var word = at.Letters(index);
        return word.Length > 3 && !EndsWithOne(word, NoNounEndings) && at.Upper(index) is not ("OF" or "IN" or "TO" or "THE");
    }

    private static readonly string[] NoNounEndings = ["ic", "ous", "ive", "ical", "ial", "ed", "ent", "ant", "able", "ible", "ary", "oid", "eal", "al", "ory", "ar", "ly", "ing", "ful", "less", "ual"];
}
