using Equipoise.Conduct.Access;
using Equipoise.Conduct.Participants;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>The tables <c>participant</c> and <c>consent</c>.</summary>
internal static class ParticipantTable
{
    private const string Fields =
        """
        study_id as Study, participant_id as Code, site_id as Site, status as Status, protocol_version as ProtocolVersion, screened_on as ScreenedOn,
        rescreened_from as RescreenedFrom, failure_reason as FailureReason, failed_criteria as FailedCriteria, locked as Locked, version as Version
        """;

    private const string OfCode = $"select {Fields} from participant where study_id = @study and participant_id = @code";

    private const string KeepRandomized =
        "update participant set status = 'randomized', version = version + 1 where study_id = @Study and participant_id = @Code";

    private const string SelectedConsents =
        """
        select number as Number, consent_version as ConsentVersion, protocol_version as ProtocolVersion, consented_on as ConsentedOn,
          obtained_by as ObtainedBy, withdrawn_on as WithdrawnOn, still_allowed as StillAllowed
        from consent where study_id = @study
        """;

    public static Task<IReadOnlyList<Participant>> ParticipantsAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<Participant>($"select {Fields} from participant where study_id = @study order by participant_id", new { study });

    /// <summary>A participant whom the actor may know of by one of their permissions.</summary>
    /// <exception cref="StepRefusedException">There is none, or the actor may not know.</exception>
    public static async Task<Participant> ParticipantAsync(this ConductSnapshot snapshot, Actor actor, Permission permission, string study, string code) =>
        Seen(await snapshot.QueryOneAsync<Participant>(OfCode, new { study, code }), actor, permission, study, code);

    /// <summary>The same with a batch; what it returns says whom, or refuses, once the batch was sent.</summary>
    public static Func<Participant> Participant(this StatementBatch batch, Actor actor, Permission permission, string study, string code)
    {
        var found = batch.One<Participant>(OfCode, new { study, code });
        return () => Seen(found.Value, actor, permission, study, code);
    }

    /// <summary>Takes a participant for this step: no other step touches them until it ends.</summary>
    /// <exception cref="StepRefusedException">There is none, or the actor may not know; or may know and not do this.</exception>
    public static async Task<Participant> TakeParticipantAsync(this ConductChange change, Permission permission, string study, string code)
    {
        var batch = change.Batch();
        var taken = change.TakeParticipant(batch, permission, study, code);
        await batch.SendAsync();
        return taken();
    }

    /// <summary>The same with a batch; what it returns says whom, or refuses, once the batch was sent.</summary>
    public static Func<Participant> TakeParticipant(this ConductChange change, StatementBatch batch, Permission permission, string study, string code)
    {
        var found = batch.One<Participant>($"update participant set version = version where study_id = @study and participant_id = @code returning {Fields}", new { study, code });
        return () => Taken(change, permission, Seen(found.Value, change.Actor, permission, study, code));
    }

    private static Participant Taken(ConductChange change, Permission permission, Participant seen)
    {
        change.Actor.Demand(permission, seen.Site);
        // Every step that changes anything of a participant comes through here.
        return seen.Locked == 0 || permission is Permission.LockData
            ? seen
            : throw StepRefusedException.Conflict("participant-locked", $"The data of {seen.Code} are locked: a data manager unlocks them, with a reason.");
    }

    public static Task KeepLockAsync(this ConductChange change, Participant participant) =>
        change.ExecuteAsync("update participant set locked = @Locked, version = version + 1 where study_id = @Study and participant_id = @Code", participant);

    public static Task AddParticipantAsync(this ConductChange change, Participant participant) =>
        change.ExecuteAsync(
            """
            insert into participant (study_id, participant_id, site_id, status, protocol_version, screened_on, rescreened_from, frozen, version)
            values (@Study, @Code, @Site, @Status, @ProtocolVersion, @ScreenedOn, @RescreenedFrom, 0, @Version)
            """,
            participant);

    /// <summary>Writes what a step made of a participant it has taken.</summary>
    public static Task KeepParticipantAsync(this ConductChange change, Participant participant) =>
        change.ExecuteAsync(
            """
            update participant set status = @Status, protocol_version = @ProtocolVersion, failure_reason = @FailureReason, failed_criteria = @FailedCriteria, version = version + 1
            where study_id = @Study and participant_id = @Code
            """,
            participant);

    /// <summary>Writes, with the entry of the trail, that a participant whom the step has taken is randomized.</summary>
    public static void KeepRandomizedWithTrail(this ConductChange change, Participant participant) => change.WithTrail(KeepRandomized, new { participant.Study, participant.Code });

    public static Task<IReadOnlyList<Consent>> ConsentsAsync(this ConductSnapshot snapshot, string study, string code) =>
        snapshot.QueryAsync<Consent>($"{SelectedConsents} and participant_id = @code order by number", new { study, code });

    public static BatchAnswer<IReadOnlyList<Consent>> Consents(this StatementBatch batch, string study, string code) => batch.All<Consent>($"{SelectedConsents} and participant_id = @code order by number", new { study, code });

    /// <summary>Those of all participants of a study.</summary>
    public static async Task<IReadOnlyList<(string Participant, Consent Consent)>> ConsentsOfStudyAsync(this ConductSnapshot snapshot, string study)
    {
        // Two reads of one snapshot in one order, as with form entries.
        var consents = await snapshot.QueryAsync<Consent>($"{SelectedConsents} order by participant_id, number", new { study });
        var participants = await snapshot.QueryAsync<string>("select participant_id from consent where study_id = @study order by participant_id, number", new { study });
        return [.. participants.Zip(consents)];
    }

    public static Task AddConsentAsync(this ConductChange change, string code, Consent consent) =>
        change.ExecuteAsync(
            """
            insert into consent (study_id, participant_id, number, consent_version, protocol_version, consented_on, obtained_by)
            values (@Trail, @code, @Number, @ConsentVersion, @ProtocolVersion, @ConsentedOn, @ObtainedBy)
            """,
            new { change.Trail, code, consent.Number, consent.ConsentVersion, consent.ProtocolVersion, consent.ConsentedOn, consent.ObtainedBy });

    public static Task WithdrawConsentAsync(this ConductChange change, string code, DateOnly on, string stillAllowed) =>
        change.ExecuteAsync(
            "update consent set withdrawn_on = @on, still_allowed = @stillAllowed where study_id = @Trail and participant_id = @code and withdrawn_on is null",
            new { change.Trail, code, on, stillAllowed });

    // Whether a participant of another site exists is none of the asker's business.
    private static Participant Seen(Participant? found, Actor actor, Permission permission, string study, string code) =>
        found is not null && (actor.May(Permission.ReadParticipants, found.Site) || actor.May(permission, found.Site))
            ? found
            : throw StepRefusedException.NotFound("no-such-participant", $"The study {study} has no participant {code} that you may see.");
}
