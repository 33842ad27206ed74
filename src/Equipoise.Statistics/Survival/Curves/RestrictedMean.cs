namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The restricted mean survival time of one curve: the area under it up to τ.</summary>
/// <param name="Tau">τ, in the unit of the data.</param>
/// <param name="Mean">∫₀^τ S(t) dt.</param>
/// <param name="Variance">Σ A(t)² d/(n(n − d)) over event times up to τ, A(t) being the area from t to τ; a step to zero adds
/// nothing (Klein and Moeschberger, 2nd ed., 4.5.2).</param>
/// <param name="Error">The standard error of the mean, the root of its variance even where that is too large a number.</param>
public sealed record RestrictedMean(double Tau, double Mean, double Variance, double Error)
{
    /// <summary>The restricted mean time lost, τ minus the mean; its standard error is the same.</summary>
    public double TimeLost => Math.Max(0, Tau - Mean);

    /// <summary>The limits mean ± z·se.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double Lower, double Upper) Limits(double level)
    {
        var margin = Confidence.QuantileOf(level) * Error;
        return (Mean - margin, Mean + margin);
    }

    /// <summary>The area under a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="tau">Up to where.</param>
    /// <exception cref="StatisticsException">τ is not a positive time, or lies beyond the last row while participants still
    /// survive, where the curve says nothing.</exception>
    public static RestrictedMean Of(SurvivalCurve curve, double tau)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (!double.IsFinite(tau) || tau <= 0)
            throw new StatisticsException($"The restriction time is {tau:R}: write a time above 0.");
        var steps = curve.Steps;
        var last = steps.Time.Length - 1;
        if (tau * (1 - 1e-12) > steps.Time[last] && steps.Survival[last] > 0)
            throw new StatisticsException($"The curve ends at {steps.Time[last]:R} with survival above 0, so that its mean up to {tau:R} is unknown: choose a restriction time of at most {steps.Time[last]:R}.");

        var (area, variance, until) = (0.0, 0.0, tau);
        for (var i = last; i >= 0; i--)
        {
            if (steps.Time[i] > tau)
                continue;
            // In parts of τ, so that no square is too large.
            area += (until - steps.Time[i]) / tau * steps.Survival[i];
            until = steps.Time[i];
            var (d, n) = (steps.Events[i], steps.AtRisk[i]);
            if (d > 0 && n - d > n * 1e-14)
                variance += area * area * d / (n * (n - d));
        }

        return new RestrictedMean(tau, (area + (until / tau)) * tau, variance * tau * tau, Math.Sqrt(variance) * tau);
    }
}
