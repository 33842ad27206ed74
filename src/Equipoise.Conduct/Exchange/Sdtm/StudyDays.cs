using System.Globalization;

namespace Equipoise.Conduct.Exchange.Sdtm;

/// <summary>The days from which a participant's study days and epochs count.</summary>
/// <param name="Consent">The day of the first consent (RFICDTC); null for none.</param>
/// <param name="Randomized">The day of randomization; null for none.</param>
/// <param name="FirstDose">The day of the first dose (RFXSTDTC); null for none.</param>
/// <param name="LastDose">The day of the last dose (RFXENDTC); null for none.</param>
/// <param name="TreatmentEnd">The day on which treatment was ended for good; null where it was not.</param>
internal sealed record StudyDays(DateOnly? Consent, DateOnly? Randomized, DateOnly? FirstDose, DateOnly? LastDose, DateOnly? TreatmentEnd)
{
    /// <summary>The reference day (RFSTDTC): that of the first dose, before it that of randomization.</summary>
    public DateOnly? Reference => FirstDose ?? Randomized;

    /// <summary>The study day (SDTMIG 3.4, section 4.4.4): the reference day is day 1, the day before it day −1; null where the day is not wholly known.</summary>
    public int? DayOf(string? date) =>
        Day(date) is { } day && Reference is { } first ? day.DayNumber - first.DayNumber + (day >= first ? 1 : 0) : null;

    /// <summary>The epoch of a day; randomization still lies in screening.</summary>
    public string? EpochOf(string? date)
    {
        if (Day(date) is not { } day)
            return null;
        var first = FirstDose ?? Randomized?.AddDays(1);
        if (first is null || day < first)
            return "SCREENING";
        return TreatmentEnd is { } end && day > end ? "FOLLOW-UP" : "TREATMENT";
    }

    /// <summary>A whole day of ISO 8601; null where month or day are missing.</summary>
    public static DateOnly? Day(string? date) =>
        date is { Length: >= 10 } && DateOnly.TryParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day as ISO 8601.</summary>
    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
