using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The derivative of the information, which Firth's penalty ½·log det I needs: its slope is ½·trace(I⁻¹·∂I/∂β).</summary>
internal sealed class ThirdMoments(int width)
{
    private readonly double[] derivative = new double[width * width * width];

    public void Clear() => Array.Clear(derivative);

    /// <summary>Adds the third central moments of the covariates over one risk set.</summary>
    public void Add(RiskMoments atRisk, RiskMoments dying, double fraction, double sum, double[] mean, double weight)
    {
        for (var a = 0; a < width; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                for (var c = 0; c <= b; c++)
                {
                    var at = (((a * width) + b) * width) + c;
                    var moment = (atRisk.Third[at] - (fraction * dying.Third[at])) / sum;
                    derivative[at] += weight * (moment - (mean[a] * Second(b, c)) - (mean[b] * Second(a, c)) - (mean[c] * Second(a, b)) + (2 * mean[a] * mean[b] * mean[c]));
                }
            }
        }

        double Second(int i, int j) => (atRisk.Second[(i * width) + j] - (fraction * dying.Second[(i * width) + j])) / sum;
    }

    /// <summary>Adds the slope of the penalty.</summary>
    /// <returns>The penalty.</returns>
    public double Penalize(double[,] information, double[] gradient)
    {
        var factored = new Cholesky(information);
        var inverse = factored.Inverse();
        for (var j = 0; j < width; j++)
        {
            for (var a = 0; a < width; a++)
            {
                for (var b = 0; b < width; b++)
                    gradient[j] += 0.5 * inverse[a, b] * Derivative(a, b, j);
            }
        }

        return 0.5 * factored.LogDeterminant;
    }

    private double Derivative(int a, int b, int c)
    {
        var (high, low) = (Math.Max(a, Math.Max(b, c)), Math.Min(a, Math.Min(b, c)));
        return derivative[(((high * width) + (a + b + c - high - low)) * width) + low];
    }
}
