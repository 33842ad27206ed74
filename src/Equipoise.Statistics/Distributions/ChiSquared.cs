using MathNet.Numerics;

namespace Equipoise.Statistics.Distributions;

/// <summary>The chi-squared distribution.</summary>
public static class ChiSquared
{
    /// <summary>The probability of more than <paramref name="x"/> with <paramref name="degreesOfFreedom"/>, Q(df/2, x/2) of the
    /// regularized incomplete gamma function; not 1 minus the distribution function, which is 0 for a large x.</summary>
    /// <returns>A p-value; not a number for no degree of freedom.</returns>
    public static double UpperTail(double x, double degreesOfFreedom)
    {
        if (double.IsNaN(x) || !(degreesOfFreedom > 0))
            return double.NaN;
        if (x <= 0)
            return 1;
        if (double.IsPositiveInfinity(x))
            return 0;
        return degreesOfFreedom == 1 ? Normal.TwoSided(Math.Sqrt(x)) : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, x / 2);
    }

    /// <summary>The x that is exceeded with <paramref name="probability"/>.</summary>
    public static double UpperQuantile(double probability, double degreesOfFreedom)
    {
        if (degreesOfFreedom == 1)
        {
            var z = Normal.UpperQuantile(probability / 2);
            return z * z;
        }

        return MathNet.Numerics.Distributions.ChiSquared.InvCDF(degreesOfFreedom, 1 - probability);
    }
}
