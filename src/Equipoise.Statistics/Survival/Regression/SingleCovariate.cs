using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The partial likelihood of a model with one covariate and without late entry: the sums of <see cref="CoxLikelihood"/> in plain numbers, the
/// commonest model by far.</summary>
internal static class SingleCovariate
{
    /// <summary>The logarithm of the likelihood, its slope and minus its curvature.</summary>
    /// <param name="layout">The rows.</param>
    /// <param name="risk">Where to write w·exp(xβ) of each row.</param>
    /// <param name="beta">β.</param>
    /// <param name="isEfron">Efron's ties, not Breslow's.</param>
    public static (double Value, double Slope, double Information) Evaluate(CoxLayout layout, double[] risk, double beta, bool isEfron)
    {
        Weigh(layout, risk, beta);
        var (x, weights) = (layout.X, layout.Weight);
        double value = 0, slope = 0, information = 0, sum = 0, first = 0, second = 0;
        var (added, logs) = (0, new LogSum());
        foreach (ref readonly var group in CollectionsMarshal.AsSpan(layout.Groups))
        {
            if (group.IsFirst)
                (sum, first, second, added) = (0, 0, 0, group.Begin);
            for (; added < group.End; added++)
            {
                var linear = risk[added] * x[added];
                sum += risk[added];
                first += linear;
                second += linear * x[added];
            }

            double dying = 0, dyingFirst = 0, dyingSecond = 0, weight = 0, numerator = 0;
            for (var position = group.Deaths; position < group.Deaths + group.Count; position++)
            {
                var linear = risk[position] * x[position];
                dying += risk[position];
                dyingFirst += linear;
                dyingSecond += linear * x[position];
                weight += weights[position];
                numerator += weights[position] * x[position];
            }

            if (weight == 0)
                continue;
            value += numerator * beta;
            slope += numerator;
            var steps = isEfron ? group.Count : 1;
            var each = steps == 1 ? weight : weight / steps;
            for (var k = 0; k < steps; k++)
            {
                var fraction = k == 0 ? 0 : (double)k / steps;
                var denominator = sum - (fraction * dying);
                var inverse = 1 / denominator;
                var mean = (first - (fraction * dyingFirst)) * inverse;
                slope -= each * mean;
                information += each * (((second - (fraction * dyingSecond)) * inverse) - (mean * mean));
                logs.Add(denominator, each);
            }
        }

        return (value - logs.Sum, slope, information);
    }

    private static void Weigh(CoxLayout layout, double[] risk, double beta)
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(layout.X);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(layout.Weight);
        ref var risks = ref MemoryMarshal.GetArrayDataReference(risk);
        var (i, factor) = ((nuint)0, Vector512.Create(beta));
        for (; i + (nuint)Vector512<double>.Count <= (nuint)risk.Length; i += (nuint)Vector512<double>.Count)
            (Vector512.Exp(Vector512.LoadUnsafe(ref x, i) * factor) * Vector512.LoadUnsafe(ref weights, i)).StoreUnsafe(ref risks, i);
        for (; i < (nuint)risk.Length; i++)
            risk[i] = layout.Weight[i] * Math.Exp(layout.X[i] * beta);
    }
}
