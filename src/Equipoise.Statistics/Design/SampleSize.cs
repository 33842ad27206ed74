using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Design;

/// <summary>How many participants a trial with a constant hazard ratio needs, its accrual keeping its shape and its calendar.</summary>
/// <param name="Participants">Of both arms.</param>
/// <param name="Events">Expected at the analysis, in both arms.</param>
/// <param name="ControlEvents">Those of the control arm.</param>
/// <param name="TreatedEvents">Those of the treated arm.</param>
/// <param name="Accrual">The accrual rates that enroll them.</param>
public sealed record SampleSize(double Participants, double Events, double ControlEvents, double TreatedEvents, PiecewiseRate Accrual)
{
    private const double MostParticipants = 1e9;

    /// <summary>The size for a power at an analysis at a calendar time.</summary>
    /// <remarks>With e events expected per participant rate, the events needed are, for a log hazard ratio θ: Schoenfeld's and Freedman's
    /// numbers; Lachin and Foulkes (Biometrics 1986;42:507–519): ((z_α·√(1/e₀' + 1/e₁') + z_β·√(1/e₀ + 1/e₁))/θ)²·(e₀ + e₁), the e' with the
    /// pooled hazard in both arms; Bernstein and Lagakos (J Stat Comput Simul 1978;8:65–73): the same, the e' with the
    /// control hazard in both arms.</remarks>
    /// <param name="method">Which number of events.</param>
    /// <param name="accrual">The shape of accrual.</param>
    /// <param name="accrualEnd">When accrual ends.</param>
    /// <param name="analysis">When the trial is analyzed.</param>
    /// <param name="controlHazard">The hazard of the control arm.</param>
    /// <param name="dropout">The hazard of dropping out.</param>
    /// <param name="count">Hazard ratio, alpha and allocation.</param>
    /// <param name="power">The power.</param>
    /// <exception cref="StatisticsException">The design is impossible.</exception>
    public static SampleSize For(
        SizeMethod method, PiecewiseRate accrual, double accrualEnd, double analysis, PiecewiseRate controlHazard, PiecewiseRate dropout, EventCount count, double power)
    {
        ArgumentNullException.ThrowIfNull(accrual);
        ArgumentNullException.ThrowIfNull(controlHazard);
        ArgumentNullException.ThrowIfNull(count);
        _ = count.Schoenfeld(power);
        if (analysis < accrualEnd)
            throw new StatisticsException($"The analysis is in month {analysis:R}, before accrual ends in month {accrualEnd:R}: whom it enrolls later could not count; analyze later, or end accrual sooner.");
        var expected = Expect(controlHazard, PiecewiseRate.Constant(count.HazardRatio));
        var needed = method switch
        {
            SizeMethod.Schoenfeld => count.Schoenfeld(power),
            SizeMethod.Freedman => count.Freedman(power),
            SizeMethod.BernsteinLagakos => ByVariance(Expect(controlHazard, PiecewiseRate.Constant(1))),
            _ => ByVariance(Expect(controlHazard.Times((1 + (count.Ratio * count.HazardRatio)) / (1 + count.Ratio)), PiecewiseRate.Constant(1))),
        };
        var scale = needed / expected.Events;
        if (!(accrual.Integral(accrualEnd) * scale <= MostParticipants))
            throw new StatisticsException($"The design needs {accrual.Integral(accrualEnd) * scale:0.#e+0} participants to have {needed:0.#} events by then, more than a billion: analyze later, or detect a larger effect.");
        return new SampleSize(accrual.Integral(accrualEnd) * scale, needed, expected.ControlEvents * scale, expected.TreatedEvents * scale, accrual.Times(scale));

        TrialExpectation Expect(PiecewiseRate hazard, PiecewiseRate ratio) => new TrialTimeline(accrual, accrualEnd, hazard, ratio, dropout, count.Ratio).At(analysis);

        double ByVariance(TrialExpectation ofNull)
        {
            var root = ((Normal.UpperQuantile(count.Alpha) * Error(ofNull)) + (Normal.Quantile(power) * Error(expected))) / Math.Log(count.HazardRatio);
            return root * root * expected.Events;
        }
    }

    private static double Error(TrialExpectation expected) => Math.Sqrt((1 / expected.ControlEvents) + (1 / expected.TreatedEvents));
}
