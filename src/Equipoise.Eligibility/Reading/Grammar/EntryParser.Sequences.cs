using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Statements one after another, and how their links make groups of them.</summary>
internal sealed partial class EntryParser
{
    // sequence := term (link term)*
    private CriterionNode? Sequence()
    {
        if (++depth > DeepestNesting || Term() is not { } first)
        {
            depth--;
            return null;
        }

        if (!at.AtStop)
            return SequenceFrom(first);
        depth--;
        return DatedOnce(first);
    }

    private CriterionNode SequenceFrom(CriterionNode first)
    {
        var nodes = new List<CriterionNode> { first };
        var links = new List<Link>();
        var starts = new List<(int Start, int End, bool Framed)>();
        var own = 0;
        var orListed = false;
        while (true)
        {
            if (SkipWithOrWithout() || GuardsGroup(nodes, links))
                continue;
            var start = at.Position;
            var unread = residue.Count;
            if (TakeLinkOrLines(out var counted) is not { } link)
                break;
            var listed = link == Link.Or && at.SignAt(start) == ';';
            var (linkEnd, ofSame) = (at.Position, related);
            DoubtDenied(nodes[^1], start);
            if (BeginsAnew(link))
            {
                EndBefore(link, start, unread);
                break;
            }

            var told = SaysWhen();
            var history = SkipPeopleAgain(link, nodes[^1]) | IsHistory() || SaysPriorAnew(start);
            var (absorbed, requiring) = (GoesOnAbsorbed(link, history || told), at.WordIs("requiring") && link != Link.And);
            if (TermOrItem(link, nodes, start) is not { } next || (link == Link.Beside && !MayStandBeside(nodes[^1], next)) || (counted && next is not Measurement { Variable: PriorLines }) || EndsGuard(link, nodes[^1], next))
            {
                Back(start, unread);
                break;
            }

            if (IsUnderGuard(nodes, links, (link, start), next))
                continue;

            (related, (link, next)) = (ofSame, Sharing(link, (start, linkEnd), nodes, links, next));
            DoubtLink(link, nodes[^1], next, IsDoubtfulItem(link, nodes[^1], next, start, linkEnd) || requiring || (absorbed && !history && !told && IsNarrowedWith(nodes[^1], next)) || (!history && IsRequiredWithNext(link, nodes[^1], next)), start..linkEnd);
            starts.Add((start, linkEnd, history || told || BeginsFrame(linkEnd)));
            links.Add(link == Link.Or && AreBothOf(start, nodes[^1], next) ? Link.And : link);
            nodes.Add(told || link is Link.With or Link.Beside or Link.Stop ? next : AsCurrent(nodes[^1], next));
            orListed |= listed;
            own = history ? nodes.Count - 1 : own;
        }

        depth--;
        ShareStudiedPart(nodes, links);
        ReadList(nodes, links, Aligned(starts, links.Count));
        own = Math.Min(own, nodes.Count - 1);
        return orListed || !links.Contains(Link.Stop) || !links.Contains(Link.Or) ? Grouped(nodes, links, own) : InParts(nodes, links, own);
    }

    private void EndBefore(Link link, int start, int unread)
    {
        var unsaid = (link == Link.Or && washouts == 0) || (link == Link.Stop && !BeginsStatement());
        Back(start, unread);
        if (unsaid)
            residue.Add(start);
    }

    private void DoubtLink(Link link, CriterionNode before, CriterionNode next, bool doubtful, Range words)
    {
        // "busulfan/melphalan conditioning": one treatment of two drugs
        if (at.SignAt(words.Start.Value) == '/' && before is Therapy { Concept: var drug } && next is Therapy { Concept: var regimen } && !(drug.StartsWith("current ", StringComparison.Ordinal) ? drug[8..] : drug).Contains(' ', StringComparison.Ordinal) && (regimen.EndsWith("regimen", StringComparison.Ordinal) || regimen.EndsWith("conditioning", StringComparison.Ordinal) || regimen.EndsWith("combination", StringComparison.Ordinal)))
            residue.Add(words.Start.Value);
        if (doubtful || IsDoubtful(related ? Link.Beside : link, before, next))
            residue.Add(words.Start.Value);
        if (link == Link.And && IsDoubtfulAnd(before, next))
            residue.AddRange(Enumerable.Range(words.Start.Value, words.End.Value - words.Start.Value));
    }

