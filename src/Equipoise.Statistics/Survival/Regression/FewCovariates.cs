using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The partial likelihood of a model with two to four covariates and without late entry: the sums of <see cref="CoxLikelihood"/> with a row of covariates
/// in one vector.</summary>
internal static class FewCovariates
{
    /// <summary>How many covariates a vector holds.</summary>
    public const int Most = 4;

    /// <summary>The logarithm of the likelihood.</summary>
    /// <param name="layout">The rows.</param>
    /// <param name="risk">Where to write w·exp(xβ) of each row.</param>
    /// <param name="beta">β.</param>
    /// <param name="isEfron">Efron's ties, not Breslow's.</param>
    /// <param name="gradient">Where to write the slope.</param>
    /// <param name="information">Where to write minus the curvature.</param>
    public static double Evaluate(CoxLayout layout, double[] risk, ReadOnlySpan<double> beta, bool isEfron, double[] gradient, double[,] information)
    {
        Weigh(layout, risk, beta);
        var rows = new Rows(layout);
        var weights = layout.Weight;
        var (numerators, slope, curvature) = (Vector256<double>.Zero, Vector256<double>.Zero, default(Moments));
        var (atRisk, added, logs) = (default(Moments), 0, new LogSum());
        foreach (ref readonly var group in CollectionsMarshal.AsSpan(layout.Groups))
        {
            if (group.IsFirst)
                (atRisk, added) = (default, group.Begin);
            for (; added < group.End; added++)
                atRisk.Add(rows.At(added), risk[added]);
            var steps = isEfron ? group.Count : 1;
            double weight = 0;
            var dying = default(Moments);
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
            {
                weight += weights[position];
                numerators += rows.At(position) * weights[position];
                if (steps > 1)
                    dying.Add(rows.At(position), risk[position]);
            }

            if (weight == 0)
                continue;
            var each = weight / steps;
            for (var k = 0; k < steps; k++)
            {
                var left = k == 0 ? atRisk : atRisk.Less(dying, (double)k / steps);
                logs.Add(left.Sum, each);
                slope += curvature.AddVariance(left, each);
            }
        }

        slope = numerators - slope;
        double value = -logs.Sum;
        for (var a = 0; a < beta.Length; a++)
        {
            (gradient[a], value) = (slope[a], value + (numerators[a] * beta[a]));
            for (var b = 0; b < beta.Length; b++)
                information[a, b] = curvature.Row(Math.Max(a, b))[Math.Min(a, b)];
        }

        return value;
    }

    private static void Weigh(CoxLayout layout, double[] risk, ReadOnlySpan<double> beta)
    {
        var (x, width) = (layout.X, beta.Length);
        for (var (i, at) = (0, 0); i < risk.Length; i++, at += width)
        {
            double linear = 0;
            for (var j = 0; j < beta.Length; j++)
                linear += x[at + j] * beta[j];
            risk[i] = linear;
        }

        ref var weights = ref MemoryMarshal.GetArrayDataReference(layout.Weight);
        ref var risks = ref MemoryMarshal.GetArrayDataReference(risk);
        nuint next = 0;
        for (; next + (nuint)Vector512<double>.Count <= (nuint)risk.Length; next += (nuint)Vector512<double>.Count)
            (Vector512.Exp(Vector512.LoadUnsafe(ref risks, next)) * Vector512.LoadUnsafe(ref weights, next)).StoreUnsafe(ref risks, next);
        for (; next < (nuint)risk.Length; next++)
            risk[next] = layout.Weight[next] * Math.Exp(risk[next]);
    }

    /// <summary>The covariates of each row, with zeros behind them.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Rows(CoxLayout layout)
    {
        private readonly ReadOnlySpan<double> x = layout.X;
        private readonly int width = layout.Width;
        private readonly Vector256<double> isUsed = Vector256.Create(-1L, -1, layout.Width > 2 ? -1 : 0, layout.Width > 3 ? -1 : 0).AsDouble();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> At(int position)
        {
            var begin = position * width;
            // The vector of the last row would end behind the array.
            return begin + Most <= x.Length
                ? Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)begin) & isUsed
                : Vector256.Create(x[begin], x[begin + 1], width > 2 ? x[begin + 2] : 0, width > 3 ? x[begin + 3] : 0);
        }
    }

    /// <summary>Σr, Σr·x and Σr·x·xᵀ.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Moments
    {
        private Vector256<double> first;
        private Vector256<double> row0;
        private Vector256<double> row1;
        private Vector256<double> row2;
        private Vector256<double> row3;

        public double Sum { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector256<double> x, double risk)
        {
            var product = x * risk;
            Sum += risk;
            first += product;
            AddProducts(product, x);
        }

        public readonly Moments Less(Moments dying, double part) => new()
        {
            Sum = Sum - (part * dying.Sum),
            first = first - (dying.first * part),
            row0 = row0 - (dying.row0 * part),
            row1 = row1 - (dying.row1 * part),
            row2 = row2 - (dying.row2 * part),
            row3 = row3 - (dying.row3 * part),
        };

        /// <summary>Adds the variance of x among those at risk, and gives its mean, both times a weight.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> AddVariance(Moments of, double weight)
        {
            var inverse = 1 / of.Sum;
            var (mean, factor) = (of.first * inverse, weight * inverse);
            var weighted = mean * weight;
            (row0, row1, row2, row3) = (row0 + (of.row0 * factor), row1 + (of.row1 * factor), row2 + (of.row2 * factor), row3 + (of.row3 * factor));
            AddProducts(-weighted, mean);
            return weighted;
        }

        public readonly Vector256<double> Row(int row) => row switch { 0 => row0, 1 => row1, 2 => row2, _ => row3 };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void AddProducts(Vector256<double> a, Vector256<double> b)
        {
            row0 += a * Vector256.Create(b[0]);
            row1 += a * Vector256.Create(b[1]);
            row2 += a * Vector256.Create(b[2]);
            row3 += a * Vector256.Create(b[3]);
        }
    }
}
