using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>One of a list that no table knows, beside one that is known: "warfarin or heparinoids", "cocaine abuse or dependence", "investigational drug or
/// device", "radiotherapy to pelvis or brain".</summary>
/// <remarks>What is joined by "or" is of one kind, so the list tells what the tables do not. The name keeps the text's own words.</remarks>
internal sealed partial class EntryParser
{
    private const int LongestItem = 4;

    private static readonly WordSet NoItems = WordSet.Of(
        "control", "caregiver", "spouse", "sibling", "guardian", "adult", "infant", "adolescent", "derivative", "analog", "analogue", "compound", "component", "product", "others", "healthy", "respectively", "unknown", "thereof", "combination", "formulation", "equivalent", "agents", "alternative", "better", "worse", "greater", "higher", "lower",
        "biopsy", "imaging", "scan", "mri", "pet", "ultrasound", "elisa", "pcr", "blot", "culture", "serology", "cytology", "histology", "radiograph", "enema", "colonoscopy", "endoscopy", "laboratory", "findings", "half", "lives", "phase", "remission", "margins", "sites", "site", "pain", "alcohol", "smoking", "aid", "aids", "organ", "area", "region");

    // What joins a name to other words; what follows the link may be more of those words.
    private static readonly WordSet Joining = WordSet.Of(
        "by", "via", "using", "on", "with", "for", "of", "in", "to", "from", "requiring", "require", "requires", "required", "that", "which", "who", "confirmed", "documented", "as", "involving", "affecting", "during", "at", "per", "after", "before", "within", "under", "since", "not", "than", "containing", "suggesting", "into", "through", "despite", "due", "including", "are", "is", "and");

    private static readonly WordSet BeforeJoining = WordSet.Of("history", "evidence", "presence", "diagnosis", "sign", "treatment", "therapy", "treated", "use", "receipt", "intake", "patient", "subject", "participant", "person", "other", "administration", "exposure", "episode");

    // term | item
    private CriterionNode? TermOrItem(Link link, List<CriterionNode> nodes, int start)
    {
        var before = nodes[^1];
        var (begins, unread) = (at.Position, residue.Count);
        if (link is Link.Or or Link.Comma or Link.And && OtherNoun(before) is { } other)
            return other;
        Back(begins, unread);
        if (link is Link.Or && before is Condition { Concept: var spread } && spread.Contains(" by ", StringComparison.Ordinal) && Array.Exists(Spreading, name => spread.Contains(name + " by ", StringComparison.Ordinal)) && at.TakeWhole(WordKind.Condition) is { } also && EndsItem())
            return WithTime(new Condition(spread[..(spread.LastIndexOf(" by ", StringComparison.Ordinal) + " by ".Length)] + also));
        Back(begins, unread);
        if (Term() is { } term)
            return term;
        if (link is not (Link.Or or Link.Comma) && !(link is Link.And && (negations > 0 || washouts > 0)))
            return null;
        Back(begins, unread);
        if (NextPlace(before, start) is { } placed)
            return placed;
        Back(begins, unread);
        return at.SignAt(start) != '/' && (nodes.TrueForAll(HoldsConditions) || nodes.TrueForAll(HoldsTherapies)) ? UnknownItem(before, start) : null;
    }

    private static bool HoldsConditions(CriterionNode node) => Heads(node) is { Count: > 0 } heads && heads.TrueForAll(head => head is Condition);

    private static bool HoldsTherapies(CriterionNode node) => Heads(node) is { Count: > 0 } heads && heads.TrueForAll(head => head is Therapy);

    // "radiotherapy to the pelvis or upper abdomen", "clots in legs or lungs": the next place of the same thing
    private CriterionNode? NextPlace(CriterionNode before, int link)
    {
        if (Heads(before) is not [.., (Condition { Exists: true } or Therapy { Exists: true }) and var head] || TimeOf(head) is not null)
            return null;
        var concept = head is Condition condition ? condition.Concept : ((Therapy)head).Concept;
        var behind = Math.Max(concept.LastIndexOf(" to ", StringComparison.Ordinal), concept.LastIndexOf(" in ", StringComparison.Ordinal)) + " to ".Length;
        if (behind < " to ".Length)
            return null;
        var place = concept[behind..];
        var words = place.Count(letter => letter == ' ') + 1;
        if (place.Contains('-', StringComparison.Ordinal) || link < words || !string.Equals(at.Text(link - words, link), place, StringComparison.OrdinalIgnoreCase) || EndsWithOne(place, AdjectivesOfPlace) || Has(NoNames, link - 1))
            return null;
        if (at.Upper(at.Position) is "TO" or "IN")
            at.Position++;
        SkipArticle();
        if ((TakeSite() ?? TakePlace()) is not { } next || !EndsItem())
            return null;
        var name = concept[..behind] + next;
        return WithTime(head is Condition ? new Condition(name) : new Therapy(name));
    }

