using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>The first of a list, which no table knows: "hospital admission or major surgery", "squamous cell or undifferentiated gastric cancer", "hip, femur,
/// or knee surgery".</summary>
/// <remarks>Looked for only in a second reading, where it was left over beside a link. What ends as an adjective does, or is a place in the body, waits for the
/// noun of the last; what ends in a noun is an item of its own. Where both may be meant the line stays unread.</remarks>
internal sealed partial class EntryParser
{
    private static readonly WordSet BodyParts = WordSet.Of(
        "hip", "knee", "femur", "shoulder", "ankle", "wrist", "spine", "elbow", "hand", "foot", "neck", "head", "chest", "abdomen", "pelvis", "breast", "lung", "liver", "kidney", "brain", "heart", "bone", "skin", "colon", "rectum", "stomach", "pancreas", "prostate", "bladder", "uterus", "ovary", "cervix",
        "thyroid", "eye", "ear", "nose", "throat", "tongue", "esophagus", "leg", "arm", "limb", "spleen", "marrow", "blood", "bowel", "jaw", "tooth", "gum", "spinal", "joint", "tibia", "humerus", "aorta", "nerve", "muscle", "rhinopharynx", "nasopharynx", "oropharynx", "larynx", "pharynx", "airway", "sinus", "forearm");

    private static readonly WordSet VagueItems = WordSet.Of("condition", "reason", "problem", "issue", "factor", "situation", "circumstance", "criterion", "criteria", "level", "value", "result", "status", "other", "use", "need", "type", "kind", "form", "change", "product", "area", "site", "line", "patient", "phase", "setting", "basis", "history", "presence", "evidence", "sign", "symptom", "treatment", "therapy", "drug", "medication", "agent", "disease", "disorder", "illness", "surgery", "procedure", "cancer", "tumor", "mass", "cell", "example", "instance", "stage", "grade", "side", "region");

    // first-items := words (link words)* link name
    private CriterionNode? FirstItems()
    {
        if (leftOver is null || at.Position >= at.LastLink || !IsUnread || ListsExamples(at.Position) || at.Upper(at.Position - 1) is "IN" or "ON" or "AT" or "TO" or "BY" or "FROM" or "INTO")
            return null;
        var start = at.Position;
        var said = (saidCurrent, saidCompleted, saidGiven, saidHad);
        var items = new List<(int From, int To)>();
        for (var from = start; items.Count < MostShares; from = at.Position)
        {
            var end = ItemEnd(from);
            if (end < 0)
                break;
            at.Position = end;
            // "A and B": what both together are, nobody can tell.
            if (at.Is(WordKind.And) && !at.Is(WordKind.AndOr) && negations == 0 || !TakeListLink())
            {
                at.Position = from;
                break;
            }

            items.Add((from, end));
            SkipArticle();
            // "uncomplicated knee or hip surgery": what stands before the first place is said of all.
            if (items.Count == 1 && end > from + 1 && BodyParts.ContainsSingular(at[end - 1].Spelling) && EndsWithOne(at.Letters(end - 2), NoNounEndings))
                break;
            var waits = WaitsForNoun(end);
            if ((waits ? at.Upper(end) is "OR" || at.Upper(end + 1) is "OR" || at.SignAt(end) == '/' ? SharedWords(items) : null : items.Count == 1 ? OwnItem(from, end) : null) is { } node)
                return node;
            if (!waits)
                break;
        }

        // What the next of the list says is not said of what else may begin here.
        (saidCurrent, saidCompleted, saidGiven, saidHad) = said;
        at.Position = start;
        return null;
    }

    // The link behind up to four words that may be a name; -1 for none
    private int ItemEnd(int from)
    {
        var end = from;
        for (; end < at.Count && end - from <= LongestItem; end++)
        {
            if (end > from && (at.SignAt(end) is ',' or '/' || at.Upper(end) is "OR" or "AND"))
                return at[end - 1].Kind == TokenKind.Word ? end : -1;
            if (!(at[end].Kind == TokenKind.Sign ? end > from && at.SignAt(end) == '-' && IsGlued(end) : IsFreeWord(end)))
                return -1;
        }

        return -1;
    }

    // A word that may stand in a name: no verb of a story, no adverb, nothing that limits, denies or tells a time
    private bool IsFreeWord(int index) =>
        at[index].Kind == TokenKind.Word && at.Letters(index).Length > 2 && (at.KindsAt(index) & NotAbsorbed) == 0 && !NotInName.Contains(at[index].Spelling) && !Prepositions.Contains(at[index].Spelling) && !at.Letters(index).EndsWith("ly", StringComparison.OrdinalIgnoreCase) &&
        !(at.Letters(index).EndsWith("ing", StringComparison.OrdinalIgnoreCase) && at.Upper(index) is not ("BLEEDING" or "SWELLING" or "VOMITING"));

    private bool WaitsForNoun(int end) => (EndsWithOne(at.Letters(end - 1), NoNounEndings) && !EndsWithOne(at.Letters(end - 1), NounEndings)) || at.Upper(end - 1) is "CELL" or "CARDIAC" || (at.Upper(end - 1).StartsWith("ANTI", StringComparison.Ordinal) && !IsHeadNoun(end - 1)) || at.Upper(end - 1).EndsWith("ATE", StringComparison.Ordinal) || (at.SignAt(end - 2) == '-' && at.Upper(end - 3) is "ANTI") || BodyParts.ContainsSingular(at[end - 1].Spelling);

    private static readonly string[] NounEndings = ["ment", "tion", "sion", "ness", "ity", "ism", "cy", "ure", "ance", "ence", "phy", "age", "tein", "ion", "dose", "asis", "esis"];

