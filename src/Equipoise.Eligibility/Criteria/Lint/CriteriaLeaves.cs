namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>The leaves of criteria, and those of them that every participant must fulfill.</summary>
internal static class CriteriaLeaves
{
    /// <summary>The leaves of a criterion that was read whole.</summary>
    public static IEnumerable<CriterionNode> Of(Criterion criterion) => criterion.Tree is null || criterion.Evaluability == Evaluability.Partial ? [] : Of(criterion.Tree);

    public static IEnumerable<CriterionNode> Of(CriterionNode node) => node.Parts.Count == 0 ? [node] : node.Parts.SelectMany(Of);

    /// <summary>What must hold for whoever takes part, as limits: those of inclusions, and the contrary of those of exclusions.</summary>
    public static IEnumerable<(Criterion Criterion, Bound Bound)> Required(IReadOnlyList<Criterion> criteria)
    {
        var alternatives = criteria.Where(criterion => criterion.Grouping != Grouping.Each).Select(criterion => criterion.Id).ToHashSet(StringComparer.Ordinal);
        // Whatever stands below alternatives; an entry comes after the one above it.
        var below = new HashSet<string>(StringComparer.Ordinal);
        foreach (var criterion in criteria)
        {
            if (criterion.Parent is { } parent && (alternatives.Contains(parent) || below.Contains(parent)))
                below.Add(criterion.Id);
        }

        return criteria
            .Where(criterion => criterion is { Tree: not null, Evaluability: not Evaluability.Partial } && !alternatives.Contains(criterion.Id) && !below.Contains(criterion.Id))
            .SelectMany(criterion => (criterion.Polarity == Polarity.Inclusion ? Together(criterion.Tree!) : Either(criterion.Tree!)).Select(leaf => (criterion, Bound: Bound.Of(leaf, denied: criterion.Polarity == Polarity.Exclusion))))
            .Where(pair => pair.Bound is not null)
            .Select(pair => (pair.criterion, pair.Bound!));
    }

    /// <summary>The leaves that all must hold.</summary>
    public static IEnumerable<CriterionNode> Together(CriterionNode node) => node switch
    {
        AllOf all => all.Of.SelectMany(Together),
        AnyOf or AtLeastOf or Not or Given => [],
        _ => [node],
    };

    // Whoever fulfills one of these is out.
    private static IEnumerable<CriterionNode> Either(CriterionNode node) => node switch
    {
        AnyOf any => any.Of.SelectMany(Either),
        AllOf or AtLeastOf or Not or Given => [],
        _ => [node],
    };
}
