namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Invented numbers that fit each other, by addition, multiplication, division and square roots alone, which are the
/// same on every machine; <see cref="Math.Exp"/> is not.</summary>
internal static class Estimate
{
    /// <summary>The half width of a 95 % interval in standard errors.</summary>
    public const double Wide = 1.959964;

    /// <summary>e to the power of <paramref name="x"/>: the series for x/1024, squared ten times.</summary>
    public static double Exp(double x)
    {
        var (small, sum, term) = (x / 1024, 1.0, 1.0);
        for (var power = 1; power < 8; power++)
        {
            term *= small / power;
            sum += term;
        }

        for (var doubling = 0; doubling < 10; doubling++)
            sum *= sum;
        return sum;
    }

    /// <summary>The two-sided p-value of a standard normal z, as results write it.</summary>
    /// <remarks>Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17; its error is below 7.5e-8.</remarks>
    public static string PValue(double z)
    {
        var size = Math.Abs(z);
        var t = 1 / (1 + (0.2316419 * size));
        var tail = Exp(-size * size / 2) / 2.506628274631 * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return tail * 2 < 0.001 ? "<0.001" : Part.Number(Math.Min(1, tail * 2), 3);
    }
}
