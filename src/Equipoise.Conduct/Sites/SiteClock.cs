namespace Equipoise.Conduct.Sites;

/// <summary>What a site's clock shows, as a moment of the world's.</summary>
public static class SiteClock
{
    /// <summary>The moment at which a clock showed a time.</summary>
    /// <param name="shown">Day and time on the clock.</param>
    /// <param name="timeZone">The IANA name of its time zone.</param>
    /// <returns>Of a time shown twice in autumn the first, so that no deadline comes out too late; a time skipped in spring counts as if the
    /// clock had not been moved.</returns>
    public static DateTimeOffset At(DateTime shown, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max()
            : zone.IsInvalidTime(shown) ? zone.GetUtcOffset(shown.AddHours(-3))
            : zone.GetUtcOffset(shown);
        return new DateTimeOffset(DateTime.SpecifyKind(shown, DateTimeKind.Unspecified), offset);
    }

    /// <summary>What the clock shows at a moment, with its offset.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="timeZone">The IANA name of the clock's time zone.</param>
    public static DateTimeOffset Shown(DateTimeOffset moment, string timeZone) => TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
}