    // What a statement shares with the one before it, and whether a stroke between them means "and"
    private (Link Link, CriterionNode Next) Sharing(Link link, (int Start, int End) place, List<CriterionNode> nodes, List<Link> links, CriterionNode next)
    {
        SharePlace(nodes, links, link, place.End);
        if (at.SignAt(place.Start) != ';')
            (nodes[^1], next) = SharesHead(link, nodes[^1], next, place.End);
        var before = nodes[^1] = SharesGradeBehind(link, nodes[^1], next);
        // "melanoma or lymphoma that is metastatic": both, or the last of them
        if (saidAfter && link is Link.Or or Link.Comma && next is Condition or AnyOf && Leaves(before).Any(leaf => leaf is Condition { Exists: true } tumor && IsCancer(tumor)))
            residue.Add(place.Start);
        return (link == Link.Or && at.SignAt(place.Start) == '/' && AreOpposite(before, next) ? Link.And : link, SharesSuspicion(link, before, SharesDegree(link, before, next) ?? SharesTwoStates(link, before, next) ?? SharesState(link, before, next) ?? next, place.End));
    }

    // "no heart block without a pacemaker": who has both is not meant.
    private void DoubtDenied(CriterionNode before, int start)
    {
        if (at.Position == start && at.WordIs("without") && Negated(before))
            residue.Add(start);
    }

    // "a; b; c or d": an "or" reaches no further than its semicolons.
    private CriterionNode InParts(List<CriterionNode> nodes, List<Link> links, int own)
    {
        var parts = new List<CriterionNode>();
        for (var from = 0; from < nodes.Count;)
        {
            var stop = links.IndexOf(Link.Stop, from);
            var end = stop < 0 ? nodes.Count : stop + 1;
            parts.Add(Grouped(nodes[from..end], links[from..(end - 1)], Math.Clamp(own - from, 0, end - from - 1)));
            from = end;
        }

        return Combine(parts, [.. Enumerable.Repeat(Link.Stop, parts.Count - 1)], 0);
    }

    private CriterionNode Grouped(List<CriterionNode> nodes, List<Link> links, int own)
    {
        // "diabetes with glucose > 180 mg/dL or HbA1c > 9%": limits are no alternative to a disease, so all of them narrow it.
        if (links.Count > 1 && links[0] is Link.With && nodes[0] is Condition && nodes.Skip(1).All(IsLimited) && !links.Skip(1).Any(link => link is Link.With or Link.Stop))
            return Joined([nodes[0], Combine(nodes[1..], links[1..], 0)]);
        // "T1-2 N1, T3 N0 rectal cancer": either stage, of the tumor behind them
        if (links.Count > 1 && links[^1] is Link.Beside && nodes[^1] is Condition && AreStagesApart(nodes[..^1]))
            return Joined([StagesApart(nodes[..^1]), nodes[^1]]);
        if (OneAndAny(nodes, links) is { } both)
            return both;
        if (StagedByAll(nodes, links) is > 0 and var staged)
            return Joined([.. nodes[..staged], Combine(nodes[staged..], links[staged..], 0)]);
        if (IsLimitedByAny(nodes, links))
        {
            if (!nodes.Skip(1).All(node => node is Measurement || IsTnm(node)))
                residue.Add(at.Position - 1);
            return Joined([nodes[0], Combine(nodes[1..], links[1..], 0)]);
        }

        if (IsMarkedByAll(nodes, links))
            return Joined([nodes[0], Combine(nodes[1..], links[1..], 0)]);
        // "MSI-H or dMMR solid tumor": either, of the disease named after them
        if (links.Count > 1 && links[^1] is Link.Beside && links[..^1].TrueForAll(link => link is Link.Or or Link.Comma) && links[..^1].Contains(Link.Or) && ((nodes[..^1].TrueForAll(IsBiomarker) && nodes[^1] is Condition && !IsBiomarker(nodes[^1])) || (nodes[..^1].TrueForAll(IsMenopausal) && nodes[^1] is Circumstance { Kind: CircumstanceKind.Sex })))
            return new AllOf([Combine(nodes[..^1], links[..^1], own), nodes[^1]]);
        // "hypertension defined as a or b": what is defined by what, nobody can tell. "gout and asthma who are on warfarin" is all of it.
        if (links.Contains(Link.With) && !IsMarkedTumor(nodes, links) && !(Relates && polarity == Polarity.Inclusion && negations == 0 && links.TrueForAll(link => link is Link.With or Link.And)) && (links.Contains(Link.Or) || links.Contains(Link.And) || links.Contains(Link.Comma)))
            residue.Add(at.Position - 1);
        if (links.Contains(Link.Beside) && links.Contains(Link.Or) && nodes.Exists(node => node is Condition) && !EndsMarked(nodes, links))
            residue.Add(at.Position - 1);
        return Combine(nodes, links, own);
    }

