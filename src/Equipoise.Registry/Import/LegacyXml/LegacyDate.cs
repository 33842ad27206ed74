using System.Globalization;

namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>Dates as the older XML writes them.</summary>
internal static class LegacyDate
{
    private static readonly (string From, string To)[] Forms =
    [
        ("MMMM d, yyyy", "yyyy-MM-dd"),
        ("MMMM yyyy", "yyyy-MM"),
        ("yyyy-MM-dd", "yyyy-MM-dd"),
        ("yyyy-MM", "yyyy-MM"),
        ("yyyy", "yyyy"),
    ];

    /// <summary>The newer form: <c>January 5, 2020</c> becomes <c>2020-01-05</c>, <c>January 2020</c> becomes <c>2020-01</c>; null
    /// for what is no date.</summary>
    public static string? Read(string text)
    {
        foreach (var (from, to) in Forms)
        {
            if (DateOnly.TryParseExact(text.Trim(), from, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date.ToString(to, CultureInfo.InvariantCulture);
        }

        return null;
    }
}
