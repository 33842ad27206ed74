using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Design;

/// <summary>Designs of one comparison over hazard ratios, error probabilities and powers, on one calendar.</summary>
/// <param name="Accrual">Participants of the two arms per unit of time.</param>
/// <param name="AccrualEnd">When accrual ends.</param>
/// <param name="ControlHazard">The hazard of the control arm.</param>
/// <param name="Dropout">The hazard of being lost.</param>
/// <param name="Ratio">Participants treated per participant in the control arm.</param>
public sealed record DesignGrid(PiecewiseRate Accrual, double AccrualEnd, PiecewiseRate ControlHazard, PiecewiseRate Dropout, double Ratio = 1)
{
    // Where the events never come, a delayed effect is judged at a late analysis.
    private const double LateAnalysis = 60;

    /// <summary>The participants of the two arms.</summary>
    public double Participants => Accrual.Integral(AccrualEnd);

    /// <summary>The expected course if the effect begins after a delay, 0 for at once.</summary>
    /// <exception cref="StatisticsException">The design is impossible.</exception>
    public TrialTimeline Timeline(double hazardRatio, double delay = 0) =>
        new(Accrual, AccrualEnd, ControlHazard, delay > 0 ? new PiecewiseRate([0, delay], [1, hazardRatio]) : PiecewiseRate.Constant(hazardRatio), Dropout, Ratio);

    /// <summary>One design.</summary>
    /// <param name="hazardRatio">The hazard ratio to detect.</param>
    /// <param name="alpha">The one-sided error probability.</param>
    /// <param name="power">The power.</param>
    /// <param name="delay">How long the effect may take to begin.</param>
    /// <exception cref="StatisticsException">The design is impossible.</exception>
    public DesignRow Row(double hazardRatio, double alpha, double power, double delay)
    {
        var count = new EventCount(hazardRatio, alpha, Ratio);
        var events = Math.Ceiling(count.Schoenfeld(power) - 1e-9);
        double? month = null;
        string? refusal = null;
        try
        {
            month = Timeline(hazardRatio).TimeOf(events);
        }
        catch (StatisticsException never)
        {
            refusal = never.Message;
        }

        var delayed = Timeline(hazardRatio, delay).At(month ?? LateAnalysis);
        return new DesignRow(
            hazardRatio, alpha, power, events, events / Participants, count.RatioAtLimit(events), month, refusal, delay,
            Normal.Cdf(-delayed.Z - Normal.UpperQuantile(alpha)), delayed.AverageHazardRatio);
    }
}