    // "not pregnant and not nursing": the second negation is its own; so is the time in "less than 5 days since a or more than
    // 30 days since b".
    private bool BeginsAnew(Link link) =>
        (negations > 0 && (link == Link.Stop || (link == Link.And && at.Upper(at.Position) is "AGREE" or "AGREES" or "WILLING" or "ABLE" or "MUST" or "USE") || (link is not Link.With && at.Is(WordKind.Not) && (!at.WordIs("without") || at.Upper(at.Position - 1) is "AND" or "OR") && !(at.WordIs("non") && at.Is(WordKind.Condition))) || (link is Link.Or && at.Is(WordKind.Operator) && IsSinceAhead()))) || (washouts > 0 && (at.Is(WordKind.Operator) || at.NumberHere is not null));

    // "no heart failure or at least 1 year since infarction": a time that has passed is not denied.
    private bool IsSinceAhead() => at.Holds(WordKind.Since) && Enumerable.Range(at.Position, Math.Min(8, at.Count - at.Position)).Any(i => at.Upper(i) is "SINCE");

    // "prior", "received"; but "any" and "other" say nothing of a time.
    private bool SaysWhen() => at.Is(WordKind.History) && at.Upper(at.Position) is not ("ANY" or "OTHER" or "ANOTHER" or "USE" or "ADMINISTRATION" or "TREATMENT" or "THERAPY");

    // "not pregnant; negative pregnancy test": what follows is no part of what is denied.
    private bool BeginsStatement() => at.AtEnd || at.Is(WordKind.Not) || at.Is(WordKind.NegativeTest) || at.Is(WordKind.Childbearing) || at.Is(WordKind.Operator) || at.Is(WordKind.Variable) || at.Is(WordKind.Heading) || at.Is(WordKind.ConsentVerb) || at.Is(WordKind.If);

    // "or a recent (within 6 months) history of": its time is its own.
    private bool IsHistory() => BeginsRecent() || at.WordIs("recent") || at.WordIs("history") || (at.WordIs("a") && string.Equals(at.Word(at.Position + 1), "history", StringComparison.OrdinalIgnoreCase));

