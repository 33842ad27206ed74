using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>What linked statements come to: groups, without what is said twice.</summary>
internal sealed partial class EntryParser
{
    private CriterionNode Combine(List<CriterionNode> nodes, List<Link> links, int own)
    {
        if (nodes.Count == 1)
            return nodes[0];
        if (AreStagesApart(nodes))
            return StagesApart(nodes);
        DoubtStates(nodes, links);
        var stops = links.Select(link => link == Link.Stop).ToArray();
        var unsaid = links[^1] == Link.Comma;
        // A comma means what the next word after it says; "neither a, b and c" means any of them.
        var otherwise = polarity == Polarity.Inclusion && negations == 0 ? Link.And : Link.Or;
        for (var i = links.Count - 1; i >= 0; i--)
        {
            links[i] = links[i] switch
            {
                // "severe, in the investigator's opinion": who says it
                _ when nodes[i + 1] is Circumstance { Kind: CircumstanceKind.Judgment, Concept: "investigator judgment" } => Link.And,
                Link.Comma => i + 1 < links.Count ? links[i + 1] : otherwise,
                Link.Stop => otherwise,
                Link.Beside or Link.With => Link.And,
                Link.And when negations > 0 || (polarity == Polarity.Exclusion && nodes[i] is Circumstance { Kind: CircumstanceKind.Pregnancy }) => Link.Or,
                var link => link,
            };
        }

        // "chemotherapy or radiotherapy for lymphoma": whether the first was also for it, nobody said.
        if (Heads(nodes[^1]) is [.., Therapy last] && last.Concept.Contains(PurposeSign, StringComparison.Ordinal) && nodes.Exists(node => node is Therapy therapy && !therapy.Concept.Contains(PurposeSign, StringComparison.Ordinal)))
            residue.Add(at.Position - 1);
        if (nodes.OfType<Circumstance>().Where(node => node.Kind == CircumstanceKind.Sex).DistinctBy(node => node.Concept, StringComparer.Ordinal).Count() > 1)
            residue.Add(at.Position - 1);
        ShareHalfLives(nodes, own);
        // "lymphoma, myeloma": two diseases that nobody has both of, and no word between them
        if (otherwise == Link.And && unsaid && nodes.Count(node => node is Condition { Exists: true } && !IsTrait(node)) > 1)
            residue.Add(at.Position - 1);
        var present = nodes.ConvertAll(node => Heads(node).Count > 0 && !Heads(node).Exists(Negated));
        if (ShareWindow(nodes, own, stops))
            residue.Add(at.Position - 1);
        ShareMeasuredWindow(nodes, stops);
        DenyTogether(nodes, links, present);
        var alternatives = new List<CriterionNode>();
        var together = new List<CriterionNode> { nodes[0] };
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i] == Link.Or)
            {
                alternatives.Add(Joined(together));
                together = [];
            }

            together.Add(nodes[i + 1]);
        }

        alternatives.Add(Joined(together));
        return alternatives.Count == 1 ? alternatives[0] : new AnyOf([.. alternatives.SelectMany(part => part is AnyOf any ? any.Of : [part])]);
    }

    private static CriterionNode Joined(List<CriterionNode> nodes) =>
        nodes.Count == 1 ? nodes[0] : new AllOf([.. nodes.SelectMany(part => part is AllOf all ? all.Of : [part])]);

    // Groups of one kind within each other are one group, and what is said twice counts once.
    private CriterionNode Tidy(CriterionNode node) => node switch
    {
        AllOf all when TidyParts(all.Of, ofAll: true) is var parts =>
            polarity == Polarity.Exclusion && ExcludeEachOther(parts) ? new AnyOf(parts) : Together(parts),
        AnyOf any when TidyParts(any.Of, ofAll: false) is var parts => parts.Count == 1 ? parts[0] : new AnyOf(parts),
        Not not => new Not(Tidy(not.Of)),
        Given given => new Given(Tidy(given.Guard), Tidy(given.Then), given.Else is null ? null : Tidy(given.Else)),
        _ => node,
    };

    // "younger than 18 and older than 80 years" are not eligible: nobody is both.
    private static bool ExcludeEachOther(List<CriterionNode> parts) => parts switch
    {
        [AgeLimit one, AgeLimit other] => string.Equals(one.Unit, other.Unit, StringComparison.Ordinal) && IsNothing(one.Comparison, one.Value, other.Comparison, other.Value),
        [Measurement one, Measurement other] => string.Equals(one.Variable, other.Variable, StringComparison.Ordinal) && string.Equals(one.Unit, other.Unit, StringComparison.Ordinal) && one.RelativeTo == other.RelativeTo &&
            IsNothing(one.Comparison, one.Value, other.Comparison, other.Value),
        _ => false,
    };

    private static bool IsNothing(Comparison left, decimal one, Comparison right, decimal other) => (left, right) switch
    {
        (Comparison.AtMost or Comparison.Below, Comparison.AtLeast or Comparison.Above) => one < other,
        (Comparison.AtLeast or Comparison.Above, Comparison.AtMost or Comparison.Below) => one > other,
        _ => false,
    };

    private List<CriterionNode> TidyParts(IReadOnlyList<CriterionNode> of, bool ofAll)
    {
        var parts = new List<CriterionNode>(of.Count);
        for (var i = 0; i < of.Count; i++)
        {
            var part = Tidy(of[i]);
            var inner = ofAll ? (part as AllOf)?.Of : (part as AnyOf)?.Of;
            if (inner is null)
                parts.Add(part);
            else
                parts.AddRange(inner);
        }

        return Distinct(parts);
    }

    private static List<CriterionNode> Distinct(List<CriterionNode> parts)
    {
        if (parts.Count > FewParts)
            return [.. parts.Distinct()];
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts.IndexOf(parts[i], 0, i) >= 0)
                parts.RemoveAt(i--);
        }

        return parts;
    }

    // So few are compared with each other sooner than they are hashed.
    private const int FewParts = 8;
}
