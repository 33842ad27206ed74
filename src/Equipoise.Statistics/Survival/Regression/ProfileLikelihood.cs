using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>Confidence limits by the profile likelihood: the values of one coefficient at which twice the loss of log likelihood, all
/// other coefficients being at their best there, is the quantile of chi-squared with one degree of freedom (Venzon and
/// Moolgavkar, Applied Statistics 1988;37:87–94). Under Firth's penalty the penalized likelihood is profiled.</summary>
public static class ProfileLikelihood
{
    private const int MostSteps = 200;

    /// <summary>The limits of one coefficient, infinite on a side on which the likelihood does not come down that far.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="covariate">Which coefficient.</param>
    /// <param name="level">The confidence level, such as 0.95.</param>
    /// <returns>Log hazard ratios; not numbers for a covariate that was left out.</returns>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public static (double Lower, double Upper) Limits(CoxFit fit, int covariate, double level)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var loss = ChiSquared.UpperQuantile(2 * Normal.UpperTail(Curves.Confidence.QuantileOf(level)), 1) / 2;
        var index = Array.IndexOf(fit.Kept, covariate);
        if (index < 0)
            return (double.NaN, double.NaN);
        var scale = fit.Layout.Scale[index];
        return (Limit(fit, index, loss, -1) / scale, Limit(fit, index, loss, 1) / scale);
    }

    private static double Limit(CoxFit fit, int index, double loss, int side)
    {
        var likelihood = fit.Likelihood();
        var target = fit.LogLikelihood - loss;
        var beta = (double[])fit.Scaled.Clone();
        var error = Math.Sqrt(fit.ScaledVariance[index, index]);
        var (inside, outside) = (beta[index], side * double.PositiveInfinity);
        beta[index] += side * Math.Min(Math.Sqrt(2 * loss) * error, 10);
        for (var step = 0; step < MostSteps; step++)
        {
            likelihood.Evaluate(beta);
            beta = Newton.Climb(likelihood, beta, index).Beta;
            var (at, distance, slope) = (beta[index], likelihood.Value - target, likelihood.Gradient[index]);
            (inside, outside) = distance > 0 ? (at, outside) : (inside, at);
            if (double.IsInfinity(outside) && Math.Abs(slope) < 1e-9)
                return outside;
            // Newton's step on the profile, whose slope is the slope of the likelihood; bisection where it leaves the bracket.
            var next = at - (distance / slope);
            if (slope * side >= 0 || (next - inside) * side < 0 || (next - outside) * side > 0)
                next = double.IsInfinity(outside) ? at + (side * Math.Max(1, error)) : (inside + outside) / 2;
            if (Math.Abs(next - at) <= 1e-10 * (1 + Math.Abs(at)))
                return next;
            beta[index] = next;
        }

        throw new StatisticsException($"The profile likelihood of {fit.Names[fit.Kept[index]]} did not come to a limit in {MostSteps} steps: use Wald limits.");
    }
}