    // "substance abuse or dependence", "investigational agent or device": a noun that has what narrows it from the name before
    private CriterionNode? OtherNoun(CriterionNode before)
    {
        var start = at.Position;
        if (at.AtEnd || at[start].Kind != TokenKind.Word)
            return null;
        if (at.Upper(start) is "INVESTIGATIONAL" or "EXPERIMENTAL")
            at.Position++;
        var noun = at.Upper(at.Position);
        at.Position++;
        if (!EndsItem())
            return null;
        if (before is Therapy { Concept: "investigational agent" or "current investigational agent" or "concurrent investigational agent", Exists: true } && noun is "DEVICE" or "DEVICES" or "THERAPY" or "THERAPIES" or "TREATMENT" or "TREATMENTS" or "PROCEDURE" or "PROCEDURES" or "INTERVENTION" or "INTERVENTIONS" && StandsAt(start - 2, "DRUG", "AGENT", "PRODUCT", "MEDICATION", "COMPOUND", "THERAPY"))
            return WithTime(new Therapy($"investigational {Singular(noun.ToLowerInvariant())}"));
        if (at.Position != start + 1 || KindOf(noun) is not { } kind || before is Condition { Within: not null } || Leaves(before).Any(leaf => leaf is not (Condition { Exists: true } or Therapy { Exists: true })))
            return null;
        var nodes = new List<CriterionNode>();
        foreach (var leaf in Leaves(before))
        {
            var (concept, isCondition) = leaf is Condition condition ? (condition.Concept, true) : (((Therapy)leaf).Concept, false);
            var blank = concept.LastIndexOf(' ');
            if (blank < 0 || !string.Equals(KindOf(concept[(blank + 1)..].ToUpperInvariant()), kind, StringComparison.Ordinal) || concept.Contains(" of ", StringComparison.Ordinal) || concept.Contains(" to ", StringComparison.Ordinal))
                return null;
            var name = $"{concept[..blank]} {Singular(noun.ToLowerInvariant())}";
            nodes.Add(isCondition ? new Condition(Concepts.Conditions.FindSpelling(name)?.Name ?? name) : new Therapy(Concepts.Therapies.FindSpelling(name)?.Name ?? name));
        }

        // "alcohol or other substance abuse or dependence": on alcohol too
        if (kind is "abuse" && abusedBare is { } bare)
            nodes.Insert(0, new Condition($"{bare} {Singular(noun.ToLowerInvariant())}"));
        return WithTime(nodes.Count == 1 ? nodes[0] : new AnyOf(nodes));
    }

