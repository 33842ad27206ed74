using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Sequential;

/// <summary>What a group-sequential trial says of its effect at a look: estimates that account for the looks.</summary>
/// <remarks>The effect is the drift δ, the mean of Z at full information; divided by the root of the full information it is a log hazard ratio.
/// Limits for futility are taken as advice and do not enter.</remarks>
/// <param name="Design">The limits.</param>
/// <param name="Look">The look at which the trial stopped, or is, from 0.</param>
/// <param name="Z">Z there.</param>
public sealed record SequentialInterval(SequentialDesign Design, int Look, double Z)
{
    private const double Reach = 40;

    /// <summary>The probability, under a drift, of an outcome at least as extreme in the stage-wise ordering: rejecting at an earlier look, or coming this far
    /// with a larger Z (Tsiatis, Rosner and Mehta, Biometrics 1984;40:797–803).</summary>
    /// <param name="drift">δ; 0 gives the one-sided p-value.</param>
    /// <exception cref="StatisticsException">There is no such look.</exception>
    public double Exceeds(double drift)
    {
        Check();
        var (process, probability) = (new SequentialProcess(drift), 0.0);
        for (var k = 0; k < Look; k++)
        {
            probability += process.Above(Design.Fractions[k], Design.Limits[k]).Probability;
            process.Continue(Design.Fractions[k], Design.Sides == 2 ? -Design.Limits[k] : double.NegativeInfinity, Design.Limits[k], Design.Fractions[k + 1]);
        }

        return probability + process.Above(Design.Fractions[Look], Z).Probability;
    }

    /// <summary>The stage-wise one-sided p-value.</summary>
    public double PValue => Exceeds(0);

    /// <summary>The median unbiased estimate: the drift under which a more extreme outcome has probability ½.</summary>
    public double Median => DriftWith(0.5);

    /// <summary>The stage-wise limits: the drifts under which a more extreme outcome has probabilities (1 − level)/2 and 1 − (1 − level)/2.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double Lower, double Upper) Stagewise(double level)
    {
        var tail = (1 - LevelOf(level)) / 2;
        return (DriftWith(tail), DriftWith(1 - tail));
    }

    /// <summary>The repeated limits, which hold at all looks together whatever rule the trial stops by: (Z ± c)/√t, c being the limit of a design of
    /// error probability (1 − level)/2 at this look (Jennison and Turnbull, JRSS B 1989;51:305–361).</summary>
    /// <param name="spending">The spending function of the design.</param>
    /// <param name="level">The level.</param>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double Lower, double Upper) Repeated(SpendingFunction spending, double level)
    {
        var root = Math.Sqrt(Design.Fractions[Look]);
        var limit = SequentialDesign.Spend(spending, [.. Design.Fractions.Take(Look + 1)], (1 - LevelOf(level)) / 2).Limits[Look];
        return ((Z - limit) / root, (Z + limit) / root);
    }

    /// <summary>The repeated p-value: the smallest one-sided error probability whose limit at this look Z reaches.</summary>
    /// <param name="spending">The spending function of the design.</param>
    /// <exception cref="StatisticsException">There is no such look.</exception>
    public double RepeatedPValue(SpendingFunction spending)
    {
        Check();
        double[] fractions = [.. Design.Fractions.Take(Look + 1)];
        const double smallest = 1e-12, largest = 0.4999;
        if (Excess(Math.Log(largest)) < 0)
            return 0.5;
        if (Excess(Math.Log(smallest)) > 0)
            return smallest;
        return Math.Exp(MathNet.Numerics.RootFinding.Brent.FindRoot(Excess, Math.Log(smallest), Math.Log(largest), 1e-12, 300));

        double Excess(double logAlpha) => Math.Clamp(Z - SequentialDesign.Spend(spending, fractions, Math.Exp(logAlpha)).Limits[Look], -100, 100);
    }

    private double DriftWith(double probability)
    {
        var middle = Z / Math.Sqrt(Design.Fractions[Look]);
        return SequentialDesign.Root(drift => Normal.Quantile(Math.Clamp(Exceeds(drift), 1e-300, 1 - 1e-16)) - Normal.Quantile(probability), middle - Reach, middle + Reach);
    }

    private static double LevelOf(double level) => level is > 0 and < 1
        ? level
        : throw new StatisticsException($"The confidence level is {level:R}: write a number between 0 and 1, such as 0.95.");

    private void Check()
    {
        if (Look < 0 || Look >= Design.Limits.Count)
            throw new StatisticsException($"There is no look {Look + 1}: the design has {Design.Limits.Count}.");
    }
}
