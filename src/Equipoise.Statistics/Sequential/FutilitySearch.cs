namespace Equipoise.Statistics.Sequential;

/// <summary>Looks for the limits, above and below, that spend alpha and beta and meet at the last look.</summary>
internal sealed class FutilitySearch(SpendingFunction spending, SpendingFunction betaSpending, double[] fractions, double alpha, double beta, bool isBinding)
{
    private const double MostDrift = 40;
    private readonly double[] upper = new double[fractions.Length];
    private readonly double[] lower = new double[fractions.Length];

    /// <summary>The limits.</summary>
    /// <exception cref="StatisticsException">No drift makes them meet.</exception>
    public SequentialDesign Design()
    {
        // The larger the effect, the less is left below the last upper limit.
        _ = SequentialDesign.Root(Excess, 0, MostDrift);
        lower[^1] = upper[^1];
        return new SequentialDesign(fractions, alpha, 1, upper, lower, isBinding);
    }

    /// <summary>How much more than what beta has left lies below the last upper limit; −1 where the limits meet too early.</summary>
    private double Excess(double drift)
    {
        var (none, effect) = (new SequentialProcess(0), new SequentialProcess(drift));
        var (alphaBefore, betaBefore) = (0.0, 0.0);
        for (var k = 0; k < fractions.Length; k++)
        {
            var (alphaNow, betaNow) = (spending.Spent(alpha, fractions[k]), betaSpending.Spent(beta, fractions[k]));
            upper[k] = SequentialDesign.LimitFor(none, fractions[k], alphaNow - alphaBefore);
            if (k + 1 == fractions.Length)
                return effect.Below(fractions[k], upper[k]) - (betaNow - betaBefore);
            lower[k] = LowerLimit(effect, drift, fractions[k], betaNow - betaBefore);
            if (lower[k] >= upper[k])
                return -1;
            none.Continue(fractions[k], isBinding ? lower[k] : double.NegativeInfinity, upper[k], fractions[k + 1]);
            effect.Continue(fractions[k], lower[k], upper[k], fractions[k + 1]);
            (alphaBefore, betaBefore) = (alphaNow, betaNow);
        }

        return -1;
    }

    private static double LowerLimit(SequentialProcess effect, double drift, double fraction, double probability)
    {
        if (!(probability > 1e-300))
            return double.NegativeInfinity;
        var mean = drift * Math.Sqrt(fraction);
        var (low, high) = (mean - 38, mean + 10);
        if (effect.Below(fraction, high) < probability)
            return double.PositiveInfinity;
        if (effect.Below(fraction, low) > probability)
            return double.NegativeInfinity;
        return MathNet.Numerics.RootFinding.Brent.FindRoot(z => Math.Log(Math.Max(effect.Below(fraction, z), 1e-320) / probability), low, high, 1e-13, 300);
    }
}
