namespace Equipoise.Statistics.Design;

/// <summary>How a trial of several arms that share one control arm fills and how its events come in.</summary>
/// <remarks>Expectations of arms do not depend on each other, so that each arm with the control arm is a <see cref="TrialTimeline"/> of the part of accrual that is theirs.</remarks>
public sealed class SharedControlTimeline
{
    private readonly PiecewiseRate accrual;
    private readonly double accrualEnd;

    /// <summary>A trial.</summary>
    /// <param name="accrual">Participants of all arms per unit of calendar time.</param>
    /// <param name="accrualEnd">When accrual ends.</param>
    /// <param name="controlHazard">Events per participant and unit of time since entry in the control arm.</param>
    /// <param name="hazardRatios">For each other arm, its hazard ratio to the control arm by time since entry.</param>
    /// <param name="dropout">The hazard of dropping out in any arm.</param>
    /// <param name="ratios">For each other arm, its participants per participant in the control arm.</param>
    /// <exception cref="StatisticsException">There is no other arm, not one ratio for each, nobody is enrolled or nobody has events.</exception>
    public SharedControlTimeline(
        PiecewiseRate accrual, double accrualEnd, PiecewiseRate controlHazard, IReadOnlyList<PiecewiseRate> hazardRatios, PiecewiseRate dropout, IReadOnlyList<double> ratios)
    {
        ArgumentNullException.ThrowIfNull(accrual);
        ArgumentNullException.ThrowIfNull(hazardRatios);
        ArgumentNullException.ThrowIfNull(ratios);
        if (hazardRatios.Count == 0 || hazardRatios.Count != ratios.Count)
            throw new StatisticsException($"There are {hazardRatios.Count} hazard ratios and {ratios.Count} allocation ratios: give one of each for every arm but the control arm.");
        if (ratios.FirstOrDefault(ratio => !(ratio > 0 && double.IsFinite(ratio)), 1) is var wrong and not 1)
            throw new StatisticsException($"The allocation ratio is {wrong:R}: write a number above 0.");
        Comparisons = [.. hazardRatios.Zip(ratios, (hazardRatio, ratio) =>
            new TrialTimeline(accrual.Times((1 + ratio) / (1 + ratios.Sum())), accrualEnd, controlHazard, hazardRatio, dropout, ratio))];
        (this.accrual, this.accrualEnd) = (accrual, accrualEnd);
    }

    /// <summary>Each other arm with the control arm.</summary>
    public IReadOnlyList<TrialTimeline> Comparisons { get; }

    /// <summary>All who will be enrolled.</summary>
    public double Participants => accrual.Integral(accrualEnd);

    /// <summary>Participants of all arms at a calendar time.</summary>
    public double EnrolledAt(double time) => accrual.Integral(Math.Clamp(time, 0, accrualEnd));

    /// <summary>Events of all arms, those of the control arm once.</summary>
    /// <param name="expected">What is expected of each comparison at one time.</param>
    public static double EventsOf(IReadOnlyList<TrialExpectation> expected) => expected[0].ControlEvents + expected.Sum(at => at.TreatedEvents);
}
