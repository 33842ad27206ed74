using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Equipoise.Registry.Records;

/// <summary>A date of which the record may state only the year or only the year and month: <c>2025</c>, <c>2025-11</c> or
/// <c>2025-11-21</c> (type <c>PartialDate</c> of the ClinicalTrials.gov API v2).</summary>
/// <remarks>Always a date of the calendar. Ordered by the first day it may mean, the less precise before the more precise.</remarks>
public sealed record PartialDate : IComparable<PartialDate>
{
    private PartialDate(int year, int? month, int? day) => (Year, Month, Day) = (year, month, day);

    /// <summary>The year, 1 to 9999.</summary>
    public int Year { get; }

    /// <summary>The month, 1 to 12; null where the record states only the year.</summary>
    public int? Month { get; }

    /// <summary>The day of the month; null where the record states no day.</summary>
    public int? Day { get; }

    /// <summary>The first day it may mean.</summary>
    public DateOnly First => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day it may mean.</summary>
    public DateOnly Last => (Month, Day) switch
    {
        (null, _) => new DateOnly(Year, 12, 31),
        ({ } month, null) => new DateOnly(Year, month, DateTime.DaysInMonth(Year, month)),
        _ => First,
    };

    /// <summary>True where <paramref name="left"/> begins before <paramref name="right"/>.</summary>
    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    /// <summary>True where <paramref name="left"/> begins after <paramref name="right"/>.</summary>
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    /// <summary>True where <paramref name="left"/> does not begin after <paramref name="right"/>.</summary>
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    /// <summary>True where <paramref name="left"/> does not begin before <paramref name="right"/>.</summary>
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    /// <summary>Reads a date.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static PartialDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"'{(text.Length > 40 ? text[..40] + "…" : text)}' is not a date: write a year, a month or a day, such as 2025, 2025-11 or 2025-11-21.");

    /// <summary>Reads a date written <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>; false where the text is none, or names a
    /// day that the calendar does not have.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PartialDate? date)
    {
        date = null;
        var read = (text?.Length ?? 0) switch
        {
            4 => "yyyy",
            7 => "yyyy-MM",
            10 => "yyyy-MM-dd",
            _ => null,
        };
        if (read is null || !DateOnly.TryParseExact(text, read, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            return false;
        date = new PartialDate(first.Year, read.Length > 4 ? first.Month : null, read.Length > 7 ? first.Day : null);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(PartialDate? other) =>
        other is null ? 1 : (First, Precision).CompareTo((other.First, other.Precision));

    /// <summary>The ISO 8601 form, as precise as the date is.</summary>
    public override string ToString() => (Month, Day) switch
    {
        (null, _) => Year.ToString("D4", CultureInfo.InvariantCulture),
        ({ } month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}"),
        _ => First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private int Precision => Day is not null ? 2 : Month is not null ? 1 : 0;
}
