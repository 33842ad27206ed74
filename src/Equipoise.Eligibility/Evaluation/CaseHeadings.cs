using System.Text.RegularExpressions;
using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>Entries below a heading that speaks of some participants only: a cohort, a group of risk. Whoever does not fulfill them may belong to
/// another, so that nobody can say by them who may take part.</summary>
internal static partial class CaseHeadings
{
    /// <summary>The ids of the entries that stand below such a heading, at whatever depth.</summary>
    public static IReadOnlySet<string> Below(IReadOnlyList<Criterion> criteria)
    {
        HashSet<string>? below = null;
        HashSet<string>? headings = null;
        foreach (var criterion in criteria)
        {
            if (criterion.Parent is { } parent && (headings?.Contains(parent) == true || below?.Contains(parent) == true))
                (below ??= []).Add(criterion.Id);
            if (criterion is { Tree: null, Evaluability: Evaluability.Administrative, Grouping: Grouping.Each } && Cases().IsMatch(criterion.Text))
                (headings ??= []).Add(criterion.Id);
        }

        return below ?? [];
    }

    [GeneratedRegex(@"\brisk factors?\b|\b(?:poor|good|high|low|standard|average|intermediate)[- ]risk\b|^(?:cohort|arm|group|stratum)\s+(?:[A-Z]|\d+)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cases();
}
