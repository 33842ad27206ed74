using System.Globalization;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Forms;
using Equipoise.Registry.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Equipoise.Web.Screening;

/// <summary>What a professional asks: studies, a day, and patients as a file, as a table of facts or as fields filled in.</summary>
/// <param name="Studies">The studies' ids.</param>
/// <param name="AsOf">The day to judge on.</param>
/// <param name="Patients">The patients; null where none is given yet.</param>
internal sealed record ScreeningInput(IReadOnlyList<string> Studies, DateOnly AsOf, IReadOnlyList<PatientFacts>? Patients)
{
    /// <summary>How many studies are judged at once.</summary>
    public const int MostStudies = 10;

    /// <summary>How many patients fit a page.</summary>
    public const int MostPatients = 20;

    /// <summary>Which files are taken.</summary>
    private const string TakenKinds = "Taken are FHIR R4 as JSON (a bundle), as NDJSON (a resource or bundle a line), and a table of facts as CSV.";

    private static readonly char[] Between = [' ', ',', ';', '\t', '\r', '\n'];

    /// <summary>The words of a field, whatever stands between them.</summary>
    public static string[] WordsOf(string? field) => (field ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads the studies that an address or a field names.</summary>
    public static IReadOnlyList<string> StudiesOf(StringValues fields) =>
        [.. fields.SelectMany(WordsOf).Select(id => StudyId.TryParseWhole(id, out var study) ? study.ToString() : id).Distinct(StringComparer.Ordinal).Take(MostStudies + 1)];

    /// <summary>The day to judge on: today where a form leaves it empty, null where it names none.</summary>
    public static DateOnly? DayOf(IFormCollection form, DateOnly today) => form["asOf"].FirstOrDefault() is not { Length: > 0 } text ? today
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null;

    /// <summary>Reads a form.</summary>
    public static async Task<(ScreeningInput? Input, ScreeningProblem? Problem)> ReadAsync(IFormCollection form, DateOnly today, CancellationToken cancellation)
    {
        var studies = StudiesOf(form["study"]);
        if (studies.Count is 0 or > MostStudies)
            return (null, ScreeningProblem.Wrong($"Name at least one study and at most {MostStudies}, by their ids."));
        if (DayOf(form, today) is not { } asOf)
            return (null, ScreeningProblem.Wrong("The day to judge on is no day: write it as 2026-11-22."));
        try
        {
            var patients = await PatientsAsync(form, cancellation);
            return patients is { Count: > MostPatients }
                ? (null, ScreeningProblem.Wrong($"There are {patients.Count} patients in it, and a page shows {MostPatients}: use 'equipoise match' for more."))
                : (new ScreeningInput(studies, asOf, patients), null);
        }
        catch (FormatException unread)
        {
            return (null, ScreeningProblem.Wrong(unread.Message));
        }
    }

    private static async Task<IReadOnlyList<PatientFacts>?> PatientsAsync(IFormCollection form, CancellationToken cancellation)
    {
        var filled = FormReader.Read(form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))));
        if (form.Files["record"] is { Length: > 0 } file)
        {
            // Two records of one patient: which one counts, nobody said.
            if (filled is not null)
                throw new FormatException("Both a file and filled-in facts were sent: send one of them, or add the facts to the file as rows of a table.");
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, cancellation);
            try
            {
                return FactReader.Read(memory.ToArray());
            }
            catch (FormatException unread)
            {
                throw new FormatException($"The file “{ScreeningForm.NameOf(file.FileName)}” cannot be read. {unread.Message} {TakenKinds}", unread);
            }
        }

        if (form["facts"].FirstOrDefault() is { Length: > 0 } table)
            return FactReader.Read(System.Text.Encoding.UTF8.GetBytes(table));
        return filled is null ? null : [filled];
    }
}
