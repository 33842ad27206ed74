using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The restricted means of two arms beside each other (Uno et al., J Clin Oncol 2014;32:2380–2385; the methods of
/// R's <c>survRM2</c>).</summary>
/// <param name="Treated">The arm of interest.</param>
/// <param name="Control">The arm it is compared with.</param>
public sealed record RestrictedMeanComparison(RestrictedMean Treated, RestrictedMean Control)
{
    /// <summary>The treated mean minus the control's, with limits on that scale and a two-sided p-value; in the unit of time.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public Contrast Difference(double level)
    {
        var (difference, error) = (Treated.Mean - Control.Mean, double.Hypot(Treated.Error, Control.Error));
        var margin = Confidence.QuantileOf(level) * error;
        return new Contrast(difference, difference - margin, difference + margin, Normal.TwoSided(difference / error));
    }

    /// <summary>The ratio of the means, with limits on the logarithmic scale: the error of log μ is se(μ)/μ.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public Contrast Ratio(double level) => RatioOf(Treated.Mean, Control.Mean, level);

    /// <summary>The ratio of the restricted mean times lost, τ − μ.</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public Contrast RatioOfTimesLost(double level) => RatioOf(Treated.TimeLost, Control.TimeLost, level);

    private Contrast RatioOf(double treated, double control, double level)
    {
        var log = Math.Log(treated / control);
        var error = double.Hypot(Treated.Error / treated, Control.Error / control);
        var margin = Confidence.QuantileOf(level) * error;
        return new Contrast(Math.Exp(log), Math.Exp(log - margin), Math.Exp(log + margin), Normal.TwoSided(log / error));
    }
}
