using Equipoise.Analysis.Plans;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Looks;

/// <summary>The boundary of futility of one comparison at an interim look.</summary>
internal static class FutilityBoundary
{
    private const double Farthest = 12;

    /// <summary>The value of Z below which the comparison is futile; null where the plan has no rule, no look is left, or nothing could be futile yet.</summary>
    /// <remarks>By conditional power: the Z at which the probability of rejecting later, if the trend goes on, is the rule's (Lan and Wittes 1988). By spending: the lower limit
    /// that spends beta at the information seen and planned (Pampallona, Tsiatis and Kim 2001).</remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="seen">The information fraction of each look by now.</param>
    /// <param name="left">That of the looks that are left, the last 1.</param>
    /// <param name="share">The comparison's share of the error.</param>
    public static double? At(StatisticalPlan plan, IReadOnlyList<double> seen, IReadOnlyList<double> left, double share)
    {
        if (plan.Futility is not { } rule || left.Count == 0 || !(share > 0))
            return null;
        double[] fractions = [.. seen, .. left];
        try
        {
            var boundary = rule.Spending is { } spending
                ? SequentialDesign.SpendBoth(plan.Spending, spending, fractions, share, rule.Power, rule.IsBinding).Futility![seen.Count - 1]
                : WithPower(SequentialDesign.Spend(plan.Spending, fractions, share), seen.Count - 1, rule.ConditionalPower!.Value);
            return double.IsFinite(boundary) ? boundary : null;
        }
        catch (StatisticsException)
        {
            // Looks so close together that no beta is left to spend between them: nothing is futile at this one.
            return null;
        }
    }

    // Conditional power rises with Z: halving finds it.
    private static double WithPower(SequentialDesign design, int look, double power)
    {
        var (low, high) = (-Farthest, Farthest);
        while (high - low > 1e-10)
        {
            var middle = (low + high) / 2;
            var finding = new InterimFinding(design, look, middle);
            (low, high) = finding.ConditionalPower(finding.Trend) < power ? (middle, high) : (low, middle);
        }

        return high;
    }
}
