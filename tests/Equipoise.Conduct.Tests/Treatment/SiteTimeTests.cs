using System.Globalization;
using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>What a site's clock says when it is put forward or back.</summary>
public sealed class SiteTimeTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2026-03-29T01:59", "2026-03-29T01:59:00+01:00")]
    [InlineData("2026-03-29T03:00", "2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T02:30", "2026-10-25T02:30:00+02:00")] // shown twice: the first
    [InlineData("2026-10-25T03:00", "2026-10-25T03:00:00+01:00")]
    public void A_clock_shows_a_moment(string clock, string moment) => SiteTime.At(Clock(clock), Paris).ShouldBe(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));

    [Fact]
    public void What_a_clock_skips_never_was()
    {
        SiteTime.At(Clock("2026-03-29T02:30"), Paris).ShouldBeNull();
        SiteTime.At(Clock("2026-03-08T02:30"), NewYork).ShouldBeNull();
        SiteTime.At(Clock("2026-03-08T02:30"), Paris).ShouldNotBeNull();
    }

    [Fact]
    public void An_infusion_over_the_hour_that_comes_twice_lasts_as_long_as_it_did()
    {
        // 02:40 summer time to 02:20 winter time are 40 minutes, though the clock seems to run backwards.
        var start = SiteTime.At(Clock("2026-10-25T02:40"), Paris)!.Value;
        (SiteTime.At(Clock("2026-10-25T02:20"), Paris, start)!.Value - start).ShouldBe(TimeSpan.FromMinutes(40));
        // 01:30 to 03:00 are 150 minutes that night, and 30 in spring.
        (SiteTime.At(Clock("2026-10-25T03:00"), Paris)!.Value - SiteTime.At(Clock("2026-10-25T01:30"), Paris)!.Value).ShouldBe(TimeSpan.FromMinutes(150));
        (SiteTime.At(Clock("2026-03-29T03:00"), Paris)!.Value - SiteTime.At(Clock("2026-03-29T01:30"), Paris)!.Value).ShouldBe(TimeSpan.FromMinutes(30));
    }

    private static DateTime Clock(string text) => DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
