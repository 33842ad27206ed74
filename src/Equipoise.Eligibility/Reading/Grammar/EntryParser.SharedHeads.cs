using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What the first of a list says of the next, which is bare: "intolerance to A or B", "allogeneic marrow or stem cell transplantation", "alcohol or drug
/// abuse"; and what a list says that only seems to be one of names.</summary>
internal sealed partial class EntryParser
{
    private static readonly string[] FindingHeads = ["intolerance to ", "contraindication to ", "sensitivity to ", "resistance to ", "refractoriness to ", "addiction to ", "allergy to ", "compounds similar to "];

    // What the statement before gives to the next; where it was framed anew, nothing.
    private (CriterionNode Before, CriterionNode Next) SharesHead(Link link, CriterionNode before, CriterionNode next, int begins)
    {
        if (link is not (Link.Or or Link.And or Link.Comma))
            return (before, next);
        before = AllergicTo(AbusedWith(before, next), next);
        next = InSamePlace(before, next);
        if (next is Therapy { Exists: true, Comparison: null } given)
        {
            if (!BeginsFrame(begins) && Heads(before) is [.., Condition { Exists: true, Concept: var finding }] && Array.Find(FindingHeads, head => finding.Contains(head, StringComparison.Ordinal)) is { } head)
                return (before, new Condition(finding[..(finding.IndexOf(head, StringComparison.Ordinal) + head.Length)] + given.Concept, Within: given.Within));
            if (Heads(before) is [.., Therapy { Concept: var first }] && OriginOf(first) is { } origin && OriginOf(given.Concept) is null && IsGraft(given.Concept))
                return (before, given with { Concept = origin + given.Concept });
        }

        return (before, next);
    }

    // "spinal cord metastases or compression": what says nothing by itself happens where the first does.
    // "central nervous system lymphoma or leukemia": so is the leukemia.
    private static CriterionNode InSamePlace(CriterionNode before, CriterionNode next) =>
        next is Condition { Exists: true, Concept: "leukemia" or "active leukemia" } blood && Heads(before) is [.., Condition { Exists: true, Concept: var tumor }] && tumor.EndsWith("central nervous system lymphoma", StringComparison.Ordinal) ? blood with { Concept = blood.Concept.Replace("leukemia", "central nervous system leukemia", StringComparison.Ordinal) } :
        next is Condition { Exists: true, Concept: "compression" or "involvement" or "invasion" or "infiltration" or "impairment" or "dysfunction" or "insufficiency" or "failure" or "encasement" or "enlargement" } bare
        && Heads(before) is [.., Condition { Exists: true, Concept: var first }] && first.LastIndexOf(' ') is > 0 and var end
            ? bare with { Concept = first[..(end + 1)] + bare.Concept }
            : next;

    // "allergy or severe intolerance to x": the first is to it as well.
    private static CriterionNode AllergicTo(CriterionNode before, CriterionNode next)
    {
        if (before is not Condition { Exists: true, Within: null, Concept: "allergic reaction" or "contraindication" or "sensitivity" or "intolerance" or "hypersensitivity" } bare || Leaves(next).Any(leaf => leaf is not Condition { Exists: true, Concept: var one } || !(one.Contains("allergy to ", StringComparison.Ordinal) || one.Contains("intolerance to ", StringComparison.Ordinal) || one.Contains("sensitivity to ", StringComparison.Ordinal) || one.Contains("contraindication to ", StringComparison.Ordinal))))
            return before;
        List<CriterionNode> nodes = [.. Leaves(next).Select(leaf => ((Condition)leaf).Concept).Select(one => new Condition((bare.Concept is "allergic reaction" ? "allergy" : bare.Concept) + one[one.IndexOf(" to ", StringComparison.Ordinal)..]))];
        return nodes.Count == 1 ? nodes[0] : new AnyOf(nodes);
    }

    private static string? OriginOf(string concept) => concept.StartsWith("allogeneic ", StringComparison.Ordinal) ? "allogeneic " : concept.StartsWith("autologous ", StringComparison.Ordinal) ? "autologous " : null;

    private static bool IsGraft(string concept) => concept is "PBSCT" or "stem cell transplantation" or "bone marrow transplantation" or "peripheral blood stem cell transplantation" or "umbilical cord blood transplantation";

    // "alcohol or other substance abuse": what is abused waits for the noun of the next.
    private string? abusedBare;

    private CriterionNode AbusedWith(CriterionNode before, CriterionNode next)
    {
        if (before is not (Condition { Exists: true } or Therapy { Exists: true }) || Heads(next) is not [Condition { Concept: var first }, ..] heads)
            return before;
        var (name, within) = before is Condition condition ? (condition.Concept, condition.Within) : (((Therapy)before).Concept, ((Therapy)before).Within);
        if (name is not ("alcohol" or "ethanol" or "drug" or "opioids" or "cocaine" or "cannabis") || !heads.TrueForAll(head => head is Condition { Concept: var one } && IsAbuse(one)))
            return before;
        abusedBare = name;
        List<CriterionNode> nodes = [.. heads.Select(head => ((Condition)head).Concept).Select(one => new Condition(name + one[one.LastIndexOf(' ')..], Within: within))];
        return nodes.Count == 1 ? nodes[0] : new AnyOf(nodes);
    }

    private static bool IsAbuse(string concept) => concept.EndsWith(" abuse", StringComparison.Ordinal) || concept.EndsWith(" dependence", StringComparison.Ordinal) || concept.EndsWith(" misuse", StringComparison.Ordinal) || concept.EndsWith(" addiction", StringComparison.Ordinal);