    private bool StandsAt(int index, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (at.Upper(index).StartsWith(word, StringComparison.Ordinal) || at.Upper(index + 1).StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // Nouns that name nothing without the words before them, in kinds that may stand for each other
    private static string? KindOf(string noun) => noun switch
    {
        "ABUSE" or "MISUSE" or "DEPENDENCE" or "DEPENDENCY" or "ADDICTION" => "abuse",
        "OBSTRUCTION" or "PERFORATION" => "obstruction",
        "DISEASE" or "DISORDER" or "DAMAGE" or "DYSFUNCTION" or "INSUFFICIENCY" or "FAILURE" or "IMPAIRMENT" or "INJURY" or "TRAIT" or "ANOMALY" or "ANOMALIES" => "disease",
        "MALIGNANCY" or "TUMOR" or "TUMORS" or "NEOPLASM" or "METASTASIS" or "METASTASES" => "tumor",
        "AGONIST" or "AGONISTS" or "ANTAGONIST" or "ANTAGONISTS" or "INHIBITOR" or "INHIBITORS" or "INDUCER" or "INDUCERS" or "MODULATOR" or "MODULATORS" or "BLOCKER" or "BLOCKERS" => "agent",
        "CREAM" or "CREAMS" or "LOTION" or "LOTIONS" or "OINTMENT" or "OINTMENTS" or "GEL" or "GELS" => "cream",
        _ => null,
    };

    // item := word{1,4}, up to the next link, the last of them a noun and one of them known to no table
    private CriterionNode? UnknownItem(CriterionNode before, int link)
    {
        if (Heads(before) is not [.., var head] || TellsMore(link))
            return null;
        SkipItemLead();
        var start = at.Position;
        var unknown = false;
        while (at.Position < at.Count && at.Position - start < LongestItem * 2 && !EndsItem() && at.Sign != '(')
        {
            if (at.Sign == '-' && at.Position > start && at[at.Position].Glued && at.Position + 1 < at.Count && at[at.Position + 1].Glued)
            {
                at.Position++;
                continue;
            }

            var left = leftOver is not null && !chunking && leftOver[at.Position] && IsFreeWord(at.Position) && !Has(NoItems, at.Position) && !BodyParts.ContainsSingular(at[at.Position].Spelling);
            if (!left && !IsItemWord())
                return null;
            unknown |= left || at.IsUnknownAt(at.Position) && at.Letters(at.Position).Length > 3;
            at.Position++;
        }

        var last = at.Position - 1;
        if (!unknown || last < start || at.Position - start > LongestItem + 2 || at[last].Kind != TokenKind.Word || !IsPhraseNoun(last))
            return null;
        // "or other neurological condition": a noun that names nothing without what is said of it
        if (leftOver is not null && !chunking && VagueItems.ContainsSingular(at[last].Spelling))
        {
            if (start == last && at.Upper(start - 1) is not "OTHER")
                return null;
            start -= at.Upper(start - 1) is "OTHER" ? 1 : 0;
        }

        var name = Singular(Small(at.Text(start, at.Position)));
        SkipInitials();
        // "intravitreal, subtenon, or periocular steroids": in the middle of a list it may wait for its noun.
        if (!EndsItem() || name.Contains('\'', StringComparison.Ordinal) || name.Contains('’', StringComparison.Ordinal) || (GoesOnHere() && !IsOfTables(head)))
            return null;
        var isCondition = Has(ConditionNouns, last) || EndsWithOne(at.Letters(last), ConditionEndings) || (head is Condition && !Has(TherapyNouns, last) && !EndsWithOne(at.Letters(last), TherapyEndings));
        return WithTime(isCondition ? new Condition(name) : new Therapy(name));
    }

    // "known", "history of", "other"
    private void SkipItemLead()
    {
        while (SkipFrame() || SkipProof() || at.TakeWhole(WordKind.Known) is not null || at.TakeWhole(WordKind.History) is not null || (at.Upper(at.Position) is "OTHER" or "ANY" or "ANOTHER" or "A" or "AN" or "THE" && Rewind(at.Position + 1)))
        {
        }
    }

    private bool GoesOnHere() => at.Sign is ',' or '/' || at.Is(WordKind.Or) || at.Is(WordKind.And) || at.Is(WordKind.AndOr);

    private static bool IsOfTables(CriterionNode head) => head switch
    {
        Condition condition => QualifiedConcept.Split(condition.Concept, Concepts.Conditions).Concept is not null,
        Therapy therapy => QualifiedConcept.Split(therapy.Concept, Concepts.Therapies).Concept is not null,
        _ => false,
    };

    private bool EndsItem() => EndsPhrase() || at.Sign == '/' || at.Is(WordKind.AndOr) || at.Is(WordKind.Within);

    private bool IsItemWord()
    {
        if (at[at.Position].Kind != TokenKind.Word || (at.Kinds & NotPlain) != 0)
            return false;
        var word = at.Letters(at.Position);
        return word.Length > 2 && !Has(NotPlainWords, at.Position) && !Has(NoNames, at.Position) && !Has(NoItems, at.Position) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase) && !(at.IsUnknownAt(at.Position) && (word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ed", StringComparison.OrdinalIgnoreCase)));
    }

    // "implants, including pacemakers, shrapnel": of what was named before them; so it may be with words that were left out.
    private bool ListsExamples(int link)
    {
        for (var i = link - 1; i >= 0 && at.SignAt(i) is not ('.' or ';'); i--)
        {
            if (at.Upper(i) is "INCLUDING" or "SUCH" or "EXAMPLE" or "INCLUDES" or "BY" || at[i + 1].Start - at[i].End > 2)
                return true;
        }

        return false;
    }

    // "radiotherapy to pelvis or brain", "HIV infection by ELISA or blot": what is behind a name goes on, and not the list.
    private bool TellsMore(int link)
    {
        for (var i = link - 1; i >= 0 && at.SignAt(i) is not (',' or ';' or ':' or '.' or '(' or ')') && at.Upper(i) is not ("OR" or "EXCEPT" or "EXCLUDING" or "THAN"); i--)
        {
            if (at[i].Kind == TokenKind.Word && Joining.Contains(at[i].Spelling) && (i == 0 || at.Upper(i) is not ("OF" or "WITH" or "THAN") || !BeforeJoining.ContainsSingular(at[i - 1].Spelling)))
                return at.Upper(i) is not ("NOT" or "AND") || i == link - 1;
        }

        return ListsExamples(link) || (at.SignAt(link - 1) == ')' ? at.SignAt(link - 3) != '(' : at[Math.Max(0, link - 1)].Kind != TokenKind.Word);
    }
}
