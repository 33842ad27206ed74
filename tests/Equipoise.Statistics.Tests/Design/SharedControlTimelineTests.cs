using Equipoise.Statistics.Design;

namespace Equipoise.Statistics.Tests.Design;

public sealed class SharedControlTimelineTests
{
    private static readonly PiecewiseRate Accrual = PiecewiseRate.Constant(30);
    private static readonly PiecewiseRate Hazard = PiecewiseRate.Constant(0.1);
    private static readonly PiecewiseRate Nobody = PiecewiseRate.Constant(0);

    [Fact]
    public void Events_of_the_control_arm_count_once()
    {
        var trial = new SharedControlTimeline(Accrual, 12, Hazard, [PiecewiseRate.Constant(1), PiecewiseRate.Constant(0.5)], Nobody, [1, 1]);
        var at = trial.Comparisons.Select(comparison => comparison.At(30)).ToList();

        // Ten an arm and month for 12 months, at month 30: 120·(1 − (e^{−18h} − e^{−30h})/(12h)) of hazard h.
        trial.Participants.ShouldBe(360);
        trial.EnrolledAt(6).ShouldBe(180);
        trial.Comparisons.ShouldAllBe(comparison => comparison.Participants == 240);
        SharedControlTimeline.EventsOf(at).ShouldBe((2 * OfArm(0.1)) + OfArm(0.05), 1e-9);
        at[1].TreatedEvents.ShouldBe(OfArm(0.05), 1e-10);
    }

    [Fact]
    public void Arms_of_different_size_have_their_part_of_accrual()
    {
        // 2 and 1/2 beside 1: of 3.5 parts the pairs have 3 and 1.5, the control arm being in both.
        var trial = new SharedControlTimeline(Accrual, 12, Hazard, [PiecewiseRate.Constant(0.7), PiecewiseRate.Constant(0.7)], Nobody, [2, 0.5]);
        var at = trial.Comparisons.Select(comparison => comparison.At(30)).ToList();

        at[0].ControlEvents.ShouldBe(at[1].ControlEvents, 1e-9);
        at[0].TreatedEvents.ShouldBe(4 * at[1].TreatedEvents, 1e-9);
        (trial.Comparisons[0].Participants + trial.Comparisons[1].Participants - (360 / 3.5)).ShouldBe(360, 1e-9);
    }

    [Fact]
    public void Arms_without_a_ratio_each_are_refused() =>
        Should.Throw<StatisticsException>(() => new SharedControlTimeline(Accrual, 12, Hazard, [PiecewiseRate.Constant(0.7)], Nobody, [1, 1]))
            .Message.ShouldBe("There are 1 hazard ratios and 2 allocation ratios: give one of each for every arm but the control arm.");

    private static double OfArm(double hazard) => 120 * (1 - ((Math.Exp(-18 * hazard) - Math.Exp(-30 * hazard)) / (12 * hazard)));
}
