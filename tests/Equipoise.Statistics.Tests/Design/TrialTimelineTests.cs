using Equipoise.Statistics.Design;

namespace Equipoise.Statistics.Tests.Design;

public sealed class TrialTimelineTests
{
    private static readonly PiecewiseRate Nobody = PiecewiseRate.Constant(0);

    [Fact]
    public void Events_of_even_accrual_are_the_closed_form()
    {
        // Ten a month for 12 months, hazard 0.1, no dropout, at month 30: 120·(1 − (e^{−1.8} − e^{−3})/(0.1·12)).
        var at = new TrialTimeline(PiecewiseRate.Constant(10), 12, PiecewiseRate.Constant(0.1), PiecewiseRate.Constant(1), Nobody).At(30);

        at.Enrolled.ShouldBe(120, 1e-12);
        at.Events.ShouldBe(120 * (1 - ((Math.Exp(-1.8) - Math.Exp(-3)) / 1.2)), 1e-10);
        at.ControlEvents.ShouldBe(at.TreatedEvents, 1e-12);
        at.Score.ShouldBe(0, 1e-12);
        at.AverageHazardRatio.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Dropout_competes_with_events()
    {
        // In the end everybody has one or the other, events with probability 0.1/(0.1 + 0.05).
        var at = new TrialTimeline(PiecewiseRate.Constant(10), 12, PiecewiseRate.Constant(0.1), PiecewiseRate.Constant(1), PiecewiseRate.Constant(0.05)).At(400);

        at.Events.ShouldBe(80, 1e-9);
        at.Dropouts.ShouldBe(40, 1e-9);
    }

    [Fact]
    public void A_constant_hazard_ratio_is_its_own_average_and_a_delay_brings_it_nearer_to_1()
    {
        TrialTimeline With(PiecewiseRate ratio) => new(PiecewiseRate.Constant(20), 26, PiecewiseRate.Constant(0.05), ratio, Nobody);

        With(PiecewiseRate.Constant(0.7)).At(40).AverageHazardRatio.ShouldBe(0.7, 1e-12);
        With(new PiecewiseRate([0, 3], [1, 0.7])).At(40).AverageHazardRatio.ShouldBeInRange(0.72, 0.85);
    }

    [Fact]
    public void The_time_of_a_number_of_events_is_when_they_are_expected()
    {
        var timeline = new TrialTimeline(new PiecewiseRate([0, 3], [5, 15]), 20, new PiecewiseRate([0, 12], [0.08, 0.04]), new PiecewiseRate([0, 2], [1, 0.6]), PiecewiseRate.Constant(0.01));

        timeline.At(timeline.TimeOf(120)).Events.ShouldBe(120, 1e-7);
    }

    [Fact]
    public void Events_that_never_come_are_refused_in_words()
    {
        var timeline = new TrialTimeline(PiecewiseRate.Constant(10), 12, PiecewiseRate.Constant(0.1), PiecewiseRate.Constant(1), PiecewiseRate.Constant(0.05));

        Should.Throw<StatisticsException>(() => timeline.TimeOf(100)).Message.ShouldStartWith("The design needs 100 events; 120 participants with this dropout can give at most 80");
    }

    [Fact]
    public void Everybodys_event_is_never_expected()
    {
        var timeline = new TrialTimeline(PiecewiseRate.Constant(20), 20, PiecewiseRate.Constant(0.06), PiecewiseRate.Constant(0.7), PiecewiseRate.Constant(0));

        Should.Throw<StatisticsException>(() => timeline.TimeOf(400)).Message.ShouldStartWith("The design needs 400 events; 400 participants");
        timeline.TimeOf(399).ShouldBeInRange(60, 200);
    }

    [Fact]
    public void Rates_and_times_of_no_trial_are_refused()
    {
        var (one, none) = (PiecewiseRate.Constant(1), PiecewiseRate.Constant(0));

        Should.Throw<StatisticsException>(() => new TrialTimeline(one, 12, new PiecewiseRate([0, 6], [0.1, 1e10]), one, none)).Message.ShouldStartWith("A hazard is 10000000000 per unit of time");
        Should.Throw<StatisticsException>(() => new TrialTimeline(PiecewiseRate.Constant(1e300), 12, PiecewiseRate.Constant(0.1), one, none)).Message.ShouldStartWith("1.2E+301 participants");
        Should.Throw<StatisticsException>(() => new TrialTimeline(one, 12, PiecewiseRate.Constant(0.1), one, none).At(1e308)).Message.ShouldStartWith("The calendar time is 1E+308");
        Should.Throw<StatisticsException>(() => SampleSize.For(SizeMethod.Schoenfeld, one, 24, 30, PiecewiseRate.Constant(1e-100), none, new EventCount(0.7, 0.025), 0.9)).Message.ShouldContain("more than a billion");
        // The fastest there may be lose nothing.
        new TrialTimeline(PiecewiseRate.Constant(20), 24, new PiecewiseRate([0, 6], [0.1, 1000]), one, none).At(48).Events.ShouldBe(480, 1e-9);
    }

    [Fact]
    public void A_size_is_not_for_an_analysis_before_accrual_ends() =>
        Should.Throw<StatisticsException>(() => SampleSize.For(SizeMethod.Schoenfeld, PiecewiseRate.Constant(3), 24, 6, PiecewiseRate.Constant(0.05), PiecewiseRate.Constant(0), new EventCount(0.7, 0.025), 0.9))
            .Message.ShouldStartWith("The analysis is in month 6, before accrual ends in month 24");

    [Fact]
    public void More_than_a_billion_events_are_no_design()
    {
        Should.Throw<StatisticsException>(() => new EventCount(0.999999, 0.025).Schoenfeld(0.9)).Message.ShouldStartWith("The design needs 4.2e+13 events");
        Should.Throw<StatisticsException>(() => new EventCount(0.999999, 0.025).Freedman(0.9)).Message.ShouldStartWith("The design needs 4.2e+13 events");
    }

    [Fact]
    public void Schoenfeld_and_Freedman_count_the_events_worked_by_hand()
    {
        // (1.959964 + 0.841621)² = 7.848879; over log²(½) times 4: 65.35; times (1.5/0.5)²: 70.64.
        var count = new EventCount(0.5, 0.025);

        count.Schoenfeld(0.8).ShouldBe(4 * 7.848879 / (0.693147 * 0.693147), 1e-3);
        count.Freedman(0.8).ShouldBe(9 * 7.848879, 1e-3);
        count.Power(count.Schoenfeld(0.8)).ShouldBe(0.8, 1e-12);
        count.RatioAtLimit(100).ShouldBe(Math.Exp(-1.959963984540054 * 0.2), 1e-12);
    }

    [Theory]
    [InlineData(SizeMethod.Schoenfeld)]
    [InlineData(SizeMethod.Freedman)]
    [InlineData(SizeMethod.LachinFoulkes)]
    [InlineData(SizeMethod.BernsteinLagakos)]
    public void The_participants_of_a_size_have_its_events(SizeMethod method)
    {
        var hazard = PiecewiseRate.Constant(0.05);
        var size = SampleSize.For(method, PiecewiseRate.Constant(3), 24, 40, hazard, PiecewiseRate.Constant(0.002), new EventCount(0.7, 0.025), 0.9);

        new TrialTimeline(size.Accrual, 24, hazard, PiecewiseRate.Constant(0.7), PiecewiseRate.Constant(0.002)).At(40).Events.ShouldBe(size.Events, 1e-9);
    }
}
