using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Treatment;
using Equipoise.Protocols.Forms;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Forms;

/// <summary>Fills in forms, corrects them with a reason, and strikes out what was entered in error.</summary>
/// <param name="store">The conduct database.</param>
public sealed class FormSteps(ConductStore store)
{
    private const int MostEntries = 10_000;

    /// <summary>Fills in a form.</summary>
    /// <param name="actor">Who enters.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="place">Which form, at which visit.</param>
    /// <param name="answers">The answers by field code.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, it is out of order, or an answer will not do.</exception>
    public Task<FormEntry> EnterAsync(Actor actor, string study, string code, FormPlace place, IReadOnlyDictionary<string, string?> answers, CancellationToken cancellation = default) =>
        EnterAsync(actor, study, code, place, answers, confirmation: null, cancellation);

    /// <summary>Fills in a form; what edit checks ask is put to the person first, and kept as queries with what they said.</summary>
    /// <exception cref="StepRefusedException">As above; or a check asks something that is not confirmed, see <see cref="StepRefusedException.Questions"/>.</exception>
    public Task<FormEntry> EnterAsync(
        Actor actor, string study, string code, FormPlace place, IReadOnlyDictionary<string, string?> answers, Confirmation? confirmation, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.EnterData, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                var design = file.Protocol.Design;
                var form = design.Form(place.Form) ?? throw StepRefusedException.NotFound("no-such-form", $"The protocol has no form '{place.Form}'.");
                CheckOpen(file, form);
                CheckVisit(design.Visits, form, place, participant);
                var earlier = file.Entries.Where(entry => string.Equals(entry.Form, form.Code, StringComparison.Ordinal)).ToList();
                if (earlier.Count >= MostEntries)
                    throw StepRefusedException.Conflict("too-many-entries", $"The form {form.Code} has {MostEntries} entries: no more are taken.");
                if (!form.IsLog && earlier.Find(entry => entry.Counts && IsAt(entry, place)) is { } there)
                    throw StepRefusedException.Conflict("entry-exists", $"{form.Title} of this visit is entered already, as {there.Id}: correct that entry instead.");

                var checkedAnswers = Check(form, await DoseDoor.FillAsync(change, file, form, answers, id: null), change, file);
                FormDays.CheckLife(form, checkedAnswers.Values, file, await change.DispositionsAsync(study, code));
                FormDays.CheckConsent(design.Visits, form, place, FormDays.DayOf(form, checkedAnswers.Values), file);
                var number = earlier.Count + 1;
                var entry = new FormEntry
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{form.Code}-{number}"),
                    Form = form.Code,
                    Visit = place.Visit,
                    VisitCount = place.VisitCount,
                    Number = number,
                    Answers = JsonSerializer.Serialize(checkedAnswers.Values),
                    RecordedOn = FormDays.DayOf(form, checkedAnswers.Values) ?? change.Today(file.Site.TimeZone),
                    Status = "entered",
                    Version = 1,
                };
                await change.AddEntryAsync(code, entry);
                var doseChanges = await DoseDoor.JudgeAsync(change, file, form, entry);
                var queries = await CheckQueries.KeepAsync(change, file, form, before: null, entry, [.. checkedAnswers.Questions, .. FormDays.Questions(form, checkedAnswers.Values, file)], confirmation, reason: "");
                change.Tell(Fact("form.enter", entry, file) with { Changes = [.. checkedAnswers.Values.Select(answer => new AuditChange(answer.Key, null, answer.Value)), .. doseChanges, .. queries] });
                return entry;
            },
            cancellation);

    /// <summary>Corrects an entry: the old answers stay in the trail.</summary>
    /// <param name="actor">Who corrects.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="id">The entry.</param>
    /// <param name="answers">All of its answers anew.</param>
    /// <param name="version">The version of the entry that the actor read.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The actor may not, the entry was changed by somebody else, is frozen or locked, or an answer will not do.</exception>
    public Task<FormEntry> CorrectAsync(
        Actor actor, string study, string code, string id, IReadOnlyDictionary<string, string?> answers, long version, string reason, CancellationToken cancellation = default) =>
        CorrectAsync(actor, study, code, id, answers, version, reason, confirmation: null, cancellation);

    /// <summary>Corrects an entry; what edit checks ask is put to the person first, and kept as queries with what they said.</summary>
    /// <exception cref="StepRefusedException">As above; or a check asks something that is not confirmed, see <see cref="StepRefusedException.Questions"/>.</exception>
    public Task<FormEntry> CorrectAsync(
        Actor actor, string study, string code, string id, IReadOnlyDictionary<string, string?> answers, long version, string reason, Confirmation? confirmation, CancellationToken cancellation = default) =>
        AlterAsync(actor, study, code, id, version, reason, "form.correct", confirmation, async (change, file, form, entry) =>
        {
            var checkedAnswers = Check(form, await DoseDoor.FillAsync(change, file, form, answers, id), change, file);
            FormDays.CheckLife(form, checkedAnswers.Values, file, await change.DispositionsAsync(study, code));
            var corrected = entry with
            {
                Answers = JsonSerializer.Serialize(checkedAnswers.Values),
                RecordedOn = FormDays.DayOf(form, checkedAnswers.Values) ?? entry.RecordedOn,
                Verified = 0,
            };
            return (corrected, [.. checkedAnswers.Questions, .. FormDays.Questions(form, checkedAnswers.Values, file)]);
        }, cancellation);

    /// <summary>Strikes out an entry that should not be there. It stays to be seen and no longer counts.</summary>
    /// <exception cref="StepRefusedException">The actor may not, the entry was changed by somebody else, or is frozen or locked.</exception>
    public Task<FormEntry> StrikeAsync(Actor actor, string study, string code, string id, long version, string reason, CancellationToken cancellation = default) =>
        AlterAsync(actor, study, code, id, version, reason, "form.strike", confirmation: null, (_, _, _, entry) => Task.FromResult<(FormEntry, IReadOnlyList<AnswerProblem>)>((entry with { Status = "struck", Verified = 0 }, [])), cancellation);

    private static void CheckOpen(ParticipantFile file, Form form)
    {
        var code = file.Participant.Code;
        if (file.Consents.Count == 0)
            throw StepRefusedException.Conflict("consent-missing", $"{code} has no consent on record: nothing is collected before it.");
        if (file.Consents.FirstOrDefault(consent => consent.WithdrawnOn is not null) is { } withdrawn && withdrawn.StillAllowed?.Split(' ').Contains(form.Code, StringComparer.Ordinal) != true)
            throw StepRefusedException.Conflict("consent-withdrawn", $"{code} withdrew consent on {withdrawn.WithdrawnOn:yyyy-MM-dd}, and {form.Title} is not among what may still be collected.");
        if (file.Participant.Status is ParticipantStatus.ScreenFailure)
            throw StepRefusedException.Conflict("screen-failure", $"{code} is a screening failure: its data are closed.");
        if (form.Fields.Any(field => field.Fact?.Kind == FactKind.Consent))
            throw StepRefusedException.Conflict("consent-step", "Consent is recorded by its own step, once.");
    }

    private static void CheckVisit(IReadOnlyList<Visit> visits, Form form, FormPlace place, Participant participant)
    {
        var visit = visits.FirstOrDefault(one => string.Equals(one.Code, place.Visit, StringComparison.Ordinal))
            ?? throw StepRefusedException.NotFound("no-such-visit", $"The protocol has no visit '{place.Visit}'.");
        if (!form.IsLog && !visit.Forms.Contains(form.Code, StringComparer.Ordinal))
            throw StepRefusedException.Conflict("form-not-at-visit", $"{form.Title} is not filled in at {visit.Name}.");
        if (place.VisitCount is < 1 or > 1000 || (place.VisitCount > 1 && visit.Kind == VisitKind.Screening))
            throw StepRefusedException.Invalid("visit-count", $"{visit.Name.Replace("{n}", "", StringComparison.Ordinal).Trim()} has no {place.VisitCount}. time.");
        if (participant.Status is ParticipantStatus.Screening && visit.Kind is not (VisitKind.Screening or VisitKind.Unscheduled))
            throw StepRefusedException.Conflict("not-randomized", $"{participant.Code} is not randomized yet: {visit.Name.Replace("{n}", place.VisitCount.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)} comes later.");
    }

    private static CheckedAnswers Check(Form form, IReadOnlyDictionary<string, string?> answers, ConductChange change, ParticipantFile file)
    {
        var checkedAnswers = FormCheck.Check(form, ArmAnswers.Complete(form, answers, file.Protocol.Design, file.Arm), change.Clock(file.Site.TimeZone));
        if (checkedAnswers.MayBeKept)
            return checkedAnswers;
        IReadOnlyList<string> reasons = [.. checkedAnswers.Problems.Where(problem => problem.IsRefusal).Select(problem => problem.Message)];
        throw new StepRefusedException(RefusalKind.Invalid, "answers", reasons[0]) { Reasons = reasons };
    }

    private static bool IsAt(FormEntry entry, FormPlace place) =>
        string.Equals(entry.Visit, place.Visit, StringComparison.Ordinal) && entry.VisitCount == place.VisitCount;

    private static AuditFact Fact(string action, FormEntry entry, ParticipantFile file) => new(action, $"form/{entry.Id}")
    {
        Site = file.Site.Code,
        TimeZone = file.Site.TimeZone,
        Participant = file.Participant.Code,
        ProtocolVersion = file.Participant.ProtocolVersion,
    };

    private static List<AuditChange> Differences(FormEntry before, FormEntry after)
    {
        var (old, now) = (before.Values(), after.Values());
        var changes = old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(key => !string.Equals(old.GetValueOrDefault(key), now.GetValueOrDefault(key), StringComparison.Ordinal))
            .Select(key => new AuditChange(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key))).ToList();
        if (!string.Equals(before.Status, after.Status, StringComparison.Ordinal))
            changes.Add(new AuditChange("status", before.Status, after.Status));
        return changes;
    }

    private Task<FormEntry> AlterAsync(
        Actor actor, string study, string code, string id, long version, string reason, string action, Confirmation? confirmation,
        Func<ConductChange, ParticipantFile, Form, FormEntry, Task<(FormEntry Entry, IReadOnlyList<AnswerProblem> Questions)>> alter, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var participant = await change.TakeParticipantAsync(Permission.EnterData, study, code);
                var file = await ParticipantFile.ReadAsync(change, participant);
                var entry = await change.EntryAsync(study, code, id);
                var form = file.Protocol.Design.Form(entry.Form) ?? throw StepRefusedException.NotFound("no-such-form", $"The protocol has no form '{entry.Form}'.");
                if (entry.Version != version)
                    throw StepRefusedException.Stale($"The entry {id}");
                if (!entry.Counts)
                    throw StepRefusedException.Conflict("entry-struck", $"The entry {id} was struck out: enter the form anew.");
                if (entry.Locked != 0 || entry.Frozen != 0)
                    throw StepRefusedException.Conflict("entry-closed", $"The entry {id} is {(entry.Locked != 0 ? "locked" : "frozen")}: ask a data manager to open it.");
                if (reason is null || reason.Trim().Length is < 3 or > 2000)
                    throw StepRefusedException.Invalid("reason-missing", "A correction needs a reason of 3 to 2,000 letters.");

                var (meant, questions) = await alter(change, file, form, entry);
                var altered = meant with { Version = version + 1 };
                var differences = Differences(entry, altered);
                if (differences.Count == 0)
                    throw StepRefusedException.Conflict("no-change", "The answers are those on record: there is nothing to correct.");
                await change.KeepEntryAsync(code, altered);
                var doseChanges = await DoseDoor.JudgeAsync(change, file, form, altered, corrected: entry);
                differences.AddRange(await CheckQueries.KeepAsync(change, file, form, entry, altered, questions, confirmation, reason.Trim()));
                change.Tell(Fact(action, altered, file) with { Changes = [.. differences, .. doseChanges], Reason = reason.Trim() });
                return altered;
            },
            cancellation);
}
