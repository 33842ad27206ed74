using System.Globalization;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Units;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Reads one answer as its field takes it.</summary>
internal static class AnswerReader
{
    private const int FirstYear = 1900;
    private const int LongestText = 2000;
    private const int LongestNumber = 20;
    private const string DateForm = "yyyy-MM-dd";
    private const string DateTimeForm = "yyyy-MM-dd'T'HH:mm";

    /// <summary>The kept form of an answer that is not empty.</summary>
    /// <param name="field">The question.</param>
    /// <param name="text">What was given, without blanks around it.</param>
    /// <param name="now">The date and time at the site: nothing has been observed after it.</param>
    /// <param name="problem">The sentence about an answer that will not do; else null.</param>
    public static string Read(FormField field, string text, DateTime now, out string? problem)
    {
        problem = null;
        switch (field.Type)
        {
            case FieldType.Text:
                problem = text.Length > LongestText ? $"{field.Label}: at most {LongestText} letters."
                    : text.Any(letter => char.IsControl(letter) && letter is not '\n' and not '\r' and not '\t') ? $"{field.Label}: it holds signs that cannot be shown."
                    : null;
                return text;
            case FieldType.YesNo:
                problem = text is "Y" or "N" ? null : $"{field.Label}: answer Y or N.";
                return text;
            case FieldType.Code:
                problem = field.Codes.Any(item => string.Equals(item.Code, text, StringComparison.Ordinal)) ? null : $"{field.Label}: choose one of {string.Join(", ", field.Codes.Select(item => item.Code))}.";
                return text;
            case FieldType.WholeNumber or FieldType.Number:
                return Number(field, text, out problem);
            case FieldType.Date:
                if (!DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    problem = $"{field.Label}: write the day as year-month-day, such as 2026-03-04.";
                else if (day > DateOnly.FromDateTime(now) && !field.MayBeFuture)
                    problem = $"{field.Label}: {text} has not come yet at the site.";
                else if (day.Year < FirstYear)
                    problem = $"{field.Label}: {text} is too long ago.";
                return text;
            case FieldType.PartialDate:
                if (text.Length > 10 || !FactDate.TryParse(text, out var date))
                    problem = $"{field.Label}: write a day, month or year, such as 2026-03-04, 2026-03 or 2026.";
                else if (date.First > DateOnly.FromDateTime(now))
                    problem = $"{field.Label}: {text} has not come yet at the site.";
                else if (date.First.Year < FirstYear)
                    problem = $"{field.Label}: {text} is too long ago.";
                return text;
            case FieldType.DateTime:
                if (!DateTime.TryParseExact(text, DateTimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
                    problem = $"{field.Label}: write day and time as 2026-03-04T14:30.";
                else if (moment > now && !field.MayBeFuture)
                    problem = $"{field.Label}: {text} has not come yet at the site.";
                else if (moment.Year < FirstYear)
                    problem = $"{field.Label}: {text} is too long ago.";
                return text;
            default:
                throw new InvalidOperationException($"A field of type {field.Type} cannot be read.");
        }
    }

    private static string Number(FormField field, string text, out string? problem)
    {
        const NumberStyles signs = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Length > LongestNumber || !decimal.TryParse(text, signs, CultureInfo.InvariantCulture, out var number))
        {
            problem = $"{field.Label}: write a number with a point, such as 80.5.";
            return text;
        }

        problem = field.Type == FieldType.WholeNumber && number != decimal.Truncate(number) ? $"{field.Label}: write a whole number."
            : field.Allowed is { } allowed && !allowed.Holds(number) ? $"{field.Label}: {UnitWords.With(text, field.Unit)} cannot be right; it lies outside {Words(allowed)}. Check the number and its unit."
            : null;
        return number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A range in words.</summary>
    public static string Words(NumberRange range) => (range.From, range.To) switch
    {
        ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"{from} to {to}"),
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"{from} or more"),
        (null, { } to) => string.Create(CultureInfo.InvariantCulture, $"{to} or less"),
        _ => "any number",
    };
}
