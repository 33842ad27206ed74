using System.Globalization;

namespace Equipoise.Analysis.Endpoints;

/// <summary>Days as answers keep them.</summary>
internal static class AnsweredDay
{
    /// <summary>The day of an answer that begins with one; null where it does not.</summary>
    public static DateOnly? Read(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The first and the last day that a partial date may mean: <c>2026</c>, <c>2026-05</c> or <c>2026-05-03</c>; null where it is none.</summary>
    public static (DateOnly First, DateOnly Last)? ReadPartial(string text)
    {
        if (Read(text) is { } whole)
            return (whole, whole);
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return (month, month.AddMonths(1).AddDays(-1));
        return DateOnly.TryParseExact(text, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year) ? (year, year.AddYears(1).AddDays(-1)) : null;
    }
}
