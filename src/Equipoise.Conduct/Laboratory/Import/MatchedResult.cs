using System.Globalization;
using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Sites;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>A reported result as the protocol's form takes it.</summary>
/// <param name="Source">What was reported.</param>
/// <param name="Form">The form.</param>
/// <param name="Field">The test's field.</param>
/// <param name="Day">The day of sampling at the site.</param>
/// <param name="Value">The value in the field's unit, as it is kept.</param>
/// <param name="Range">The laboratory's own range in that unit; null where the file has none.</param>
internal sealed record MatchedResult(ReportedResult Source, Form Form, FormField Field, DateOnly Day, string Value, ReferenceRange? Range)
{
    private const int SignificantDigits = 6;
    private static readonly string[] UnitsOfRatios = ["", "1", "{INR}", "{ratio}", "INR"];

    /// <summary>Finds form, field, day and value.</summary>
    /// <exception cref="StepRefusedException">One of them cannot be found; the message says which.</exception>
    public static MatchedResult Of(ReportedResult source, AssessedParticipant participant, DateTime now)
    {
        if (source.Problem is { } problem)
            throw Refused(problem);
        var (form, field) = FieldOf(source, participant);
        var day = DayOf(source.Sampled, participant.Site.TimeZone);
        if (day > DateOnly.FromDateTime(now))
            throw Refused($"{day:yyyy-MM-dd} has not come yet at the site.");
        if (!TryNumber(source.Value, out var number))
            throw Refused(source.Value.Length == 0 ? "There is no value." : $"'{Short(source.Value)}' is no number: write it with a point, such as 4.1.");
        var value = Convert(number, source, field) ?? throw Refused(source.Unit.Length == 0 ? $"There is no unit: {field.Label} is kept in {field.Unit}." : $"'{Short(source.Unit)}' cannot be turned into {field.Unit}, in which {field.Label} is kept.");
        var kept = AnswerReader.Read(field, value.ToString("G29", CultureInfo.InvariantCulture), now, out var unfit);
        return unfit is null ? new MatchedResult(source, form, field, day, kept, RangeOf(source, field)) : throw Refused(unfit);
    }

    private static (Form Form, FormField Field) FieldOf(ReportedResult source, AssessedParticipant participant)
    {
        foreach (var test in source.Tests.Where(test => test.Length > 0))
        {
            var variable = Variables.FindLoinc(test)?.Id ?? test;
            foreach (var form in participant.Design.Forms.Where(form => form.Laboratory is not null))
            {
                if (form.Fields.FirstOrDefault(field => LaboratoryReport.IsTest(field) && (string.Equals(field.Code, test, StringComparison.OrdinalIgnoreCase) || string.Equals(field.Fact!.Name, variable, StringComparison.OrdinalIgnoreCase))) is { } found)
                    return (form, found);
            }
        }

        throw Refused(source.Tests.All(test => test.Length == 0) ? "There is no test." : $"The protocol's forms have no laboratory test '{Short(source.Tests.First(test => test.Length > 0))}': name it by its LOINC code, by the form's field or by the variable.");
    }

    private static DateOnly DayOf(string text, string timeZone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        if (text.Length is < 16 or > 40 || text[10] != 'T' || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            throw Refused(text.Length == 0 ? "There is no day of sampling." : $"'{Short(text)}' is no day of sampling: write year-month-day, such as 2026-03-04.");
        // Without an offset it is what the clock showed there.
        return text.EndsWith('Z') || text.AsSpan(16).ContainsAny('+', '-') ? DateOnly.FromDateTime(SiteClock.Shown(moment, timeZone).DateTime) : DateOnly.FromDateTime(moment.UtcDateTime);
    }

    private static decimal? Convert(decimal number, ReportedResult source, FormField field)
    {
        if (field.Unit is "1")
            return UnitsOfRatios.Contains(source.Unit, StringComparer.Ordinal) ? number : null;
        if (LabUnits.IsMilliequivalents(source.Unit))
            return IonCharge.Of(field.Fact!.Name) is { } charges ? Convert(number / charges, source with { Unit = LabUnits.Millimoles }, field) : null;
        var from = LabUnits.Ucum(source.Unit);
        if (string.Equals(from, field.Unit, StringComparison.Ordinal))
            return number;
        return UnitConversion.Convert(number, from, field.Unit!, Variables.Find(field.Fact!.Name)?.MolarMass, out _) is { } converted ? Rounded(converted, field) : null;
    }

    // A conversion gives more digits than anybody measured.
    private static decimal Rounded(decimal number, FormField field)
    {
        if (field.Type == FieldType.WholeNumber || number == 0)
            return decimal.Round(number, 0, MidpointRounding.AwayFromZero);
        var before = (int)Math.Floor(Math.Log10((double)Math.Abs(number))) + 1;
        return decimal.Round(number, Math.Clamp(SignificantDigits - before, 0, 12), MidpointRounding.AwayFromZero);
    }

    private static ReferenceRange? RangeOf(ReportedResult source, FormField field)
    {
        if (source.Low.Length == 0 && source.High.Length == 0)
            return null;
        if ((source.Low.Length > 0 && !TryNumber(source.Low, out _)) || (source.High.Length > 0 && !TryNumber(source.High, out _)))
            throw Refused($"The reference range from '{Short(source.Low)}' to '{Short(source.High)}' is none: write numbers, or leave them out.");
        decimal? low = TryNumber(source.Low, out var from) ? Convert(from, source, field) : null;
        decimal? high = TryNumber(source.High, out var to) ? Convert(to, source, field) : null;
        return low > high ? throw Refused($"The reference range ends at {source.High}, before it begins at {source.Low}.") : new ReferenceRange(field.Fact!.Name, field.Unit!, Plain(low), Plain(high));
    }

    // Without the zeros that a conversion leaves behind.
    private static decimal? Plain(decimal? number) => number is { } known ? decimal.Parse(known.ToString("G29", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;

    private static bool TryNumber(string text, out decimal number)
    {
        number = 0;
        return text.Length is > 0 and <= 20 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && Math.Abs(number) < 1e12m;
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static StepRefusedException Refused(string sentence) => StepRefusedException.Invalid("import-result", sentence);
}
