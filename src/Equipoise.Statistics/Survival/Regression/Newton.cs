using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>Newton's method on a partial likelihood in scaled covariates, with steps halved where the likelihood would
/// fall.</summary>
/// <remarks>It ends after a step so small that the next, being of the order of its square, would change nothing. Where the
/// likelihood no longer grows though the steps stay large, a coefficient runs to infinity: the likelihood is monotone (Bryson and
/// Johnson, Technometrics 1981;23:381–383).</remarks>
internal sealed class Newton
{
    private const int MostSteps = 100;
    private const double SmallStep = 1e-7;
    // Under a penalty the curvature is a difference of slopes, and steps shrink more slowly.
    private const double SmallPenalizedStep = 1e-10;
    private const double DifferenceStep = 1e-5;
    private const double RunawayStep = 0.02;
    private const double Flat = 1e-9;

    private Newton(double[] beta, bool[] isInfinite) => (Beta, IsInfinite) = (beta, isInfinite);

    public double[] Beta { get; }

    /// <summary>Which coefficients have no finite maximum.</summary>
    public bool[] IsInfinite { get; }

    public int Steps { get; private set; }

    /// <summary>Climbs to the maximum; the likelihood is left evaluated there.</summary>
    /// <param name="likelihood">What to climb, evaluated at the start.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="isFixed">A coefficient that does not move, or none.</param>
    /// <exception cref="StatisticsException">No step leads up and none is small: it does not converge.</exception>
    public static Newton Climb(CoxLikelihood likelihood, double[] start, int? isFixed = null)
    {
        var small = likelihood.IsPenalized ? SmallPenalizedStep : SmallStep;
        var climb = new Newton((double[])start.Clone(), new bool[start.Length]);
        var curvature = climb.Curvature(likelihood);
        while (climb.Steps < MostSteps)
        {
            climb.Steps++;
            var before = likelihood.Value;
            var step = climb.Step(likelihood, isFixed);
            var size = climb.Move(likelihood, step, before);
            if (size <= small)
            {
                climb.MarkFlat(curvature, likelihood);
                return climb;
            }

            var gain = likelihood.Value - before;
            if (gain > 1e-10 * (1 + Math.Abs(before)))
                continue;
            if (climb.MarkRunaways(climb.Step(likelihood, isFixed)))
                return climb;
        }

        throw new StatisticsException($"The model did not converge in {MostSteps} steps: look for covariates that nearly determine each other, and leave one out.");
    }

    private double[] Step(CoxLikelihood likelihood, int? isFixed)
    {
        var gradient = (double[])likelihood.Gradient.Clone();
        var curvature = Restrict(likelihood.Information, isFixed);
        if (isFixed is { } index)
            gradient[index] = 0;
        if (likelihood.IsPenalized && new Cholesky(Restrict(Differences(likelihood), isFixed)) is var whole && whole.Rank == gradient.Length)
            return whole.Solve(gradient);
        return new Cholesky(curvature).Solve(gradient);
    }

    private static double[,] Restrict(double[,] curvature, int? isFixed)
    {
        if (isFixed is not { } index)
            return curvature;
        var restricted = (double[,])curvature.Clone();
        for (var j = 0; j < restricted.GetLength(0); j++)
            (restricted[index, j], restricted[j, index]) = (0, 0);
        restricted[index, index] = 1;
        return restricted;
    }

    private double[,] Differences(CoxLikelihood likelihood)
    {
        var (width, at) = (Beta.Length, (double[])Beta.Clone());
        var curvature = new double[width, width];
        for (var j = 0; j < width; j++)
        {
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                at[j] = Beta[j] + (side * DifferenceStep);
                likelihood.Evaluate(at);
                for (var i = 0; i < width; i++)
                {
                    var half = side * likelihood.Gradient[i] / (4 * DifferenceStep);
                    curvature[i, j] -= half;
                    curvature[j, i] -= half;
                }
            }

            at[j] = Beta[j];
        }

        likelihood.Evaluate(Beta);
        return curvature;
    }

    private double Move(CoxLikelihood likelihood, double[] step, double before)
    {
        var start = (double[])Beta.Clone();
        for (var factor = 1.0; ; factor /= 2)
        {
            double size = 0;
            for (var j = 0; j < step.Length; j++)
            {
                Beta[j] = start[j] + (factor * step[j]);
                size = Math.Max(size, Math.Abs(factor * step[j]) / (1 + Math.Abs(Beta[j])));
            }

            likelihood.Evaluate(Beta);
            if (likelihood.Value >= before - (1e-12 * (1 + Math.Abs(before))) || size <= SmallStep)
                return size;
        }
    }

    private double[] Curvature(CoxLikelihood likelihood) => [.. Enumerable.Range(0, Beta.Length).Select(j => likelihood.Information[j, j])];

    // Where the likelihood has become 1, or no longer changes in a direction in which it did, it has no slope either, and steps are small: that is no maximum.
    private void MarkFlat(double[] atStart, CoxLikelihood likelihood)
    {
        for (var j = 0; j < Beta.Length; j++)
            IsInfinite[j] = likelihood.Information[j, j] < Flat * atStart[j];
        var curvature = new Cholesky(likelihood.Information);
        var column = new double[Beta.Length];
        for (var j = 0; j < Beta.Length; j++)
        {
            if (!curvature.IsLeftOut(j))
                continue;
            IsInfinite[j] = true;
            for (var i = 0; i < column.Length; i++)
                column[i] = likelihood.Information[i, j];
            var along = curvature.Solve(column);
            for (var i = 0; i < along.Length; i++)
                IsInfinite[i] |= Math.Abs(along[i]) > RunawayStep;
        }
    }

    private bool MarkRunaways(double[] step)
    {
        for (var j = 0; j < step.Length; j++)
            IsInfinite[j] = Math.Abs(step[j]) > RunawayStep;
        return IsInfinite.AsSpan().Contains(true);
    }
}