    // "toxicity with zidovudine" is no toxicity beside a drug; an exception to one cancer, or from one of several limits, may be
    // meant for all.
    private static bool IsDoubtful(Link link, CriterionNode before, CriterionNode next) =>
        (next is Therapy && before is Condition { Concept: var needing } && needing.Contains(" requiring ", StringComparison.Ordinal)) ||
        next is Therapy { Concept: "excipients" } || IsExceptedForBoth(before, next) || (before is Therapy { Comparison: not null } && next is Therapy { Comparison: null }) || (link == Link.With && before is Condition { Concept: "infection" }) || (link == Link.With && IsExistence(before) && Leaves(next).Any(leaf => leaf is Therapy)) || (link == Link.And && next is AnyOf { Of: [Measurement or AllOf, Condition or Therapy] } && Leaves(before).All(leaf => leaf is Measurement) && !IsClottingOf(before, next)) ||
        (next is AllOf or Not && next.Parts.Any(part => part is Not or Condition { Exists: false }) && AreBothCancers(before, next)) || (next is Condition { Exists: false } last && Viruses.Contains(last.Concept) && before is Condition { Exists: true }) || ExceptsFromBoth(before, next) || IsAmenableWithNext(before, next) || IsStageOfNext(before, next) || IsPlacedWithNext(before, next) || IsCauseWithNext(before, next) || IsEffectWithNext(before, next);

    // "antiretroviral or immunomodulating agent other than zidovudine": the exception is one of the first, not of the last.
    private static bool ExceptsFromBoth(CriterionNode before, CriterionNode next) =>
        next is AllOf { Of: [Therapy head, ..] } && before is Therapy first &&
        next.Parts.Skip(1).SelectMany(Leaves).Any(except => except is Therapy one && AreRelated(first.Concept, one.Concept, Concepts.Therapies) && !AreRelated(head.Concept, one.Concept, Concepts.Therapies));

    // "thrombosis or embolism, unless on a stable dose of heparin": what a treatment excuses may be both.
    private static bool IsExceptedForBoth(CriterionNode before, CriterionNode next) =>
        before is Condition { Exists: true } && next is AllOf { Of: [Condition { Exists: true }, ..] } && next.Parts.Skip(1).All(part => part is Therapy { Exists: false } or Not && Leaves(part).All(leaf => leaf is Therapy));

    // "aspirin or NSAID-induced asthma": what is induced may be so by both.
    private static bool IsCauseWithNext(CriterionNode before, CriterionNode next) => before is Therapy && next is Condition { Concept: var induced } && Array.Exists(Causes, cause => induced.Contains(cause, StringComparison.Ordinal));

    // "nausea or vomiting due to chemotherapy": the cause may be that of both.
    private static bool IsEffectWithNext(CriterionNode before, CriterionNode next) => before is Condition { Concept: var first } && !OfNoDegree.Contains(first) && !first.Contains(" to ", StringComparison.Ordinal) && next is Condition { Concept: var second } && (second.Contains(" due to ", StringComparison.Ordinal) || second.Contains(" secondary to ", StringComparison.Ordinal));

    private static readonly string[] Causes = ["-induced ", "-related ", "-associated ", "-resistant ", "-refractory ", "-dependent ", "-sensitive ", "-intolerant "];

    private static readonly string[] Unplaced = ["adenocarcinoma", "squamous cell carcinoma", "small cell carcinoma", "undifferentiated carcinoma"];

    // "adenocarcinoma or mucinous carcinoma of the colon": the place may be meant for both.
    private static bool IsPlacedWithNext(CriterionNode before, CriterionNode next) =>
        before is Condition { Concept: var first } && next is Condition { Concept: var second } && second.Contains(" of ", StringComparison.Ordinal) && !second.Contains("in situ", StringComparison.Ordinal) && Array.Exists(Unplaced, kind => first.EndsWith(kind, StringComparison.Ordinal));

    // "stage I or in situ cervical cancer": the stage is that of the cancer named later.
    private static bool IsStageOfNext(CriterionNode before, CriterionNode next) =>
        before is Condition { Concept: var stage } && stage.StartsWith("stage ", StringComparison.Ordinal) && !stage[6..].Contains(' ', StringComparison.Ordinal) && next is Condition condition && condition.Concept is not "metastases" && (IsCancer(condition) || condition.Concept.StartsWith(InSitu, StringComparison.Ordinal));

