using System.Globalization;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Screening;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Forms;

/// <summary>Whether the days of a form can be, by what else is on record of the participant.</summary>
internal static class FormDays
{
    /// <summary>The day a form speaks of: the start of a dose, else the first day it asks for; null where it asks for none or has no answer.</summary>
    public static DateOnly? DayOf(Form form, IReadOnlyDictionary<string, string> values) =>
        (form.Exposure is { } roles ? form.Field(roles.Start) : form.Fields.FirstOrDefault(field => field.Type == FieldType.Date)) is { } day && values.TryGetValue(day.Code, out var text)
            ? DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    /// <summary>Goes on where no answer is before the birth, and what the form speaks of did not begin after the death.</summary>
    /// <param name="form">The form.</param>
    /// <param name="values">Its answers.</param>
    /// <param name="file">The participant.</param>
    /// <param name="dispositions">What became of the participant.</param>
    /// <exception cref="StepRefusedException">A day cannot be.</exception>
    public static void CheckLife(Form form, IReadOnlyDictionary<string, string> values, ParticipantFile file, IReadOnlyList<DispositionEvent> dispositions)
    {
        if (BirthOf(file) is { } birth && form.Fields.FirstOrDefault(field => IsDay(field) && values.TryGetValue(field.Code, out var text) && IsBefore(text, birth)) is { } early)
            throw StepRefusedException.Invalid("before-birth", $"{early.Label}: {values[early.Code]} is before the birth of {birth} on record: correct one of the two.");
        // The form that tells of a death may be filled in by somebody who learned of it later.
        if (form.Death is null && DayOf(form, values) is { } day && dispositions.LastOrDefault(one => one.Kind is DispositionKind.Death)?.OnDay is { } died && day > died)
            throw StepRefusedException.Invalid("after-death", $"{form.Title} of {day:yyyy-MM-dd} is after the death of {died:yyyy-MM-dd}: correct one of the two.");
    }

    /// <summary>Goes on where the day of a visit is one of the study.</summary>
    /// <exception cref="StepRefusedException">It is before consent. What was done for screening may have been done in routine care before; a visit of the study was not.</exception>
    public static void CheckConsent(IReadOnlyList<Visit> visits, Form form, FormPlace place, DateOnly? day, ParticipantFile file)
    {
        var kind = visits.First(visit => string.Equals(visit.Code, place.Visit, StringComparison.Ordinal)).Kind;
        if (!form.IsLog && kind is not (VisitKind.Screening or VisitKind.Unscheduled) && day < file.Consents[0].ConsentedOn)
            throw StepRefusedException.Invalid("before-consent", $"{form.Title} of {day:yyyy-MM-dd} is before the consent of {file.Consents[0].ConsentedOn:yyyy-MM-dd}: a visit of the study comes after it.");
    }

    /// <summary>Asks about a day that is longer before consent than screening reaches back: it may be a slip of the year.</summary>
    public static IEnumerable<AnswerProblem> Questions(Form form, IReadOnlyDictionary<string, string> values, ParticipantFile file)
    {
        var reach = file.Protocol.Design.ScreeningDays;
        if (form.AdverseEvent is not null && DayOf(form, values) is { } began && began < file.Consents[0].ConsentedOn)
            yield return new AnswerProblem(form.AdverseEvent.Start, $"It began on {began:yyyy-MM-dd}, before the consent of {file.Consents[0].ConsentedOn:yyyy-MM-dd}: is it medical history?", IsRefusal: false, "consent-day");
        if (form.IsLog || form.Death is not null || reach == 0 || DayOf(form, values) is not { } day || day >= file.Consents[0].ConsentedOn.AddDays(-reach))
            yield break;
        var field = form.Fields.First(one => one.Type == FieldType.Date);
        yield return new AnswerProblem(
            field.Code, $"{field.Label}: {day:yyyy-MM-dd} is more than {reach} days before the consent of {file.Consents[0].ConsentedOn:yyyy-MM-dd}: compare it with the source.", IsRefusal: false, "consent-day");
    }

    private static string? BirthOf(ParticipantFile file) => file.Entries.Where(entry => entry.Counts)
        .SelectMany(entry => (file.Protocol.Design.Form(entry.Form)?.Fields ?? []).Where(field => field.Fact?.Kind == FactKind.Birth).Select(field => entry.Values().GetValueOrDefault(field.Code)))
        .LastOrDefault(answer => answer is not null);

    private static bool IsDay(FormField field) => field.Type is FieldType.Date or FieldType.PartialDate or FieldType.DateTime && field.Fact?.Kind is not FactKind.Birth;

    // Of days of different precision only the common part can be compared.
    private static bool IsBefore(string day, string birth)
    {
        var common = Math.Min(Math.Min(day.Length, birth.Length), 10);
        return string.CompareOrdinal(day[..common], birth[..common]) < 0;
    }
}
