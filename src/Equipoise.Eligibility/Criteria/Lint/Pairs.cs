namespace Equipoise.Eligibility.Criteria.Lint;

/// <summary>Criteria that say the same, or that nobody fulfills together.</summary>
internal static class Pairs
{
    public static List<LintFinding> Duplicates(IReadOnlyList<Criterion> criteria)
    {
        var found = new List<LintFinding>();
        var byTree = criteria.Where(criterion => criterion is { Tree: not null, Evaluability: not Evaluability.Partial })
            .GroupBy(criterion => CriteriaJson.Write(criterion.Tree), StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        foreach (var group in byTree)
        {
            string[] ids = [.. group.Select(criterion => criterion.Id)];
            if (group.DistinctBy(criterion => criterion.Polarity).Count() > 1)
                found.Add(new LintFinding("inclusion-equals-exclusion", ids, "The same is asked for and excluded: nobody can take part."));
            else if (group.DistinctBy(criterion => criterion.Parent, StringComparer.Ordinal).Count() == 1)
                // The lists of two cohorts may well repeat each other.
                found.Add(new LintFinding("duplicate", ids, "These say the same."));
        }

        return found;
    }

    // Two limits that every participant must fulfill and that no value does; and a treatment both asked for and ruled out.
    public static List<LintFinding> Contradictions(IReadOnlyList<Criterion> criteria)
    {
        var found = new List<LintFinding>();
        foreach (var limits in CriteriaLeaves.Required(criteria).GroupBy(pair => pair.Bound.What, StringComparer.Ordinal))
        {
            // The highest lower limit and the lowest upper one: if these two leave room, all do.
            var lower = limits.Where(pair => pair.Bound.IsLower).OrderByDescending(pair => (pair.Bound.Limit, pair.Bound.Comparison)).FirstOrDefault();
            var upper = limits.Where(pair => pair.Bound.IsUpper).OrderBy(pair => pair.Bound.Limit).ThenByDescending(pair => pair.Bound.Comparison).FirstOrDefault();
            if (lower.Bound is not null && upper.Bound is not null && lower.Bound.Excludes(upper.Bound) && StandTogether(lower.Criterion, upper.Criterion))
                found.Add(new LintFinding("contradiction", [.. new[] { lower.Criterion.Id, upper.Criterion.Id }.Distinct(StringComparer.Ordinal)], $"No value of {limits.Key} fulfills both limits."));
        }

        found.AddRange(Washouts(criteria));
        return found;
    }

    /// <summary>Limits that never decide, because another of the same list is stricter. Only criteria that say nothing else are laid beside each
    /// other, so that a limit for some participants is not taken for one for all.</summary>
    public static List<LintFinding> NeverDeciding(IReadOnlyList<Criterion> criteria)
    {
        var found = new List<LintFinding>();
        var alternatives = criteria.Where(criterion => criterion.Grouping != Grouping.Each).Select(criterion => criterion.Id).ToHashSet(StringComparer.Ordinal);
        var plain = criteria.Where(criterion => criterion is { Tree: Measurement { Within: null } or AgeLimit, Grouping: Grouping.Each } && criterion.Evaluability != Evaluability.Partial && (criterion.Parent is null || !alternatives.Contains(criterion.Parent)))
            .Select(criterion => (Criterion: criterion, Bound: Bound.Of(criterion.Tree!, denied: criterion.Polarity == Polarity.Exclusion))).Where(pair => pair.Bound is not null && (pair.Bound.IsLower || pair.Bound.IsUpper));
        foreach (var limits in plain.GroupBy(pair => (pair.Criterion.Polarity, pair.Criterion.Parent, pair.Bound!.What, pair.Bound.IsLower)))
        {
            var strictest = limits.Key.IsLower ? limits.MaxBy(pair => (pair.Bound!.Limit, pair.Bound.Comparison == Comparison.Above)) : limits.MinBy(pair => (pair.Bound!.Limit, pair.Bound.Comparison != Comparison.Below));
            found.AddRange(limits.Where(pair => pair.Bound!.Limit != strictest.Bound!.Limit).Select(pair => new LintFinding("unreachable-limit", [pair.Criterion.Id, strictest.Criterion.Id], $"The first never decides: the second is stricter about {limits.Key.What}.")));
        }

        return found;
    }

    // Lists of two cohorts stand beside each other; a limit at the top holds for all.
    private static bool StandTogether(Criterion left, Criterion right) =>
        left.Parent is null || right.Parent is null || string.Equals(left.Parent, right.Parent, StringComparison.Ordinal);

    // "chemotherapy within 4 weeks" asked for, "no chemotherapy within 6 weeks" too
    private static IEnumerable<LintFinding> Washouts(IReadOnlyList<Criterion> criteria)
    {
        var required = criteria.Where(criterion => criterion is { Polarity: Polarity.Inclusion, Tree: not null, Parent: null, Evaluability: not Evaluability.Partial })
            .SelectMany(criterion => CriteriaLeaves.Together(criterion.Tree!).OfType<Therapy>().Where(leaf => leaf is { Within.Direction: "before", Comparison: null }).Select(leaf => (criterion.Id, Leaf: leaf)))
            .ToList();
        foreach (var (id, given) in required.Where(pair => pair.Leaf.Exists))
        {
            foreach (var (other, none) in required.Where(pair => !pair.Leaf.Exists && string.Equals(pair.Leaf.Concept, given.Concept, StringComparison.Ordinal)))
            {
                if (string.Equals(given.Within!.Unit, none.Within!.Unit, StringComparison.Ordinal) && given.Within.Value <= none.Within.Value)
                    yield return new LintFinding("contradiction", [.. new[] { id, other }.Distinct(StringComparer.Ordinal)], $"{given.Concept} is asked for and ruled out in the same time.");
            }
        }
    }
}
