using Equipoise.Statistics.LinearAlgebra;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The score tests of a product of each covariate with a function g of time being added to the model (Grambsch and
/// Therneau, Biometrika 1994;81:515–526, with the full information as in R's <c>cox.zph</c> since survival 3.0).</summary>
/// <remarks>With V the covariance of the covariates in the risk set of an event, the test of covariate j is
/// U²/(C − b A⁻¹ bᵀ): U = Σ g·(x − x̄), A = ΣV, b the row of ΣgV and C the diagonal entry of Σg²V.</remarks>
/// <param name="Transform">g.</param>
/// <param name="ChiSquared">For each covariate, on one degree of freedom; not a number for those left out.</param>
/// <param name="Global">For all together.</param>
/// <param name="DegreesOfFreedom">Of the global test.</param>
public sealed record ProportionalHazardsTest(TimeTransform Transform, IReadOnlyList<double> ChiSquared, double Global, int DegreesOfFreedom)
{
    /// <summary>The p-value of one covariate.</summary>
    public double PValue(int covariate) => Distributions.ChiSquared.UpperTail(ChiSquared[covariate], 1);

    /// <summary>The p-value of all together.</summary>
    public double GlobalPValue => Distributions.ChiSquared.UpperTail(Global, DegreesOfFreedom);

    /// <summary>Tests a fit.</summary>
    /// <exception cref="StatisticsException">The fit has exact ties.</exception>
    public static ProportionalHazardsTest Of(CoxFit fit, TimeTransform transform)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Options.Ties == TieMethod.Exact)
            throw new StatisticsException("A model with exact ties has no test of proportional hazards: use efron or breslow.");
        var sums = Sums(fit, Function(fit.Layout.Data, transform));
        var width = fit.Layout.Width;
        var factored = new Cholesky(sums.Plain);
        var conditional = (double[,])sums.Squared.Clone();
        for (var j = 0; j < width; j++)
        {
            var row = factored.Solve(Column(sums.Linear, j));
            for (var i = 0; i < width; i++)
            {
                for (var k = 0; k < width; k++)
                    conditional[i, j] -= sums.Linear[i, k] * row[k];
            }
        }

        var chiSquared = new double[fit.Names.Count];
        Array.Fill(chiSquared, double.NaN);
        for (var j = 0; j < width; j++)
            chiSquared[fit.Kept[j]] = sums.Score[j] * sums.Score[j] / conditional[j, j];
        var whole = new Cholesky(conditional);
        return new ProportionalHazardsTest(transform, chiSquared, whole.InverseForm(sums.Score), whole.Size);
    }

    private static (double[] Score, double[,] Plain, double[,] Linear, double[,] Squared) Sums(CoxFit fit, Func<double, double> g)
    {
        var (layout, width) = (fit.Layout, fit.Layout.Width);
        var risk = fit.RelativeRisks();
        for (var position = 0; position < risk.Length; position++)
            risk[position] *= layout.Weight[position];
        var (score, plain, linear, squared) = (new double[width], new double[width, width], new double[width, width], new double[width, width]);
        var middle = layout.Groups.Count == 0 ? 0 : layout.Groups.Average(group => g(group.Time));
        var sweep = new CoxSweep(layout, risk, 2);
        var (mean, variance) = (new double[width], new double[width * width]);
        while (sweep.MoveNext())
        {
            Array.Clear(mean);
            Array.Clear(variance);
            Moments(sweep, fit.Options.Ties == TieMethod.Efron, mean, variance);
            // The test does not depend on the origin of g; a middle one loses no digits.
            var time = g(sweep.Group.Time) - middle;
            for (var a = 0; a < width; a++)
            {
                for (var position = sweep.Group.Deaths; position < sweep.Group.Deaths + sweep.Group.Count; position++)
                    score[a] += time * layout.Weight[position] * layout.Row(position)[a];
                score[a] -= time * mean[a];
                for (var b = 0; b < width; b++)
                {
                    var v = variance[(Math.Max(a, b) * width) + Math.Min(a, b)];
                    plain[a, b] += v;
                    linear[a, b] += time * v;
                    squared[a, b] += time * time * v;
                }
            }
        }

        return (score, plain, linear, squared);
    }

    // Sums over the steps of tied events of w̄·m and w̄·V.
    private static void Moments(CoxSweep sweep, bool isEfron, double[] mean, double[] variance)
    {
        var (atRisk, dying, width) = (sweep.AtRisk, sweep.Dying, mean.Length);
        var (parts, weight) = isEfron ? (sweep.Group.Count, sweep.DyingWeight / sweep.Group.Count) : (1, sweep.DyingWeight);
        var m = new double[width];
        for (var k = 0; k < parts; k++)
        {
            var fraction = (double)k / parts;
            var sum = atRisk.Sum - (fraction * dying.Sum);
            for (var a = 0; a < width; a++)
            {
                m[a] = (atRisk.First[a] - (fraction * dying.First[a])) / sum;
                mean[a] += weight * m[a];
                for (var b = 0; b <= a; b++)
                {
                    var at = (a * width) + b;
                    variance[at] += weight * (((atRisk.Second[at] - (fraction * dying.Second[at])) / sum) - (m[a] * m[b]));
                }
            }
        }
    }

    private static Func<double, double> Function(SurvivalData data, TimeTransform transform)
    {
        if (transform == TimeTransform.Identity)
            return time => time;
        if (transform == TimeTransform.Log)
            return Math.Log;
        if (transform == TimeTransform.Rank)
        {
            var sorted = data.Times.ToArray();
            Array.Sort(sorted);
            return time => (LowerBound(sorted, time) + LowerBound(sorted, Math.BitIncrement(time)) + 1) / 2.0;
        }

        var curve = KaplanMeier.Estimate(new SurvivalData(data.Times, data.Events, data.Starts), robust: false).Steps;
        return time => LowerBound(curve.Time, time) is var before and > 0 ? 1 - curve.Survival[before - 1] : 0;
    }

    private static int LowerBound(double[] sorted, double value)
    {
        var low = 0;
        for (var high = sorted.Length; low < high;)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static double[] Column(double[,] matrix, int column)
    {
        var values = new double[matrix.GetLength(0)];
        for (var i = 0; i < values.Length; i++)
            values[i] = matrix[i, column];
        return values;
    }
}
