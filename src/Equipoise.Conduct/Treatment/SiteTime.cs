namespace Equipoise.Conduct.Treatment;

/// <summary>Moments as a site's clock shows them, across changes to and from summer time.</summary>
public static class SiteTime
{
    /// <summary>The moment that a clock shows; where it shows it twice, the first one.</summary>
    /// <param name="clock">What the clock shows.</param>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="notBefore">A moment that it cannot be before, as the beginning is for an end; null for none.</param>
    /// <returns>The moment; null where the clock never shows it, since it was put forward over it.</returns>
    public static DateTimeOffset? At(DateTime clock, TimeZoneInfo zone, DateTimeOffset? notBefore = null)
    {
        if (zone.IsInvalidTime(clock))
            return null;
        if (!zone.IsAmbiguousTime(clock))
            return new DateTimeOffset(clock, zone.GetUtcOffset(clock));
        // Before the clock is put back the offset is the larger one.
        var moments = zone.GetAmbiguousTimeOffsets(clock).Select(offset => new DateTimeOffset(clock, offset)).Order().ToList();
        return moments.Find(moment => notBefore is null || moment > notBefore) is { Ticks: > 0 } fitting ? fitting : moments[^1];
    }
}
