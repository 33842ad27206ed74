using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Looks;

/// <summary>The boundaries of one comparison over the information, with the statistic at the looks made.</summary>
/// <param name="Comparison">What it is called: <c>B-C</c>.</param>
/// <param name="Points">The looks made and those planned, by information.</param>
public sealed record BoundaryLine(string Comparison, IReadOnlyList<BoundaryPoint> Points)
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
            var points = seen.ConvertAll(one => new BoundaryPoint(one.Information, one.Boundary, one.Z, one.FutilityBoundary));
            return new BoundaryLine(comparison.Name, made.Count > 0 && made[^1].IsFinal ? points : [.. points, .. ToCome(plan, comparison, seen)]);
        })];
    }

    // As they would be if the looks that are left came at the information planned, and no other comparison were rejected.
    private static IEnumerable<BoundaryPoint> ToCome(StatisticalPlan plan, PlannedComparison comparison, List<LookComparison> seen)
    {
        var share = seen.LastOrDefault(one => one.Share > 0)?.Share ?? comparison.Weight * plan.Alpha;
        var left = LookCalculation.Left(plan, comparison, seen.Count, seen.Count > 0 ? seen[^1].Information : 0);
        if (left.Count == 0 || !(share > 0))
            return [];
        try
        {
            List<double> fractions = [.. seen.Select(one => one.Information), .. left];
            var design = SequentialDesign.Spend(plan.Spending, fractions, share);
            var isBinding = plan.Futility is { IsBinding: true };
            List<double?> futility = [.. left.Select((_, at) => FutilityBoundary.At(plan, [.. fractions.Take(seen.Count + at + 1)], [.. left.Skip(at + 1)], isBinding ? comparison.Weight * plan.Alpha : share))];
            List<double> stopsBelow = [.. seen.Select(one => one.FutilityBoundary).Concat(futility).Select(boundary => boundary ?? double.NegativeInfinity)];
            return left.Select((information, at) => new BoundaryPoint(information, isBinding ? Counting(seen.Count + at) : design.Limits[seen.Count + at], null, futility[at]));

            double Counting(int look) => BindingLimits.Last(plan.Spending, fractions[..(look + 1)], share, stopsBelow[..look], isFinal: look + 1 == fractions.Count);
        }
        catch (StatisticsException)
        {
            // The information seen did not rise: nothing can be drawn of what is to come.
            return [];
        }
    }
}
