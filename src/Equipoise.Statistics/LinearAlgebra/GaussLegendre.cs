namespace Equipoise.Statistics.LinearAlgebra;

/// <summary>The Gauss–Legendre rule of 20 nodes on the interval from 0 to 1, exact for polynomials of degree 39.</summary>
internal static class GaussLegendre
{
    public const int Count = 20;

    /// <summary>The nodes, ascending.</summary>
    public static double[] Nodes { get; } = new double[Count];

    /// <summary>Their weights, which sum to 1.</summary>
    public static double[] Weights { get; } = new double[Count];

    // Newton's method on the Legendre polynomial (Abramowitz and Stegun 25.4.29).
    static GaussLegendre()
    {
        for (var i = 0; i < Count; i++)
        {
            var x = -Math.Cos(Math.PI * (i + 0.75) / (Count + 0.5));
            double slope = 1;
            for (var step = 0; step < 8; step++)
            {
                var (previous, value) = (1.0, x);
                for (var n = 2; n <= Count; n++)
                    (previous, value) = (value, (((2 * n) - 1) * x * value - ((n - 1) * previous)) / n);
                slope = Count * (x * value - previous) / ((x * x) - 1);
                x -= value / slope;
            }

            Nodes[i] = (1 + x) / 2;
            Weights[i] = 1 / ((1 - (x * x)) * slope * slope);
        }
    }
}