    // link := [","] ("and" | "or" | "and/or" | "but") | "," | ";" | "/" | nothing
    private Link? TakeLink()
    {
        if (TakeRelative())
            return Link.With;
        var comma = at.Sign is ',' or ';';
        var semicolon = at.Sign is ';';
        if (comma)
            at.Position++;
        // ", e.g. stroke": no statement of its own
        if (comma && at.WordIs("e") && at.Upper(at.Position + 2) is "G")
            return null;
        if (at.Take(WordKind.AndOr) is not null)
            return Link.Or;
        // "INR ≤ 1.5 or PT ≤ 1.5 × ULN; and aPTT …": the semicolon parts what the "or" joins.
        if (at.Take(WordKind.And) is not null)
            return semicolon && polarity == Polarity.Inclusion && negations == 0 && (at.Is(WordKind.Variable) || at.WordIs("either")) ? Link.Stop : Link.And;
        if (at.Take(WordKind.Or) is not null)
        {
            // "treatment with a or with b"
            if (at.WordIs("with") && !at.Is(WordKind.Not))
                at.Position++;
            return Link.Or;
        }

        if (at.TakeWhole(WordKind.But) is not null)
            return Link.And;
        // "lung cancer with documented EGFR mutation": no guard, but what the tumor is
        if (at.WordIs("with") && at.Upper(at.Position + 1) is "DOCUMENTED" or "CONFIRMED" or "KNOWN" && IsGeneAt(at.Position + 2) && Rewind(at.Position + 1))
            return Link.With;
        // "men with breast cancer receiving an LHRH agonist": what they receive comes with what they have.
        if (!comma && polarity == Polarity.Inclusion && negations == 0 && guards == 0 && at.Upper(0) is not ("NO" or "NOT" or "WITHOUT" or "ABSENCE") && at.WordIs("receiving"))
        {
            related = true;
            return Link.With;
        }

        // "gastric cancer that is HER2-negative"
        if (at.Upper(at.Position) is "THAT" or "WHICH" && at.Upper(at.Position + 1) is "IS" or "ARE" && IsGeneAt(at.Position + 2) && Rewind(at.Position + 2))
            return Link.With;
        if (at.Upper(at.Position) is "HARBORING" or "HARBOURING" or "CARRYING" or "BEARING" && IsGeneAt(at.Upper(at.Position + 1) is "A" or "AN" ? at.Position + 2 : at.Position + 1) && Rewind(at.Position + 1))
            return Link.With;
        // "HIV infection without AIDS with CD4 200-500": what comes with it is not what is missing.
        if (withouts > 0 && at.Is(WordKind.With))
            return null;
        if (at.TakeWhole(WordKind.With) is not null || (at.WordIs("with") && at.TakeWhole(WordKind.Filler) is not null))
            return Link.With;
        if (negations == 0 && (at.WordIs("without") || at.WordIs("with") || at.WordIs("independent") || (at.WordIs("in") && (at.Upper(at.Position + 1) is "ABSENCE" || at.Upper(at.Position + 2) is "ABSENCE"))) && at.Is(WordKind.Not))
            return Link.And;
        if (comma && !semicolon && at.Upper(at.WordIs("as") ? at.Position + 1 : at.Position) is "DEFINED" or "DOCUMENTED" or "CONFIRMED" or "EVIDENCED" or "INDICATED" or "MANIFESTED" or "DEMONSTRATED")
            return Link.Beside;
        if (comma)
            return semicolon ? Link.Stop : Link.Comma;
        if (at.TakeSign('/'))
            return Link.Or;
        return at.AtEnd || at.Sign is '.' or ')' ? null : Link.Beside;
    }

    private bool IsGeneAt(int position)
    {
        var here = at.Position;
        at.Position = position;
        var gene = at.Is(WordKind.Gene);
        at.Position = here;
        return gene;
    }

    // "women aged 18 to 65 with diabetes": what a person is, side by side.
    private bool MayStandBeside(CriterionNode left, CriterionNode right) =>
        // "ages 5-10 creatinine ≤ 1.0": a limit for some of them
        !(IsAge(left) && Leaves(right).Any(leaf => leaf is Measurement)) && StandsBeside(left, right);

