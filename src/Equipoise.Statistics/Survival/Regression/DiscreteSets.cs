namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The sum over all sets of d participants at risk of the product of their risks, with its slope and curvature: the
/// denominator of the discrete partial likelihood.</summary>
/// <remarks>The elementary symmetric polynomial e_d by the recursion e_k ← e_k + r·e_{k−1} over those at risk, differentiated twice
/// (Gail, Lubin and Rubinstein, Biometrika 1981;68:703–707): n·d·p² steps. Whenever a sum grows large all are scaled down.</remarks>
internal sealed class DiscreteSets(int width, int size)
{
    private const double Large = 1e150;
    private readonly double[] sums = [1, .. new double[size]];
    private readonly double[] slopes = new double[(size + 1) * width];
    private readonly double[] curves = new double[(size + 1) * width * width];
    private int count;
    private double logScale;

    /// <summary>The logarithm of the sum over sets.</summary>
    public double LogSum => Math.Log(sums[size]) + logScale;

    public void Add(ReadOnlySpan<double> x, double risk)
    {
        count++;
        for (var k = Math.Min(size, count); k >= 1; k--)
        {
            var below = sums[k - 1];
            var slopeBelow = slopes.AsSpan((k - 1) * width, width);
            var slope = slopes.AsSpan(k * width, width);
            for (var a = 0; a < width; a++)
            {
                var (to, from) = (((k * width) + a) * width, (((k - 1) * width) + a) * width);
                for (var b = 0; b <= a; b++)
                    curves[to + b] += risk * (curves[from + b] + (x[a] * slopeBelow[b]) + (x[b] * slopeBelow[a]) + (x[a] * x[b] * below));
            }

            for (var a = 0; a < width; a++)
                slope[a] += risk * (slopeBelow[a] + (x[a] * below));
            sums[k] += risk * below;
        }

        if (sums.AsSpan().ContainsAnyExceptInRange(0, Large))
            ScaleDown();
    }

    /// <summary>Adds minus the slope of the logarithm to a gradient, and its curvature to the information.</summary>
    public void AddTo(double[] gradient, double[,] information)
    {
        for (var a = 0; a < width; a++)
        {
            var mean = slopes[(size * width) + a] / sums[size];
            gradient[a] -= mean;
            for (var b = 0; b <= a; b++)
                information[a, b] += (curves[(((size * width) + a) * width) + b] / sums[size]) - (mean * (slopes[(size * width) + b] / sums[size]));
        }
    }

    private void ScaleDown()
    {
        foreach (var values in (double[][])[sums, slopes, curves])
        {
            for (var i = 0; i < values.Length; i++)
                values[i] /= Large;
        }

        logScale += Math.Log(Large);
    }
}
