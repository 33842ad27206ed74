using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;
using Equipoise.Conduct.Studies;

namespace Equipoise.Conduct.Randomization;

/// <summary>Randomizes: eligibility, consent, signature, site, caps and strata are checked and the slot used in one transaction.</summary>
/// <remarks>Rows are taken in the order participant, site, stratum, study, trail; every step that takes several takes them so.</remarks>
/// <param name="store">The conduct database.</param>
/// <param name="slots">Knows the arm of the slot that is used.</param>
/// <param name="time">The clock.</param>
public sealed class Randomizer(ConductStore store, SlotSource slots, TimeProvider time)
{
    /// <summary>Randomizes a participant.</summary>
    /// <param name="actor">Who does.</param>
    /// <param name="study">The study.</param>
    /// <param name="code">The participant.</param>
    /// <param name="key">The request's idempotency key: the same key gets the same answer.</param>
    /// <param name="asked">The levels of factors that no form holds, by the factors' codes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">Something stands in the way; nobody was randomized and no slot used. The attempt stands in the trail.</exception>
    public async Task<RandomizationAnswer> RandomizeAsync(
        Actor actor, string study, string code, string key, IReadOnlyDictionary<string, string>? asked = null, CancellationToken cancellation = default)
    {
        RequestKey.Check(key);
        // Requests that come again and are long settled wait for no writer; and judging, which takes the most time, happens before the
        // rows are taken. The step itself trusts it only where nothing on record has changed since.
        // What is read of another's allocation may not be on the disk yet: nobody is told of what a power cut could still undo.
        var (settled, done, judged) = await LookAsync(actor, study, code, key, cancellation);
        if (settled is not null)
            return settled;
        if (done is not null)
            throw AlreadyRandomized(done);
        try
        {
            return await store.ChangeAsync(actor, study, change => StepAsync(change, study, code, key, asked ?? new Dictionary<string, string>(StringComparer.Ordinal), judged), cancellation);
        }
        catch (StepRefusedException refusal) when (refusal.Code is "already-randomized")
        {
            await LookAsync(actor, study, code, key, cancellation);
            throw;
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Conflict or RefusalKind.Invalid && refusal.Code is not "key-reused")
        {
            await TellRefusalAsync(actor, study, code, refusal, cancellation);
            throw;
        }
    }

    private Task<(RandomizationAnswer? Settled, AllocationRecord? Done, JudgedFile? Judged)> LookAsync(Actor actor, string study, string code, string key, CancellationToken cancellation) =>
        store.ReadDurablyAsync(snapshot => LookAsync(snapshot, actor, study, code, key), looked => looked.Settled is not null || looked.Done is not null, cancellation);

    private async Task<(RandomizationAnswer? Settled, AllocationRecord? Done, JudgedFile? Judged)> LookAsync(ConductSnapshot snapshot, Actor actor, string study, string code, string key)
    {
        var batch = snapshot.Batch();
        var (whom, given, done) = (batch.Participant(actor, Permission.Randomize, study, code), batch.Answer(study, actor.AccountId, key), batch.Allocation(study, code));
        await batch.SendAsync();
        var participant = whom();
        actor.Demand(Permission.Randomize, participant.Site);
        if (given.Value is not null)
            return (Same(given.Value, code), null, null);
        if (done.Value is not null || participant.Status is not ParticipantStatus.Screening)
            return (null, done.Value, null);
        var file = await ParticipantFile.ReadAsync(snapshot, participant);
        return (null, null, JudgedFile.Of(file, Moments.DayAt(time.GetUtcNow(), file.Site.TimeZone)));
    }

