using System.Globalization;

namespace Equipoise.Conduct.Store;

/// <summary>Moments as the conduct database keeps them: UTC, written so that their order is that of their letters.</summary>
internal static class Moments
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);

    /// <summary>The day it is at a place, by the IANA name of its time zone.</summary>
    public static DateOnly DayAt(DateTimeOffset moment, string timeZone) => DateOnly.FromDateTime(ClockAt(moment, timeZone));

    /// <summary>What the clock there shows.</summary>
    public static DateTime ClockAt(DateTimeOffset moment, string timeZone) => TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime;
}
