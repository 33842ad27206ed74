using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Treatment;

/// <summary>What the door of all forms asks of a dose: it fills in the plan, refuses what cannot have been so, and turns what breaks a rule into a deviation in
/// the same transaction. For every other form it does nothing.</summary>
internal static class DoseDoor
{
    /// <summary>Fills in what the system knows of a dose: the planned day, the dose by rule and the weight it was calculated from.</summary>
    /// <param name="change">The step.</param>
    /// <param name="file">The participant.</param>
    /// <param name="form">The form.</param>
    /// <param name="answers">What was typed.</param>
    /// <param name="id">The entry that is corrected; null for a new one.</param>
    public static async Task<IReadOnlyDictionary<string, string?>> FillAsync(ConductChange change, ParticipantFile file, Form form, IReadOnlyDictionary<string, string?> answers, string? id)
    {
        if (form.Exposure is not { } roles)
            return answers;
        var filled = answers.Where(answer => !roles.IsComputed(answer.Key)).ToDictionary(StringComparer.Ordinal);
        // What was typed wrongly is told by the form's own check, which comes next.
        var check = FormCheck.Check(form, filled, change.Clock(file.Site.TimeZone));
        if (!check.MayBeKept || await CourseAsync(change, file) is not { } course)
            return filled;
        var typed = ExposureEntry.Read(form, Entry(form, id, check.Values, change.Today(file.Site.TimeZone)));
        var treatment = course.Arm.Treatments.FirstOrDefault(one => string.Equals(one.Code, typed.Treatment, StringComparison.Ordinal));
        if (treatment is null || typed.Status == DoseStatus.Returned)
            return filled;
        var others = id is null ? course.Log : course.Log.Without(id);
        // A dose that was left out or held has no day of its own: all that was given so far comes before it.
        var before = typed.Status == DoseStatus.Given ? others.Before(typed.Treatment, typed.Cycle, typed.Day) : others.Before(typed.Treatment, typed.Cycle, DateOnly.MaxValue);
        var next = course.NextOf(treatment, before, typed.Body, typed.Percent);
        Put(filled, roles.Planned, next?.Plan.Planned.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (typed.Status != DoseStatus.Given)
            return filled;
        Put(filled, roles.PlannedDose, next?.Dose?.Amount.ToString(CultureInfo.InvariantCulture));
        Put(filled, roles.CalculatedFrom, next?.Dose?.Body?.Weight.ToString(CultureInfo.InvariantCulture));
        return filled;
    }

    /// <summary>Judges a dose that was entered, corrected or struck out.</summary>
    /// <returns>What it changed beside the entry, for the trail.</returns>
    /// <exception cref="StepRefusedException">It cannot have been so, or breaks a rule without a reason.</exception>
    public static async Task<IReadOnlyList<AuditChange>> JudgeAsync(ConductChange change, ParticipantFile file, Form form, FormEntry entry, FormEntry? corrected = null)
    {
        if (form.Exposure is null)
            return [];
        change.Actor.Demand(Permission.Treat, file.Site.Code);
        var course = await CourseAsync(change, file)
            ?? throw StepRefusedException.Conflict("not-randomized", $"{file.Participant.Code} is not randomized: nothing of the study treatment is given before.");
        var log = course.Log.Without(entry.Id);
        var dose = ExposureEntry.Read(form, entry);
        if (corrected is not null)
            DoseRefusals.CheckCorrection(ExposureEntry.Read(form, corrected), dose, entry.Counts, log);
        if (!entry.Counts)
            return await DoseDeviations.KeepAsync(change, file, entry, dose, []);
        DoseRefusals.Check(course, log, file, dose, corrected is null);
        var breaches = DoseJudgment.Of(course, log, form, dose, TimeZoneInfo.FindSystemTimeZoneById(file.Site.TimeZone));
        DoseRefusals.CheckReason(form, dose, breaches);
        return await DoseDeviations.KeepAsync(change, file, entry, dose, breaches);
    }

    private static async Task<TreatmentCourse?> CourseAsync(ConductChange change, ParticipantFile file)
    {
        var (study, code) = (file.Participant.Study, file.Participant.Code);
        return await change.AllocationAsync(study, code) is { } allocation
            ? new TreatmentCourse(file.Protocol.Design, allocation, file.Entries, file.Consents, await change.DispositionsAsync(study, code))
            : null;
    }

    private static FormEntry Entry(Form form, string? id, IReadOnlyDictionary<string, string> values, DateOnly today) => new()
    {
        Id = id ?? "", Form = form.Code, Visit = "", VisitCount = 1, Number = 0, Answers = System.Text.Json.JsonSerializer.Serialize(values), RecordedOn = today, Status = "entered", Version = 1,
    };

    private static void Put(Dictionary<string, string?> answers, string? field, string? value)
    {
        if (field is not null && value is not null)
            answers[field] = value;
    }
}
