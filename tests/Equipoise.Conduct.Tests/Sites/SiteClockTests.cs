using Equipoise.Conduct.Sites;

namespace Equipoise.Conduct.Tests.Sites;

public sealed class SiteClockTests
{
    [Theory]
    [InlineData("2026-03-10T14:30", "Europe/Paris", "2026-03-10T13:30Z")]
    [InlineData("2026-07-10T14:30", "Europe/Paris", "2026-07-10T12:30Z")]
    [InlineData("2026-07-10T14:30", "Asia/Kolkata", "2026-07-10T09:00Z")]
    [InlineData("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30Z")] // shown twice: the first
    [InlineData("2026-03-29T02:30", "Europe/Paris", "2026-03-29T01:30Z")] // never shown: as before the change
    public void What_a_clock_shows_is_a_moment(string shown, string zone, string moment) =>
        SiteClock.At(DateTime.Parse(shown, System.Globalization.CultureInfo.InvariantCulture), zone).ShouldBe(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
}
