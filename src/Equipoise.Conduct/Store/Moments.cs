using System.Globalization;

namespace Equipoise.Conduct.Store;

/// <summary>Moments as the conduct database keeps them: UTC, written so that their order is that of their letters.</summary>
internal static class Moments
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.fffffff'Z'";

    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public static string? Write(DateTimeOffset? moment) => moment is { } known ? Write(known) : null;

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateTimeOffset? ReadOrNull(string? text) => text is null ? null : Read(text);
}
