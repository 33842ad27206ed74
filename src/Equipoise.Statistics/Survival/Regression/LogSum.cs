using System.Runtime.InteropServices;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>Σ w·log x, with one logarithm of a product for many x of weight 1.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LogSum()
{
    private const int FactorsOfAProduct = 16;
    private const double SmallestFactor = 1e-15;
    private const double LargestFactor = 1e15;
    private double product = 1;
    private double logs;
    private int factors;

    public readonly double Sum => logs + Math.Log(product);

    public void Add(double x, double weight)
    {
        if (weight != 1 || x is not (> SmallestFactor and < LargestFactor))
        {
            logs += weight * Math.Log(x);
            return;
        }

        product *= x;
        if (++factors < FactorsOfAProduct)
            return;
        (logs, product, factors) = (Sum, 1, 0);
    }
}