    // What is a noun by its ending, or a plural
    private bool IsNoun(int index) => IsHeadNoun(index) || EndsWithOne(at.Letters(index), NounEndings) || IsPlural(index);

    // A name of its own, of the kind of the next
    private CriterionNode? OwnItem(int from, int end)
    {
        var (here, unread, deep) = (at.Position, residue.Count, depth);
        // "abuse drugs or alcohol": a verb; "Parkinson's or other disease": a disease named before its noun
        // "clinically meaningful thrombosis": a name with what stands before it
        if ((at.KindsAt(end - 1) & TokenCursor.Bits(WordKind.Condition, WordKind.Therapy)) != 0 || (from > 0 && at.Letters(from - 1).EndsWith("ly", StringComparison.OrdinalIgnoreCase)))
            return null;
        if ((VagueItems.ContainsSingular(at[end - 1].Spelling) && end == from + 1) || (end > from + 1 && Has(ConditionNouns, from)) || at.Letters(end - 1).ContainsAny('\'', '’') || depth >= DeepestNesting - 1)
            return null;
        SkipItemLead();
        var noun = at.Position;
        depth++;
        var next = Term();
        depth = deep;
        var ends = at.Position;
        Back(here, unread);
        if (next is null || Heads(next) is not { Count: > 0 } heads || (!IsNoun(end - 1) && SharesLastNoun(noun, ends)) || heads.Exists(IsPlaced))
            return null;
        at.Position = end;
        while (from > 0 && at.Upper(from - 1) is "BLOOD" or "WHOLE" or "TOTAL")
            from--;
        var name = Singular(Small(at.Text(from, end)));
        var isCondition = Has(ConditionNouns, end - 1) || EndsWithOne(at.Letters(end - 1), ConditionEndings) || (!Has(TherapyNouns, end - 1) && !EndsWithOne(at.Letters(end - 1), TherapyEndings) && heads[0] is Condition);
        return isCondition ? new Condition(name) : new Therapy(name);
    }

    private bool IsHeadNoun(int index) => Has(ConditionNouns, index) || Has(TherapyNouns, index) || EndsWithOne(at.Letters(index), ConditionEndings) || EndsWithOne(at.Letters(index), TherapyEndings);

    // "vision or hearing impairment": a noun before a name of two nouns may wait for the last of them.
    private bool SharesLastNoun(int from, int to)
    {
        var last = from;
        while (last + 1 < to && at[last + 1].Kind == TokenKind.Word && !Prepositions.Contains(at[last + 1].Spelling) && at.Upper(last + 1) is not ("OR" or "AND") && !IsWithinAt(last + 1))
            last++;
        return last > from && IsHeadNoun(last);
    }

    // "infiltration or surgery in the area": the place may be meant for both.
    private static bool IsPlaced(CriterionNode head) => head is Condition { Concept: var condition } ? condition.Contains(" in ", StringComparison.Ordinal) : head is Therapy { Concept: var therapy } && therapy.Contains(" in ", StringComparison.Ordinal);

    private bool IsModifierAt(int index) => (at.KindsAt(index) & TokenCursor.Bits(WordKind.Modifier)) != 0;

    // The last name, and the same noun behind each of the words before it
    private CriterionNode? SharedWords(List<(int From, int To)> items)
    {
        var (here, unread) = (at.Position, residue.Count);
        var modifiers = TakeModifiers();
        var named = at.Position;
        var isCondition = at.Is(WordKind.Condition);
        var concept = modifiers.Count > 1 || residue.Count > unread ? null : at.TakeWhole(WordKind.Condition) ?? at.TakeWhole(WordKind.Therapy) ?? TakeOpenName(out isCondition);
        var noun = modifiers.Count == 1 ? named : named + 1 + (at.SignAt(named + 1) == '-' ? 2 : 0);
        // "lymph node metastases", "substance abuse disorder": two nouns before the last
        if (noun + 1 < at.Position && (at.Upper(noun) is "NODE" or "NODES" || IsHeadNoun(noun)))
            noun = at.Position - 1;
        if (concept is null || (!isCondition && modifiers is [var state] && OfDiseases.Contains(state)) || concept.Contains('+', StringComparison.Ordinal) || noun >= at.Position || at[noun].Kind != TokenKind.Word || !IsHeadNoun(at.Position - 1))
        {
            Back(here, unread);
            return null;
        }

        var concepts = isCondition ? Concepts.Conditions : Concepts.Therapies;
        var shared = at.Text(noun, at.Position);
        // "intermediate or high-grade lymphoma"
        if (modifiers is [var graded] && graded.IndexOf('-', StringComparison.Ordinal) is > 0 and var hyphen && items.TrueForAll(item => item.To == item.From + 1))
            shared = graded[hyphen..] + " " + shared;
        else if (modifiers.Count == 0 && at.SignAt(named + 1) == '-' && items.TrueForAll(item => item.To == item.From + 1))
            shared = at.Text(named + 1, at.Position);
        var names = items.ConvertAll(item => Singular(Small($"{at.Text(item.From, item.To)} {shared}".Replace(" -", "-", StringComparison.Ordinal)))).ConvertAll(name => concepts.FindSpelling(name)?.Name ?? name);
        names.Add(modifiers is [var modifier] ? $"{modifier} {concept}" : concept);
        // "unstable medical or psychiatric disorder": what stands before the first is said of all.
        if (items[0] is var first && first.To > first.From + 1 && at.SignAt(first.From + 1) != '-' && at.Upper(first.To - 1) is not "CELL" && IsModifierAt(first.From) && at.Text(first.From, first.From + 1).ToLowerInvariant() is var lead)
            names = names.ConvertAll(name => name.StartsWith(lead, StringComparison.Ordinal) ? name : $"{lead} {name}");
        return Existing(string.Join('+', names), [], [], isCondition);
    }
}
