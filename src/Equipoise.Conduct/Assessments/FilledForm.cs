using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Assessments;

/// <summary>An entry with its form. Its answers are read once, when the first of them is asked for: most derivations ask a few forms only.</summary>
/// <param name="form">The form.</param>
/// <param name="entry">The entry.</param>
public sealed class FilledForm(Form form, FormEntry entry)
{
    /// <summary>The form.</summary>
    public Form Form { get; } = form;

    /// <summary>The entry.</summary>
    public FormEntry Entry { get; } = entry;

    /// <summary>Its answers by field code.</summary>
    public IReadOnlyDictionary<string, string> Answers => field ??= Entry.Values();

    /// <summary>The answer to a question; null where there is none, or the form does not ask.</summary>
    public string? Text(string? field) => field is null ? null : Answers.GetValueOrDefault(field);

    /// <summary>An answer as people read it: of a code its label.</summary>
    public string? Words(string? field) => Text(field) is { } answer
        ? Form.Field(field!)?.Codes.FirstOrDefault(item => string.Equals(item.Code, answer, StringComparison.Ordinal))?.Label ?? answer
        : null;

    /// <summary>An answer that is a day; null where there is none.</summary>
    public DateOnly? Day(string? field) =>
        DateOnly.TryParseExact(Text(field), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>An answer that is a day with a time, on the site's clock; null where there is none.</summary>
    public DateTime? Moment(string? field) =>
        DateTime.TryParseExact(Text(field), "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>An answer that is a number; null where there is none.</summary>
    public decimal? Number(string? field) =>
        decimal.TryParse(Text(field), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
