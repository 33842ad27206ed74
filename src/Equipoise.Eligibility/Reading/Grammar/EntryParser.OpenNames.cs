using System.Collections.Frozen;
using Equipoise.Eligibility.Reading.Lexing;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Names that stand in no table: words before a noun that says what kind of thing they name ("congenital abdominal
/// disorders", "calcineurin inhibitors"), and words whose ending says it ("cholecystitis", "cholecystectomy").</summary>
/// <remarks>Such a concept carries the words of the text. Nothing is invented: what is no part of the name stays residue.</remarks>
internal sealed partial class EntryParser
{
    private const int LongestOpenName = 5;

    private static readonly WordSet ConditionNouns = WordSet.Of(
        "disease", "disorder", "syndrome", "infection", "cancer", "carcinoma", "adenocarcinoma", "tumor", "tumour", "neoplasm", "malignancy", "lymphoma", "leukemia", "sarcoma", "failure", "insufficiency", "deficiency", "injury", "fracture",
        "hemorrhage", "haemorrhage", "bleeding", "thrombosis", "stenosis", "obstruction", "perforation", "ulcer", "fistula", "abscess", "hernia", "edema", "effusion", "anemia", "neuropathy", "arrhythmia", "tachycardia", "hypertension",
        "embolism", "ischemia", "infarction", "metastases", "metastasis", "allergy", "seizure", "mutation", "disability", "trauma", "wound", "aneurysm", "crisis", "involvement", "compression", "dysfunction", "impairment", "abnormality", "toxicity", "dependence", "abuse", "rejection",
        "palsy", "hypersensitivity", "dysplasia", "hyperplasia", "neoplasia", "malformation", "rupture", "hematoma", "dementia", "sepsis", "incontinence", "blastoma", "glioma", "cyst", "polyp", "nodule", "lymphadenopathy", "histology", "spasm", "colic", "headache", "invasion", "suppression", "infiltration", "instability", "thrombus");

    private static readonly WordSet TherapyNouns = WordSet.Of(
        "therapy", "inhibitor", "agonist", "antagonist", "blocker", "agent", "medication", "drug", "vaccine", "vaccination", "surgery", "resection", "transplantation", "transplant", "chemotherapy", "radiotherapy", "irradiation", "radiation",
        "immunotherapy", "antibody", "analog", "analogue", "modulator", "modifier", "supplement", "steroid", "hormone", "antibiotic", "ablation", "stent", "bypass", "transfusion", "catheterization", "anesthesia", "prophylaxis", "injection", "implant", "implantation", "infusion", "antimetabolite", "contraceptive", "dialysis", "radiosurgery", "brachytherapy", "embolization", "chemoembolization", "amputation",
        "replacement", "dissection", "excision", "cream", "lotion", "diuretic", "laxative", "antihistamine", "anticonvulsant", "opioid", "sedative", "hemodialysis", "phototherapy", "cryotherapy", "hyperthermia", "acupuncture", "biopsy", "defibrillator", "pacemaker", "prosthesis", "catheter", "shunt", "immunization");

    private static readonly WordSet NoNames = WordSet.Of(
        "other", "another", "see", "immediate", "require", "required", "prescription", "certain", "some", "such", "following", "study", "trial", "protocol", "investigational", "experimental", "concomitant", "concurrent", "prohibited", "excluded", "allowed", "permitted", "appropriate", "adequate", "required",
        "similar", "same", "different", "underlying", "serious", "significant", "relevant", "important", "major", "medical", "physical", "clinical", "intercurrent", "illness", "disease", "therapy", "treatment", "drug", "medication", "agent", "these",
        "those", "this", "that", "from", "into", "with", "without", "because", "since", "after", "before", "while", "during", "until", "who", "whom", "whose", "which", "when", "where", "more", "less", "than", "least", "most", "many", "much",
        "would", "could", "might", "can", "may", "will", "receive", "receives", "need", "needs", "require", "requires", "undergo", "undergoes", "take", "takes", "use", "uses", "given", "intended", "available", "eligible", "candidate", "candidates",
        "sufficient", "suitable", "effective", "standard", "conventional", "optimal", "maximal", "alternative", "additional", "further", "initial", "first", "second", "third", "last", "next", "subsequent", "final", "definitive", "specific",
        "related", "due", "secondary", "caused", "causing", "associated", "attributable", "response", "progression", "relapse", "failure", "evidence", "active", "proven", "measurable", "evaluable", "target", "index", "signs", "symptoms", "stable",
        "enrolled", "randomized", "planned", "scheduled", "prescribed", "anticipated", "recovered", "recovery", "resolved", "completed", "not", "non", "nor", "neither", "except", "unless", "like", "family", "situ", "familial", "father", "mother", "parent", "sibling",
        "donor", "recipient", "partner", "screening", "baseline", "index", "unknown", "possible", "probable", "likely", "potential", "suspected", "willing", "able", "unable", "amenable", "refractory", "resistant", "intolerant", "sensitive",
        "responsive", "dependent", "independent", "induced", "life", "threatening", "limiting", "dose", "doses", "line", "lines", "regimen", "course", "cycle", "cycles", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour",
        "hours", "age", "type", "types", "class", "category", "kind", "form", "history", "risk", "high", "low", "normal", "abnormal", "elevated", "decreased", "increased", "positive", "negative", "under", "above", "below", "over", "between", "within",
        "per", "via", "using", "used", "use", "off", "only", "alone", "combination", "combined", "residual", "minimal", "extent", "amount", "presence", "absence", "lack", "inability", "ability", "long", "short", "term", "acting", "one", "two", "three",
        "subject", "subjects", "patient", "patients", "participant", "participants", "person", "persons", "people", "women", "men", "children", "investigator", "physician", "must", "should", "shall", "have", "has", "had", "are", "was", "were", "been",
        "being", "but", "and", "all", "any", "each", "every", "either", "both", "none", "including", "include", "includes", "involving", "involve", "underwent", "received", "currently", "recently", "previously", "history", "also", "well", "yet",
        "however", "therefore", "thus", "then", "there", "here", "their", "its", "his", "her", "our", "your", "you", "they", "them", "for", "the", "about", "against", "across", "along", "among", "around", "toward", "towards", "upon", "through",
        "beyond", "despite", "regarding", "concerning", "based", "according", "documented", "confirmed", "requiring", "affecting", "leading", "resulting", "precluding", "interfering", "receiving", "taking", "undergoing", "having", "known",
        "chronic", "acute", "recent", "new", "old", "early", "late", "prior", "previous", "past", "current", "ongoing", "taken", "begun", "gone", "become", "swallow", "otherwise", "meaningful", "management", "poor", "good", "tolerate", "participation", "enrollment", "compliance", "human", "future", "continued", "continuous", "intermittent", "occasional", "regular", "daily", "weekly", "monthly", "hiv");

    private static readonly string[] ConditionEndings = ["itis", "osis", "emia", "aemia", "oma", "omas", "omata", "opathy", "opathies", "algia", "uria", "penia", "plegia", "megaly", "rrhea", "rrhoea", "rrhage"];

    private static readonly string[] AdjectiveEndings = ["ial", "ical", "inal", "onal", "eal", "ual", "oral", "eral", "ural", "ic", "ous", "ive", "lar", "nary", "tary", "oid", "arial", "renal", "vascular"];
    private static readonly string[] StoryEndings = ["ly", "ing", "ed", "es", "able", "ible", "ies", "ent", "ant"];
    private static readonly string[] TherapyEndings = ["ectomy", "ectomies", "plasty", "otomy", "ostomy"];

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // open-name := word{0,4} word-with-such-an-ending | word{1,4} noun | noun, after a word for a place in the body
    private string? TakeOpenName(out bool isCondition, bool placed = false)
    {
        isCondition = true;
        var start = at.Position;
        if (placed && !at.AtEnd && at.Upper(start) is "DISORDER" or "DISORDERS" or "DISEASE" or "DISEASES" or "ABNORMALITY" or "ABNORMALITIES" && !Continues(start + 1))
        {
            at.Position++;
            return Singular(at.Upper(start).ToLowerInvariant());
        }

        var end = OpenNoun(start, out var condition);
        // "CD30+ lymphoma": a plus sign joins names.
        if (end < 0 || HoldsPlus(start, end))
            return null;
        isCondition = condition;
        at.Position = end;
        // "total body irradiation", "blood vessel disease": words that say nothing before a measurement belong to a name.
        while (start > 0 && at.Upper(start - 1) is "WHOLE" or "TOTAL" or "BLOOD")
            start--;
        return Singular(Small(at.Text(start, end)));
    }

    private bool HoldsPlus(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (at.SignAt(i) == '+')
                return true;
        }

        return false;
    }

    // In small letters, but for initials and code names.
    private static string Small(string name) =>
        string.Join(' ', name.Split(' ').Select(word => word.Length == 1 || word.AsSpan(1).ContainsAnyInRange('A', 'Z') || word.AsSpan().ContainsAnyInRange('0', '9') ? word : word.ToLowerInvariant()));

    // adjective-name := word-that-no-table-knows{1,2} condition-or-treatment: "interstitial brachytherapy", "keratinocyte growth factors"
    private int AdjectiveName(int start, out bool isCondition)
    {
        isCondition = true;
        var name = start;
        for (var words = 0; words < 2 && name < at.Count && IsOpenAdjective(name); words++)
        {
            name++;
            while (name + 1 < at.Count && at.SignAt(name) == '-' && at[name].Glued && at[name + 1] is { Kind: TokenKind.Word, Glued: true } && (name + 2 >= at.Count || !at[name + 2].Glued || at.SignAt(name + 2) is not '-'))
                name += 2;
        }

        if (name == start || name >= at.Count || at[name].Kind != TokenKind.Word)
            return -1;
        var here = at.Position;
        at.Position = name;
        isCondition = at.Is(WordKind.Condition);
        var end = (at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy)) is not null ? at.Position : -1;
        at.Position = here;
        return end > 0 && !Continues(end) && at.SignAt(end) != ':' ? end : -1;
    }

    private bool IsOpenAdjective(int index)
    {
        return at[index].Kind == TokenKind.Word && at[index].Spelling.Answer(Narrows) && at.IsUnknownAt(index);
    }

    // Verbs and adverbs tell a story; a noun or an adjective narrows the name behind it.
    private static readonly SpellingTest Narrows = new(word =>
        word.Length > 3 && !NoNames.ContainsSingular(word) && (EndsWithOne(word, AdjectiveEndings) || (word.Length > 4 && !EndsWithOne(word, StoryEndings))));

    private static bool IsPlace(string modifier) => modifier[(modifier.LastIndexOf(' ') + 1)..] is "abdominal" or "pelvic" or "thoracic" or "mediastinal" or "cranial" or "intracranial" or "spinal" or "axillary" or "inguinal";

    // The token after the name; -1 where what stands here is none.
    private int OpenNoun(int start, out bool isCondition)
    {
        isCondition = true;
        if (start >= at.Count || at.Exhausted)
            return -1;
        // It is asked for by several rules: what was found is kept as the token after it, above the bit that says what it is.
        ref var known = ref at.Name(start);
        if (known == 0)
            known = ((FindOpenNoun(start, out isCondition) + 2) << 1) | (isCondition ? 1 : 0);
        isCondition = (known & 1) != 0;
        return (known >> 1) - 2;
    }

    private int FindOpenNoun(int start, out bool isCondition)
    {
        isCondition = true;
        // "clinically evident": the first word is narrowed itself.
        if (start > 0 && at.Letters(start - 1).EndsWith("cally", StringComparison.OrdinalIgnoreCase))
            return -1;
        var end = NounName(start, out isCondition);
        return end >= 0 ? end : AdjectiveName(start, out isCondition);
    }

    private int NounName(int start, out bool isCondition)
    {
        isCondition = true;
        var said = false;
        for (var i = start; i < at.Count && i - start < LongestOpenName + 2; i++)
        {
            if (at[i].Kind == TokenKind.Sign)
            {
                if (i == start || at.SignAt(i) != '-' || !at[i].Glued || i + 1 >= at.Count || !at[i + 1].Glued)
                    return -1;
                continue;
            }

            if (at.Letters(i).Length < 3 || at[i].Kind != TokenKind.Word)
                return -1;
            if (EndsName(at[i].Spelling, said, out isCondition) && !Continues(i + 1))
                return i + 1;
            if (!IsNameWord(i))
                return -1;
            // "hematologic transplant", "cardiac surgery": a part of the body says enough before an operation.
            said |= at.IsUnknownAt(i) || (i + 1 < at.Count && at.Upper(i + 1) is "TRANSPLANT" or "TRANSPLANTS" or "TRANSPLANTATION" or "SURGERY" or "RESECTION" or "IRRADIATION" or "ABLATION" or "METASTASES" or "METASTASIS" or "INVOLVEMENT" or "TOXICITY" or "DYSFUNCTION" or "DEFIBRILLATOR" or "DEFIBRILLATORS");
        }

        return -1;
    }

    private static bool EndsName(Spelling word, bool said, out bool isCondition)
    {
        isCondition = true;
        if (said && ConditionNouns.ContainsSingular(word))
            return true;
        isCondition = false;
        if (said && TherapyNouns.ContainsSingular(word))
            return true;
        if (word.Answer(NamesTherapy))
            return true;
        isCondition = true;
        return word.Answer(NamesCondition);
    }

    // "diagnosis" ends like a disease.
    private static bool MayBeName(string word) => word.Length >= 7 && !NoNames.ContainsSingular(word) && !word.EndsWith("gnosis", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("diploma", StringComparison.OrdinalIgnoreCase);

    private static readonly SpellingTest NamesTherapy = new(word => MayBeName(word) && EndsWithOne(word, TherapyEndings));

    private static readonly SpellingTest NamesCondition = new(word => MayBeName(word) && EndsWithOne(word, ConditionEndings));

    // "leukemia virus infection", "surgery center": the noun was no noun of its own, or the name goes on.
    private bool Continues(int next)
    {
        if (at.Upper(next) is "CHARACTERISTICS" or "STATUS" or "STAGE" or "SITE" or "SITES" or "CENTER" or "HISTORY" or "FREE" or "PROGRESSION" or "CONTROL" or "RESISTANCE")
            return true;
        if (next >= at.Count || at[next].Kind != TokenKind.Word)
            return next < at.Count && at.SignAt(next) == '-' && at[next].Glued;
        return Has(ConditionNouns, next) || Has(TherapyNouns, next);
    }

    // A word that no rule knows, or one that narrows.
    private bool IsNameWord(int index) => !Has(NoNames, index) && !at.Letters(index).EndsWith("ly", StringComparison.OrdinalIgnoreCase) && (at.IsUnknownAt(index) || at.IsOnly(index, WordKind.Modifier, WordKind.Heading));

    // One of the words, or the plural of one
    private bool Has(WordSet words, int index) => words.ContainsSingular(at[index].Spelling);

    private static bool Has(WordSet words, ReadOnlySpan<char> word) => words.ContainsSingular(word);

    private static bool EndsWithOne(ReadOnlySpan<char> word, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // What ends as a plural does and is none
    private static readonly string[] NoPlurals = ["ascites", "diabetes", "herpes", "varices", "scabies", "rabies", "measles", "shingles", "caries", "pancreas"];

    private static string Singular(string name) => name switch
    {
        _ when Array.Exists(NoPlurals, word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase)) => name,
        [.., 'i', 'e', 's'] => $"{name[..^3]}y",
        [.., 's' or 'i' or 'u' or 'x', 's'] or [.., 's', 'e', 's'] when !name.EndsWith("diseases", StringComparison.Ordinal) => name,
        [.., 's'] => name[..^1],
        _ => name,
    };
}