    private async Task<RandomizationAnswer> StepAsync(ConductChange change, string study, string code, string key, IReadOnlyDictionary<string, string> asked, JudgedFile? judged)
    {
        var batch = change.Batch();
        var whom = change.TakeParticipant(batch, Permission.Randomize, study, code);
        var (given, done) = (batch.Answer(study, change.Actor.AccountId, key), batch.Allocation(study, code));
        // What is on record is read in the same message, after the participant was taken: most often of whoever was looked at before.
        var read = judged is null ? null : ParticipantFile.With(batch, judged.File.Participant);
        var (conducted, active, signed) = (batch.Study(study), batch.ActiveScheme(study), batch.Signatures(study, code));
        await batch.SendAsync();
        var participant = whom();
        if (given.Value is not null)
        {
            change.NothingToDo();
            return Same(given.Value, code);
        }

        if (done.Value is not null)
            throw AlreadyRandomized(done.Value);
        var file = read is not null && participant == judged!.File.Participant ? await read(change) : await ParticipantFile.ReadAsync(change, participant);
        var scheme = Check(change, file, judged, conducted.Value, active.Value, signed.Value);
        var definition = SchemeDefinition.Read(scheme.Definition);
        var levels = StratificationLevels.Of(file, asked);

        var allocation = await AllocateAsync(change, file, scheme, definition, levels);
        var arm = file.Protocol.Design.Arm(allocation.Arm);
        var answer = new RandomizationAnswer(
            study, code, file.Site.Code, allocation.RandomizationNumber, arm.Code, arm.Name, levels.ToDictionary(StringComparer.Ordinal), allocation.RandomizedAt, allocation.RandomizedOn,
            allocation.RandomizedOn.AddDays(file.Protocol.Design.FirstDoseDays),
            [.. arm.Treatments.OrderBy(treatment => treatment.Sequence).Select(treatment => $"{treatment.Name} {treatment.Dose}, {treatment.Route}")],
            file.Protocol.Number);
        change.KeepAnswerWithTrail(key, new GivenAnswer { Fingerprint = Fingerprint(code), Answer = JsonSerializer.Serialize(answer, JsonSerializerOptions.Web) }, KeyReused);
        Tell(change, file, scheme, allocation);
        return answer;
    }

    private static string Fingerprint(string code) => $"randomize {code}";

    private static RandomizationAnswer Same(GivenAnswer given, string code) => string.Equals(given.Fingerprint, Fingerprint(code), StringComparison.Ordinal)
        ? JsonSerializer.Deserialize<RandomizationAnswer>(given.Answer, JsonSerializerOptions.Web)!
        : throw KeyReused();

    private static StepRefusedException KeyReused() =>
        StepRefusedException.Conflict("key-reused", "This idempotency key was used for another request: give each request its own.");

    private static StepRefusedException AlreadyRandomized(AllocationRecord done) =>
        StepRefusedException.Conflict("already-randomized", $"{done.Participant} is randomized already: {done.RandomizationNumber}, arm {done.Arm}.");

    // A flat list: what must hold, each with its reason.
    private static Scheme Check(ConductChange change, ParticipantFile file, JudgedFile? judged, ConductedStudy? study, Scheme? active, IReadOnlyList<ElectronicSignature> signatures)
    {
        var participant = file.Participant;
        var design = file.Protocol.Design;
        var today = change.Today(file.Site.TimeZone);
        if (participant.Status is not ParticipantStatus.Screening)
            throw StepRefusedException.Conflict("not-in-screening", $"{participant.Code} is {participant.Status}, not in screening.");
        if (study?.Status is not "open")
            throw StepRefusedException.Conflict("study-closed", $"The study {participant.Study} is closed to new participants.");
        if (!file.Site.IsActive)
            throw StepRefusedException.Conflict("site-not-active", $"The site {file.Site.Code} is {file.Site.Status}, not active.");
        if (!file.HasConsent)
            throw StepRefusedException.Conflict("consent-missing", $"{participant.Code} has no consent that stands.");
        if (participant.ScreenedOn < today.AddDays(-design.ScreeningDays))
            throw StepRefusedException.Conflict("screening-too-old", $"{participant.Code} was screened on {participant.ScreenedOn:yyyy-MM-dd}, more than {design.ScreeningDays} days ago: record a screening failure and screen anew.");
        if (active is not { } scheme)
            throw StepRefusedException.Conflict("no-scheme", $"The study {participant.Study} has no active randomization scheme.");
        if (!string.Equals(scheme.ProtocolVersion, file.Protocol.Number, StringComparison.Ordinal))
            throw StepRefusedException.Conflict("other-version", $"{participant.Code} consented to protocol version {file.Protocol.Number}, and randomization is by version {scheme.ProtocolVersion}: record consent to that version first.");

        var report = judged?.IsOf(file, today) == true ? judged.Report : file.Judge(today);
        if (!report.IsEligible)
            throw new StepRefusedException(RefusalKind.Conflict, "not-eligible", $"{participant.Code} is not eligible: {report.Obstacles[0]}") { Reasons = report.Obstacles };
        if (!signatures.Any(signature => signature.Subject is SignatureSteps.Eligibility && string.Equals(signature.ContentHash, report.ContentHash, StringComparison.Ordinal)))
            throw StepRefusedException.Conflict("not-signed", signatures.Any(signature => signature.Subject is SignatureSteps.Eligibility)
                ? $"What is on record of {participant.Code} has changed since an investigator signed its eligibility: sign again."
                : $"No investigator has signed that {participant.Code} is eligible.");
        return scheme;
    }

