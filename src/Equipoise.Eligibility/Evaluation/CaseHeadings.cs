using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Criteria.Lint;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Entries below a heading that speaks of some participants only: a cohort, a group of risk. Whoever does not fulfill them may belong to
/// another, so that nobody can say by them who may take part.</summary>
internal static partial class CaseHeadings
{
    /// <summary>The ids of the entries that stand below such a heading, at whatever depth.</summary>
    public static IReadOnlySet<string> Below(IReadOnlyList<Criterion> criteria)
    {
        HashSet<string>? below = null;
        var headings = Contradictory(criteria);
        foreach (var criterion in criteria)
        {
            if (criterion.Parent is { } parent && (headings.Contains(parent) || below?.Contains(parent) == true))
                (below ??= []).Add(criterion.Id);
            if (criterion is { Tree: null, Evaluability: Evaluability.Administrative, Grouping: Grouping.Each } && Cases().IsMatch(criterion.Text))
                headings.Add(criterion.Id);
        }

        return below ?? [];
    }

    // "Younger than 55" beside "at least 55": alternatives, whatever stands above them.
    private static HashSet<string> Contradictory(IReadOnlyList<Criterion> criteria) =>
        criteria.Where(criterion => criterion is { Parent: not null, Polarity: Polarity.Inclusion, Tree: not null, Evaluability: not Evaluability.Partial })
            .GroupBy(criterion => criterion.Parent!, StringComparer.Ordinal)
            .Where(list => list.Skip(1).Any() && Contradict(list))
            .Select(list => list.Key)
            .ToHashSet(StringComparer.Ordinal);

    private static bool Contradict(IEnumerable<Criterion> list) =>
        list.SelectMany(criterion => CriteriaLeaves.Together(criterion.Tree!)).Select(leaf => Bound.Of(leaf, denied: false)).OfType<Bound>().GroupBy(bound => bound.What, StringComparer.Ordinal).Any(limits =>
            limits.Where(bound => bound.IsLower).MaxBy(bound => (bound.Limit, bound.Comparison)) is { } lower && limits.Where(bound => bound.IsUpper).MinBy(bound => bound.Limit) is { } upper && lower.Excludes(upper));

    [GeneratedRegex(@"\brisk factors?\b|\b(?:poor|good|high|low|standard|average|intermediate)[- ]risk\b|^(?:cohort|arm|group|stratum)\s+(?:[A-Z]|\d+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Cases();
}
