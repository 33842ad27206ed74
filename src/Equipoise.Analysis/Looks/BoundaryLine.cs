using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Looks;

/// <summary>The boundary of one comparison over the information, with the statistic at the looks made.</summary>
/// <param name="Comparison">What it is called: <c>B-C</c>.</param>
/// <param name="Points">The looks made and those planned, by information: the boundary of Z (infinite where there is no share of the error), and the statistic; null where the look is to come.</param>
public sealed record BoundaryLine(string Comparison, IReadOnlyList<(double Information, double Boundary, double? Z)> Points)
{
    /// <summary>The lines of all comparisons.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="made">The looks made, in order.</param>
    public static IReadOnlyList<BoundaryLine> Of(StatisticalPlan plan, IReadOnlyList<LookFinding> made)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(made);
        return [.. plan.Comparisons.Select(comparison =>
        {
            var seen = made.Select(look => look.Comparisons.FirstOrDefault(one => string.Equals(one.Name, comparison.Name, StringComparison.Ordinal))).OfType<LookComparison>().ToList();
            var points = seen.ConvertAll(one => (one.Information, one.Boundary, (double?)one.Z));
            return new BoundaryLine(comparison.Name, made.Count > 0 && made[^1].IsFinal ? points : [.. points, .. ToCome(plan, comparison, seen)]);
        })];
    }

    // As they would be if the looks that are left came at the information planned, and no other comparison were rejected.
    private static IEnumerable<(double Information, double Boundary, double? Z)> ToCome(StatisticalPlan plan, PlannedComparison comparison, List<LookComparison> seen)
    {
        var share = seen.LastOrDefault(one => one.Share > 0)?.Share ?? comparison.Weight * plan.Alpha;
        var last = seen.Count > 0 ? seen[^1].Information : 0;
        var left = plan.Looks.Skip(seen.Count).Select(look => look.Information).Where(information => information - last >= 0.001).ToList();
        if (left.Count == 0 || !(share > 0))
            return [];
        try
        {
            var design = SequentialDesign.Spend(plan.Spending, [.. seen.Select(one => one.Information), .. left], share);
            return left.Select((information, at) => (information, design.Limits[seen.Count + at], (double?)null));
        }
        catch (StatisticsException)
        {
            // The information seen did not rise: nothing can be drawn of what is to come.
            return [];
        }
    }
}