    // Where nobody can tell how far a word of a list reaches
    private bool IsDoubtfulItem(Link link, CriterionNode before, CriterionNode next, int start, int begins)
    {
        if (link is not (Link.Or or Link.And or Link.Comma))
            return false;
        // "not pregnant, not nursing, or postmenopausal": the last has no "not" of its own.
        if (link is Link.Comma && next is Not { Of: AnyOf } && Negated(before) && HoldsCommaOr(begins))
            return true;
        // "neutropenia or anemia of grade 3 or higher": the grade behind the last may be that of all.
        if (before is Condition { Exists: true, Concept: var first } && next is Condition { Concept: var last } && GradeOf(last) is not null && GradeOf(first) is null && IsGradedBehind(begins))
            return true;
        if (IsFurtherObject(before, next) && !BeginsFrame(begins))
            return true;
        // "gout proven by biopsy or enema", read again without the proof: the "or" was the proof's.
        if (leftOver is not null && link is Link.Or && start > 0 && at[start].Start - at[start - 1].End > 2)
            return true;
        // "cancer proven by mediastinoscopy, thoracotomy or biopsy": how it was proven
        if (before is Condition && next is Therapy && SaysBy(start))
            return true;
        // "taking x, or hypersensitivity, or …": to what, is told for another.
        return before is Condition { Concept: "allergic reaction" or "suspected allergic reaction" } && link is Link.Or && at.Upper(start - 1) is "HYPERSENSITIVITY" or "ALLERGY" or "ALLERGIES";
    }

    private bool HoldsCommaOr(int begins)
    {
        for (var i = begins; i + 1 < at.Position; i++)
        {
            if (at.SignAt(i) == ',' && at.Upper(i + 1) is "OR" or "AND")
                return true;
        }

        return false;
    }

    private bool IsGradedBehind(int begins)
    {
        for (var i = begins + 1; i < at.Position; i++)
        {
            if (at.Upper(i) is "GRADE" or "GRADES" && at.Upper(i - 1) is "OF" or ">" or "≥")
                return true;
        }

        return false;
    }

    private bool SaysBy(int link)
    {
        for (var i = link - 1; i >= 0 && at.SignAt(i) is not ('.' or ';' or ':' or ','); i--)
        {
            if (at.Upper(i) is "BY" or "VIA" or "USING")
                return at.Upper(i - 1) is not ("FOLLOWED" or "CAUSED" or "INDUCED" or "TREATED" or "ACCOMPANIED" or "COMPLICATED");
        }

        return false;
    }

    // "T1 N1; T2 N1; T3 N0": each T begins another alternative.
    private static bool AreStagesApart(List<CriterionNode> nodes) => nodes.Count(BeginsTnm) > 1 && nodes.TrueForAll(IsTnm) && BeginsTnm(nodes[0]);

    private static AnyOf StagesApart(List<CriterionNode> nodes)
    {
        var stages = new List<CriterionNode>();
        for (var i = 0; i < nodes.Count;)
        {
            var end = i + 1;
            while (end < nodes.Count && !BeginsTnm(nodes[end]))
                end++;
            stages.Add(Joined(nodes[i..end]));
            i = end;
        }

        return new AnyOf(stages);
    }

    // "HR-positive, HER2-negative or triple-negative": the comma says "and", and the "or" does not.
    private void DoubtStates(List<CriterionNode> nodes, List<Link> links)
    {
        for (var i = 0; i + 1 < links.Count && negations == 0; i++)
        {
            if (links[i] is Link.Comma && links[i + 1] is Link.Or && nodes[i] is Condition one && nodes[i + 1] is Condition other && one.Exists != other.Exists && IsBiomarker(one) && IsBiomarker(other))
                residue.Add(at.Position - 1);
        }
    }

    // "esophageal cancer, T1-2 N1 or T3 N0", "HPV-positive oropharyngeal cancer, T1 or T2": where the alternatives of one tumor's stage begin; zero for none
    private static int StagedByAll(List<CriterionNode> nodes, List<Link> links)
    {
        var first = nodes.FindIndex(node => IsTnm(node) || node is AnyOf { Of: var of } && of.All(IsTnm));
        if (first < 1 || first == nodes.Count - 1 || links[first - 1] is not (Link.Comma or Link.Beside or Link.With) || links[..(first - 1)].Exists(link => link is Link.Or or Link.Stop) || links[first..].Exists(link => link is not (Link.Or or Link.Comma or Link.And)) || !nodes.Skip(first).All(IsTnm))
            return 0;
        return nodes.Take(first).Count(node => node is Condition { Exists: true } tumor && (IsCancer(tumor) || IsSolidTumor(tumor.Concept, anyState: true))) == 1 && nodes.Take(first).All(node => IsBiomarker(node) || node is Condition) ? first : 0;
    }

    // "prostate cancer, PSA > 20 ng/mL or Gleason score > 7": limits are no alternative to the tumor whose they are.
    private bool IsLimitedByAny(List<CriterionNode> nodes, List<Link> links) =>
        polarity == Polarity.Inclusion && negations == 0 && links.Count > 1 && links[0] is Link.Comma && links[1] is Link.Or && nodes[0] is Condition { Exists: true, Within: null } tumor && nodes[1] is Measurement && (IsCancer(tumor) || IsSolidTumor(tumor.Concept, anyState: true));

    private static bool BeginsTnm(CriterionNode node) => Leaves(node).First() is Condition { Concept: ['T', >= '0' and <= '4', ..] };
}
