using System.Globalization;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Visits;
using Equipoise.Protocols;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Treatment;

/// <summary>Records doses, and tells what is next and what was given. A dose is an entry of the protocol's log of doses and goes through the door of all forms
/// (docs/adr/0022).</summary>
/// <param name="store">The conduct database.</param>
/// <param name="forms">The door of all forms.</param>
/// <param name="time">The clock.</param>
public sealed class TreatmentSteps(ConductStore store, FormSteps forms, TimeProvider time)
{
    /// <summary>Records what became of a dose.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its entry, and the deviations that it is.</returns>
    /// <exception cref="StepRefusedException">The actor may not, it cannot have been so, or it breaks a rule without a reason.</exception>
    public Task<(FormEntry Entry, IReadOnlyList<Deviation> Deviations)> RecordAsync(Actor actor, string study, string code, NewDose dose, CancellationToken cancellation = default) =>
        EnterAsync(actor, study, code, dose.Cycle, form => Answers(form, dose), cancellation);

    /// <summary>Records what became of a dose, as somebody typed it into the log of doses.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="cycle">The cycle, by which the entry finds its visit.</param>
    /// <param name="answers">The answers, for that form.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its entry, and the deviations that it is.</returns>
    /// <exception cref="StepRefusedException">The actor may not, it cannot have been so, or it breaks a rule without a reason.</exception>
    public async Task<(FormEntry Entry, IReadOnlyList<Deviation> Deviations)> EnterAsync(
        Actor actor, string study, string code, int cycle, Func<Form, IReadOnlyDictionary<string, string?>> answers, CancellationToken cancellation = default)
    {
        var design = await store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.Treat, study, code);
                actor.Demand(Permission.Treat, participant.Site);
                return (await snapshot.ProtocolAsync(study, participant.ProtocolVersion)).Design;
            },
            cancellation);
        var form = design.DoseLog ?? throw StepRefusedException.Conflict("no-dose-log", "The protocol has no form for doses, so none can be recorded: it needs a log with 'exposure'.");
        var entry = await forms.EnterAsync(actor, study, code, Place(design, form, cycle), answers(form), cancellation);
        return (entry, await store.ReadAsync(snapshot => DeviationsOfAsync(snapshot, study, code, entry), cancellation));
    }

    /// <summary>The treatment of a participant so far, and what is next.</summary>
    /// <exception cref="StepRefusedException">There is no such participant whose arm the actor may see, or they are not randomized.</exception>
    public Task<(ParticipantFile File, TreatmentCourse Course)> ReadAsync(Actor actor, string study, string code, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var participant = await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code);
                actor.Demand(Permission.ReadAllocations, participant.Site);
                var file = await ParticipantFile.ReadAsync(snapshot, participant);
                return (file, await CourseAsync(snapshot, file) ?? throw NotRandomized(code));
            },
            cancellation);

    /// <summary>The calendar of a randomized participant as of today at the site. The doses on it are for those alone who may see the arm.</summary>
    /// <exception cref="StepRefusedException">There is no such participant whom the actor may see, or they are not randomized.</exception>
    public async Task<(ParticipantFile File, ParticipantCalendar Calendar)> CalendarAsync(Actor actor, string study, string code, CancellationToken cancellation = default)
    {
        var (file, calendar) = await FindCalendarAsync(actor, study, code, cancellation);
        return (file, calendar ?? throw NotRandomized(code));
    }

    /// <summary>The same; the calendar is null before randomization.</summary>
    /// <exception cref="StepRefusedException">There is no such participant whom the actor may see.</exception>
    public async Task<(ParticipantFile File, ParticipantCalendar? Calendar)> FindCalendarAsync(Actor actor, string study, string code, CancellationToken cancellation = default)
    {
        var (file, course) = await store.ReadAsync(
            async snapshot =>
            {
                var read = await ParticipantFile.ReadAsync(snapshot, await snapshot.ParticipantAsync(actor, Permission.ReadParticipants, study, code));
                return (read, await CourseAsync(snapshot, read));
            },
            cancellation);
        if (course is null)
            return (file, null);
        var calendar = ParticipantCalendar.Of(course, file.Entries, file.Consents, Moments.DayAt(time.GetUtcNow(), file.Site.TimeZone));
        return actor.May(Permission.ReadAllocations, file.Site.Code) ? (file, calendar) : (file.WithoutArm(), calendar with { Doses = [] });
    }

    private static async Task<TreatmentCourse?> CourseAsync(ConductSnapshot snapshot, ParticipantFile file)
    {
        var (study, code) = (file.Participant.Study, file.Participant.Code);
        return await snapshot.AllocationAsync(study, code) is { } allocation
            ? new TreatmentCourse(file.Protocol.Design, allocation, file.Entries, file.Consents, await snapshot.DispositionsAsync(study, code))
            : null;
    }

    private static StepRefusedException NotRandomized(string code) =>
        StepRefusedException.Conflict("not-randomized", $"{code} is not randomized: treatment and calendar begin with that.");

    private static async Task<IReadOnlyList<Deviation>> DeviationsOfAsync(ConductSnapshot snapshot, string study, string code, FormEntry entry) =>
        [.. (await snapshot.DeviationsAsync(study, code)).Where(deviation => string.Equals(deviation.Subject, $"form/{entry.Id}", StringComparison.Ordinal))];

    // The visit that goes with the cycle; a study without one writes doses at its unscheduled visit.
    private static FormPlace Place(StudyDesign design, Form form, int cycle)
    {
        var visit = design.Visits.FirstOrDefault(visit => visit.When is { Anchor: TimeAnchor.FirstDose, Repeats.Count: > 0 } && visit.Kind == VisitKind.Treatment);
        return visit is null
            ? new FormPlace(form.Code, (design.Visits.FirstOrDefault(one => one.Kind == VisitKind.Unscheduled) ?? design.Visits[0]).Code)
            : new FormPlace(form.Code, visit.Code, cycle);
    }

    private static Dictionary<string, string?> Answers(Form form, NewDose dose)
    {
        var roles = form.Exposure!;
        var answers = new Dictionary<string, string?>(StringComparer.Ordinal);
        var status = dose.Status switch
        {
            DoseStatus.Given => roles.Given,
            DoseStatus.Missed => roles.Missed,
            DoseStatus.Held => roles.Held,
            _ => roles.Returned ?? throw StepRefusedException.Invalid("nothing-returned", "By the protocol nothing is taken home, so nothing comes back."),
        };
        Put(roles.Treatment, dose.Treatment, "a treatment");
        Put(roles.Cycle, dose.Cycle.ToString(CultureInfo.InvariantCulture), "a cycle");
        Put(roles.Status, status, "what became of the dose");
        Put(roles.Start, dose.Start, "a start");
        Put(roles.End, dose.End, "an end");
        Put(roles.Dose, Text(dose.Amount), "an amount");
        Put(roles.Percent, Text(dose.Percent), "a share of the full dose");
        Put(roles.Count, Text(dose.Count), "a number of single doses");
        Put(roles.Weight, Text(dose.Weight), "a weight");
        Put(roles.Height, Text(dose.Height), "a height");
        Put(roles.Reason, dose.Reason, "a reason");
        Put(roles.Words, dose.Words, "words");
        Put(roles.Contrary, dose.IsContrary ? "Y" : null, "doses that it does not allow");
        return answers;

        void Put(string? field, string? answer, string what)
        {
            if (!string.IsNullOrEmpty(answer))
                answers[field ?? throw StepRefusedException.Invalid("not-asked", $"The log of doses of this protocol does not ask for {what}: leave it out.")] = answer;
        }
    }

    private static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);
}
