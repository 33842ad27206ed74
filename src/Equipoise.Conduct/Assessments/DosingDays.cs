using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Assessments;

/// <summary>The days of the first and the last dose, from forms of SDTM's domain EX.</summary>
/// <param name="First">The day of the first; null without one.</param>
/// <param name="Last">The day of the last; null without one.</param>
internal sealed record DosingDays(DateOnly? First, DateOnly? Last)
{
    private const string Exposure = "EX";

    public static bool Tell(Form form) => string.Equals(form.Domain, Exposure, StringComparison.Ordinal);

    public static DosingDays Of(IReadOnlyList<FilledForm> forms)
    {
        var days = forms.Where(filled => Tell(filled.Form)).Select(GivenOn).Where(day => day is not null).ToList();
        return new DosingDays(days.Min(), days.Max());
    }

    // The first day or moment that such a form asks for is when the dose was given; one without it was not.
    private static DateOnly? GivenOn(FilledForm filled) =>
        filled.Form.Fields.FirstOrDefault(field => field.Type is FieldType.Date or FieldType.DateTime) is { } when
            ? filled.Day(when.Code) ?? (filled.Moment(when.Code) is { } moment ? DateOnly.FromDateTime(moment) : null)
            : null;
}
