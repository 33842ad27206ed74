using System.Globalization;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Equipoise.Eligibility.Facts;

/// <summary>When something was so, as precisely as the record says: a day, or all days of a month or year.</summary>
/// <param name="First">The first day it may mean.</param>
/// <param name="Last">The last day it may mean.</param>
/// <param name="Text">As the record writes it, to the day at most.</param>
public sealed partial record FactDate(DateOnly First, DateOnly Last, string Text)
{
    // Of nobody alive, or what systems write where there is none (9999-12-31).
    private const int FirstYear = 1800;
    private const int LastYear = 2100;

    /// <summary>The moment, where the record gives a time with its zone; it orders values of one day.</summary>
    public DateTimeOffset? Moment { get; init; }

    /// <summary>One day.</summary>
    public static FactDate On(DateOnly day) => new(day, day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A date that is on record and cannot be read: any day.</summary>
    public static FactDate Illegible(string written) => new(DateOnly.MinValue, DateOnly.MaxValue, Fhir.Json.Short(written));

    /// <summary>Whether it may be any day.</summary>
    public bool IsIllegible => First == DateOnly.MinValue && Last == DateOnly.MaxValue;

    /// <summary>Whether it lies before another, whatever days the two mean.</summary>
    public bool IsBefore(FactDate? other) => other is not null && Last < other.First;

    /// <summary>The same, where it is known to lie no later than a day: a month that has not ended yet.</summary>
    public FactDate UpTo(DateOnly day) => Last > day && First <= day ? this with { Last = day } : this;

    /// <summary>Reads a FHIR date or dateTime: <c>2025</c>, <c>2025-03</c>, <c>2025-03-04</c>, or a day with a time that there is, of which
    /// the day as written counts. A year before 1800 or after 2100 is a slip.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FactDate? date)
    {
        date = null;
        if (text is null)
            return false;
        var hasTime = text.Length > 10 && text[10] is 'T' or ' ';
        if (hasTime && !Time().IsMatch(text.AsSpan(11)))
            return false;
        var day = hasTime ? text[..10] : text;
        var format = day.Length switch { 4 => "yyyy", 7 => "yyyy-MM", 10 => "yyyy-MM-dd", _ => null };
        if (format is null || !DateOnly.TryParseExact(day, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || first.Year is < FirstYear or > LastYear)
            return false;
        var last = day.Length switch
        {
            4 => new DateOnly(first.Year, 12, 31),
            7 => new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)),
            _ => first,
        };
        date = new FactDate(first, last, day) { Moment = hasTime ? MomentOf(text) : null };
        return true;
    }

    // A leap second is one; the farthest zones are 14 hours ahead.
    [GeneratedRegex("^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]{1,12})?)?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Time();

    // A time without a zone orders nothing: the next value may come from another clock.
    private static DateTimeOffset? MomentOf(string text) =>
        (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > 10) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment.ToUniversalTime() : null;
}
