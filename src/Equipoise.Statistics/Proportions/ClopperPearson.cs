using MathNet.Numerics;

namespace Equipoise.Statistics.Proportions;

/// <summary>The exact interval of a proportion (Clopper and Pearson, Biometrika 1934;26:404–413).</summary>
public static class ClopperPearson
{
    /// <summary>The proportions p with P(X ≥ x) and P(X ≤ x) of (1 − level)/2 each: quantiles of the beta distributions (x, n − x + 1) and (x + 1, n − x).</summary>
    /// <param name="responders">x.</param>
    /// <param name="total">n.</param>
    /// <param name="level">The confidence level, such as 0.95.</param>
    /// <exception cref="StatisticsException">The counts or the level are impossible.</exception>
    public static (double Lower, double Upper) Limits(int responders, int total, double level)
    {
        if (total < 1 || responders < 0 || responders > total)
            throw new StatisticsException($"There are {responders} responders of {total}: count from 0 to all of at least one.");
        if (!(level is > 0 and < 1))
            throw new StatisticsException($"The confidence level is {level:R}: write a number between 0 and 1, such as 0.95.");
        var tail = (1 - level) / 2;
        return (
            responders == 0 ? 0 : Quantile(responders, total - responders + 1, tail),
            responders == total ? 1 : 1 - Quantile(total - responders, responders + 1, tail));
    }

    // The logarithm of the distribution function is nearly straight in the logarithm of a small proportion.
    private static double Quantile(double a, double b, double probability) =>
        Math.Exp(MathNet.Numerics.RootFinding.Brent.FindRoot(log => Math.Log(Math.Max(SpecialFunctions.BetaRegularized(a, b, Math.Exp(log)), 1e-300) / probability), -600, -1e-17, 1e-15, 500));
}
