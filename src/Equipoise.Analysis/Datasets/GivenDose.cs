using System.Globalization;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;

namespace Equipoise.Analysis.Datasets;

/// <summary>A dose that was given, from an entry of a form of the domain EX.</summary>
/// <param name="Treatment">The code of the treatment.</param>
/// <param name="Day">The day.</param>
/// <param name="Amount">How much; null where the form does not say.</param>
/// <param name="Unit">Of what unit; empty where the form does not say.</param>
/// <param name="Form">The form.</param>
/// <param name="Field">The field that tells the day.</param>
/// <param name="Entry">The entry.</param>
public sealed record GivenDose(string Treatment, DateOnly Day, decimal? Amount, string Unit, string Form, string Field, string Entry)
{
    private const string Given = "GIVEN";

    /// <summary>The doses on record of a participant until a day, in the order of their days.</summary>
    public static IReadOnlyList<GivenDose> Of(StudyDesign design, IEnumerable<FormEntry> entries, DateOnly cutoff)
    {
        var doses = new List<GivenDose>();
        foreach (var entry in entries)
        {
            if (design.Form(entry.Form) is { Domain: "EX" } form && Read(form, design, entry) is { } dose && dose.Day <= cutoff)
                doses.Add(dose);
        }

        return [.. doses.OrderBy(dose => dose.Day).ThenBy(dose => dose.Entry, StringComparer.Ordinal)];
    }

    private static GivenDose? Read(Form form, StudyDesign design, FormEntry entry)
    {
        var answers = entry.Values();
        // A form that tells what became of a dose also tells of doses that were not given.
        if (form.WithAnswer(Given) is { } status && !string.Equals(answers.GetValueOrDefault(status), Given, StringComparison.OrdinalIgnoreCase))
            return null;
        if (form.OfTreatment(design.Arms) is not { } treatment || form.First(FieldType.Date, FieldType.DateTime) is not { } day ||
            answers.GetValueOrDefault(treatment) is not { } code || answers.GetValueOrDefault(day) is not { Length: >= 10 } when)
            return null;
        var amount = form.OfAmount() is { } field && decimal.TryParse(answers.GetValueOrDefault(field.Code), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number, field.Unit ?? "") : ((decimal?)null, "");
        return amount.Item1 == 0 ? null : new GivenDose(code, DateOnly.ParseExact(when[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), amount.Item1, amount.Item2, form.Code, day, entry.Id);
    }
}
