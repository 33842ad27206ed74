using Equipoise.Conduct.Safety;

namespace Equipoise.Conduct.Tests.Safety;

/// <summary>The 24 hours.</summary>
public sealed class SeriousEventClockTests
{
    // The night of 2026-03-29, when clocks in Paris go from 2 to 3.
    private static readonly DateTimeOffset Known = new(2026, 3, 28, 20, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(null, 23.9, ReportingStatus.Open)]
    [InlineData(null, 24.0, ReportingStatus.Open)]
    [InlineData(null, 24.1, ReportingStatus.Overdue)]
    [InlineData(24.0, 30.0, ReportingStatus.InTime)]
    [InlineData(24.1, 30.0, ReportingStatus.Late)]
    public void The_clock_runs_from_when_the_site_knew(double? reported, double now, ReportingStatus status) =>
        SeriousEventClock.Of(Known, 24, reported is { } hours ? Known.AddHours(hours) : null, Known.AddHours(now)).Status.ShouldBe(status);

    [Fact]
    public void Summer_time_takes_no_hour_away() =>
        SeriousEventClock.Of(Known, 24, null, Known).Due.ShouldBe(new DateTimeOffset(2026, 3, 29, 21, 0, 0, TimeSpan.FromHours(2)));
}
