using MathNet.Numerics;

namespace Equipoise.Statistics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double LogSqrtTwoPi = 0.918938533204672741780329736406;
    private static readonly double OneOverSqrtTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>The density φ(x) = exp(−x²/2)/√(2π).</summary>
    public static double Density(double x) => OneOverSqrtTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The probability of at most <paramref name="x"/>, Φ(x) = erfc(−x/√2)/2, accurate in relative terms in the
    /// lower tail.</summary>
    public static double Cdf(double x) => 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);

    /// <summary>The probability of more than <paramref name="x"/>, 1 − Φ(x), accurate in relative terms in the upper tail.</summary>
    public static double UpperTail(double x) => 0.5 * SpecialFunctions.Erfc(x / Constants.Sqrt2);

    /// <summary>log Φ(x), also where Φ(x) itself is below the smallest number.</summary>
    /// <remarks>Below −12 by the continued fraction of Mills' ratio, Φ(−t) = φ(t)/(t + 1/(t + 2/(t + 3/(t + …))))
    /// (Abramowitz and Stegun 26.2.14).</remarks>
    public static double LogCdf(double x)
    {
        if (x > -12)
            return x > 0 ? Log1P(-UpperTail(x)) : Math.Log(Cdf(x));
        var t = -x;
        var tail = t;
        for (var k = 60; k >= 1; k--)
            tail = t + k / tail;
        return -0.5 * t * t - LogSqrtTwoPi - Math.Log(tail);
    }

    /// <summary>The x with Φ(x) = <paramref name="probability"/>; −∞ at 0 and +∞ at 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0 to 1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        return probability <= 0.5 ? LowerQuantile(probability) : -LowerQuantile(1 - probability);
    }

    /// <summary>The x with 1 − Φ(x) = <paramref name="probability"/>: exact for small probabilities.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside 0 to 1.</exception>
    public static double UpperQuantile(double probability) => -Quantile(probability);

    /// <summary>The probability beyond |x| on both sides, 2(1 − Φ(|x|)).</summary>
    public static double TwoSided(double x) => SpecialFunctions.Erfc(Math.Abs(x) / Constants.Sqrt2);

    // The library's value and one step of Newton on log Φ, which holds in the far tail too.
    private static double LowerQuantile(double p)
    {
        if (p == 0)
            return double.NegativeInfinity;
        var x = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, p);
        var log = LogCdf(x);
        var mills = Math.Exp(log + 0.5 * x * x + LogSqrtTwoPi);
        return x - (log - Math.Log(p)) * mills;
    }

    private static double Log1P(double y) => Math.Abs(y) > 1e-4 ? Math.Log(1 + y) : y * (1 - y * (0.5 - y * (1.0 / 3 - y * 0.25)));
}