    private bool StandsBeside(CriterionNode left, CriterionNode right) =>
        // "platelets ≥ 100 × 10⁹/L (no transfusion within 2 weeks)"
        (at.SignAt(at.Position - 1) == ')' && IsLimited(left) && (Leaves(right).All(leaf => leaf is Therapy { Exists: false }) || (right is Not && Leaves(right).All(leaf => leaf is Therapy)))) ||
        left is Circumstance { Kind: CircumstanceKind.Sex } or AgeLimit || right is AgeLimit ||
        (left is AllOf all && all.Of.All(part => part is AgeLimit)) || (right is AllOf range && range.Of.All(part => part is AgeLimit)) ||
        (left is Condition { Exists: true } tumor && BeginsTnm(right) && IsTnm(right) && IsCancer(tumor)) ||
        (IsMenopausal(left) && right is Circumstance { Kind: CircumstanceKind.Sex }) ||
        ((IsBiomarker(left) || IsTnm(left)) && (right is Condition || (right is AnyOf && Leaves(right).All(leaf => leaf is Condition { Exists: true, Concept: var name } && IsSolidTumor(name, anyState: true))))) || right is Circumstance { Kind: CircumstanceKind.Judgment };

    private static bool IsMenopausal(CriterionNode node) => node is Condition { Concept: "postmenopausal" or "premenopausal" or "perimenopausal" };

    // "for patients with liver metastases, AST ≤ 5 × ULN": the limit is no part of the guard.
    private bool EndsGuard(Link link, CriterionNode left, CriterionNode right) =>
        (guards > 0 && IsAge(left) && !IsAge(right)) || (guards > 0 && link is not (Link.And or Link.With or Link.Or) && (IsExistence(left) || IsGuardOfSame(left)) && Leaves(right).Any(leaf => leaf is Measurement));

    // "creatinine ≤ 1.5 × ULN; if creatinine > 1.5 × ULN, clearance …"
    private bool IsGuardOfSame(CriterionNode left) => left is Measurement one && limitedBefore is { } subjects && subjects.Variables.Contains(one.Variable, StringComparer.Ordinal);

    private static bool AreBothCancers(CriterionNode left, CriterionNode right) =>
        Leaves(left).Any(leaf => leaf is Condition { Within: null } condition && IsCancer(condition)) && Leaves(right).Any(leaf => leaf is Condition condition && IsCancer(condition));

    private static bool IsCancer(Condition condition) => QualifiedConcept.Split(condition.Concept, Concepts.Conditions).Concept is { } concept && (Concepts.Conditions.IsA(concept, "other malignancy") || Concepts.Conditions.IsA(concept, "cancer"));

    private static bool IsAge(CriterionNode node) => Leaves(node).All(leaf => leaf is AgeLimit);

    // In an exclusion, "pregnant and nursing women" means either; of other pairs nobody can tell.
    private bool IsDoubtfulAnd(CriterionNode left, CriterionNode right) =>
        negations == 0 && polarity == Polarity.Exclusion && (IsExistence(left) || left is Circumstance { Kind: CircumstanceKind.Judgment }) && (IsExistence(right) || right is Circumstance { Kind: CircumstanceKind.Judgment });

    private static bool IsExistence(CriterionNode node) => node is Condition or Therapy || node.Parts.Any(IsExistence);

    // The alternative of a limit: it speaks of the same variables, or contains the guard's negation.
    private static bool GuardFor(Given guarded, CriterionNode before)
    {
        var then = Leaves(guarded.Then).OfType<Measurement>().Select(leaf => leaf.Variable).ToHashSet(StringComparer.Ordinal);
        var guard = Leaves(guarded.Guard).OfType<Measurement>().Select(leaf => leaf.Variable);
        var already = Leaves(before).ToList();
        return then.Count > 0 && already.Count > 0 && already.TrueForAll(leaf => leaf is Measurement) &&
            already.OfType<Measurement>().All(leaf => then.Contains(leaf.Variable) || guard.Contains(leaf.Variable, StringComparer.Ordinal));
    }

    private static LeafWalk Leaves(CriterionNode node) => new(node);
}