    private async Task<AllocationRecord> AllocateAsync(ConductChange change, ParticipantFile file, Scheme scheme, SchemeDefinition definition, IReadOnlyList<KeyValuePair<string, string>> levels)
    {
        var (study, code) = (file.Participant.Study, file.Participant.Code);
        var stratum = definition.StratumOf([.. levels.Select(level => level.Value)]);
        // All rows that others want too are taken in one message, so that nobody waits for them longer than need be.
        var batch = change.Batch();
        var (room, slot) = (batch.CountRandomized(study, file.Site.Code), batch.TakeSlot(study, scheme.Number, stratum));
        var (active, counted) = (batch.ActiveScheme(study), batch.CountRandomized(study, file.Protocol.Design.Enrollment));
        change.TakeHead(batch);
        await batch.SendAsync();
        if (room.Value is null)
            throw StepRefusedException.Conflict("site-full", $"The site {file.Site.Code} has randomized as many as its cap allows.");
        // An amendment may have retired the scheme while this step waited for the stratum.
        if (slot.Value is not { } position || active.Value?.Number != scheme.Number)
            throw StepRefusedException.Conflict("scheme-replaced", "The randomization scheme was replaced at this moment: try again.");
        if (position > scheme.SlotsPerStratum)
            throw StepRefusedException.Conflict("list-exhausted", $"All slots of the stratum {stratum} are used: nobody is randomized in it before the statistician activates a new scheme.");
        if (counted.Value is not { } count)
            throw StepRefusedException.Conflict("study-full", $"The study {study} has randomized as many as planned.");

        var allocation = new AllocationRecord
        {
            Scheme = scheme.Number,
            Stratum = stratum,
            Position = position,
            Participant = code,
            Site = file.Site.Code,
            Arm = definition.IsMinimization
                ? slots.NextArm(scheme, definition, await change.AllocationsAsync(study, scheme.Number), [.. levels.Select(level => level.Value)])
                : slots.ArmAt(scheme, definition, stratum, position),
            RandomizationNumber = string.Create(CultureInfo.InvariantCulture, $"R{count:0000}"),
            Factors = JsonSerializer.Serialize(levels.ToDictionary(StringComparer.Ordinal)),
            RandomizedAt = change.At,
            RandomizedOn = change.Today(file.Site.TimeZone),
        };
        change.AddAllocationWithTrail(allocation);
        change.KeepRandomizedWithTrail(file.Participant);
        return allocation;
    }

    private static void Tell(ConductChange change, ParticipantFile file, Scheme scheme, AllocationRecord allocation) =>
        change.Tell(Fact("participant.randomize", file) with
        {
            Changes =
            [
                new("status", file.Participant.Status, ParticipantStatus.Randomized),
                new("randomizationNumber", null, allocation.RandomizationNumber),
                new("arm", null, allocation.Arm),
                new("scheme", null, scheme.Number.ToString(CultureInfo.InvariantCulture)),
                new("stratum", null, allocation.Stratum),
                new("position", null, allocation.Position.ToString(CultureInfo.InvariantCulture)),
                new("factors", null, allocation.Factors),
            ],
        });

    private static AuditFact Fact(string action, ParticipantFile file) => new(action, $"participant/{file.Participant.Code}")
    {
        Site = file.Site.Code,
        TimeZone = file.Site.TimeZone,
        Participant = file.Participant.Code,
        ProtocolVersion = file.Participant.ProtocolVersion,
    };

    private Task<int> TellRefusalAsync(Actor actor, string study, string code, StepRefusedException refusal, CancellationToken cancellation) =>
        store.ChangeAsync(
            actor,
            study,
            async change =>
            {
                var file = await ParticipantFile.ReadAsync(change, await change.ParticipantAsync(actor, Permission.Randomize, study, code));
                change.Tell(Fact("participant.randomize-refused", file) with { Reason = refusal.Message, Changes = [new("refusal", null, refusal.Code)] });
                return 0;
            },
            cancellation);
}
