using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Looks;

public sealed class EventForecastTests
{
    private static readonly DateOnly Cutoff = new(2027, 1, 1);

    [Fact]
    public void The_day_of_an_event_is_counted_from_the_first()
    {
        var times = Made.Data([Made.Time("B", 30, true), Made.Time("C", 10, true), Made.Time("C", 20, false), Made.Time("B", 10, true)]).Times;

        EventCutoff.Day(times, 2).ShouldBe(new DateOnly(2026, 1, 10));
        EventCutoff.Day(times, 3).ShouldBe(new DateOnly(2026, 1, 30));
        Should.Throw<AnalysisException>(() => EventCutoff.Day(times, 4)).Message.ShouldContain("There are 3 events on record by today, not 4");
    }

    // 100 at risk, 50 events in 100·200 + (days of the events) of exposure: with nobody lost and nobody to come, events(t) = 50 + 100·(1 − e^(−ht)).
    [Fact]
    public void Those_in_the_study_have_the_event_with_the_hazard_seen()
    {
        var times = Made.Arm("B", 150, 50, 200).ToList();
        var forecast = EventForecast.Of(Made.Data(times, Cutoff), Records.Plan(), 150)!;
        var hazard = 50.0 / times.Sum(time => time.Days);

        forecast.ExpectedBy(Cutoff).ShouldBe(50);
        forecast.ExpectedBy(Cutoff.AddDays(100)).ShouldBe(50 + (100 * (1 - Math.Exp(-hazard * 100))), 1e-9);
        var day = forecast.DayOf(80)!.Value;
        forecast.ExpectedBy(day).ShouldBeGreaterThanOrEqualTo(80);
        forecast.ExpectedBy(day.AddDays(-1)).ShouldBeLessThan(80);
        forecast.DayOf(151).ShouldBeNull("there are only 150 participants");
    }

    [Fact]
    public void Those_to_come_enter_at_the_rate_of_late_and_no_more_than_planned()
    {
        // All of them entered on 2026-01-01, so that nobody entered in the last 90 days of the one cutoff, and all in those of the other.
        var times = Made.Arm("B", 90, 10, 30).ToList();
        var late = EventForecast.Of(Made.Data(times, new DateOnly(2026, 12, 31)), Records.Plan(), 780)!;
        var early = EventForecast.Of(Made.Data(times, new DateOnly(2026, 3, 31)), Records.Plan(), 780)!;

        late.DayOf(91).ShouldBeNull("nobody enters any more");
        early.DayOf(500).ShouldNotBeNull();
        early.ExpectedBy(new DateOnly(2055, 1, 1)).ShouldBe(780, 1);
    }

    [Fact]
    public void Before_the_first_events_the_planned_median_is_taken()
    {
        // ln 2/12.3 months is the plan's hazard: after a median's time half of those at risk have the event.
        var forecast = EventForecast.Of(Made.Data([.. Made.Arm("B", 100, 0, 10)], Cutoff), Records.Plan(), 100)!;

        forecast.ExpectedBy(Cutoff.AddDays((int)Math.Round(12.3 * 30.4375))).ShouldBe(50, 0.1);
        EventForecast.Of(Made.Data([.. Made.Arm("B", 100, 0, 10)], Cutoff), Records.Plan() with { ControlMedian = null }, 100).ShouldBeNull();
    }
}
