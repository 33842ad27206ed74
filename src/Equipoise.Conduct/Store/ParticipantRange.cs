using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;

namespace Equipoise.Conduct.Store;

/// <summary>What is on record of the participants from one code to another, for exports that read a study a few participants at a time.</summary>
internal sealed class ParticipantRange(ConductSnapshot snapshot, string study, string first, string last)
{
    private const string Within = "where study_id = @study and participant_id >= @first and participant_id <= @last";

    // No form has the name *, so that it can stand for all.
    public Task<ILookup<string, FormEntry>> EntriesAsync(string? form) => ByParticipantAsync<FormEntry>(
        FormTable.Selected,
        $"from form_entry {Within} and (@form = '*' or form = @form) order by participant_id, form, entry_number",
        new { study, first, last, form = form ?? "*" });

    public Task<ILookup<string, Consent>> ConsentsAsync() => ByParticipantAsync<Consent>(
        """
        select number as Number, consent_version as ConsentVersion, protocol_version as ProtocolVersion, consented_on as ConsentedOn,
          obtained_by as ObtainedBy, withdrawn_on as WithdrawnOn, still_allowed as StillAllowed
        """,
        $"from consent {Within} order by participant_id, number",
        Values);

    public Task<ILookup<string, Decision>> DecisionsAsync() => ByParticipantAsync<Decision>(
        """
        select criterion as Criterion, statement as Statement, holds as Holds, source as Source, reason as Reason,
          decided_on as DecidedOn, decided_by as DecidedBy, version as Version
        """,
        $"from decision {Within} order by participant_id, criterion, statement",
        Values);

    public Task<ILookup<string, DispositionEvent>> DispositionsAsync() => ByParticipantAsync<DispositionEvent>(
        "select number as Number, kind as Kind, on_day as OnDay, reason as Reason, note as Note", $"from disposition {Within} order by participant_id, number", Values);

    public Task<ILookup<string, ElectronicSignature>> SignaturesAsync() => ByParticipantAsync<ElectronicSignature>(
        "select number as Number, meaning as Meaning, subject as Subject, content_hash as ContentHash, account_id as AccountId, name as Name, signed_at as SignedAt",
        $"from signature {Within} order by participant_id, number",
        Values);

    public async Task<ILookup<string, Deviation>> DeviationsAsync()
    {
        var rows = await snapshot.QueryAsync<Deviation>($"{DeviationTable.Selected} and participant_id >= @first and participant_id <= @last order by number", Values);
        return rows.ToLookup(row => row.Participant!, StringComparer.Ordinal);
    }

    public async Task<ILookup<string, AllocationRecord>> AllocationsAsync()
    {
        var rows = await snapshot.QueryAsync<AllocationRecord>(
            $"""
            select scheme as Scheme, stratum as Stratum, position as Position, participant_id as Participant, site_id as Site, arm as Arm,
              randomization_number as RandomizationNumber, factors as Factors, randomized_at as RandomizedAt, randomized_on as RandomizedOn
            from allocation {Within}
            """,
            Values);
        return rows.ToLookup(row => row.Participant, StringComparer.Ordinal);
    }

    public async Task<ILookup<string, AuditEntry>> TrailAsync()
    {
        var rows = await snapshot.QueryAsync<AuditEntry>(
            $"{AuditReader.Columns} where trail_id = @study and participant_id >= @first and participant_id <= @last order by participant_id, number", Values);
        return rows.ToLookup(row => row.Participant!, StringComparer.Ordinal);
    }

    private object Values => new { study, first, last };

    // Two reads of one snapshot in one order: the second says whose each row is.
    private async Task<ILookup<string, T>> ByParticipantAsync<T>(string columns, string from, object values)
    {
        var rows = await snapshot.QueryAsync<T>($"{columns} {from}", values);
        var whose = await snapshot.QueryAsync<string>($"select participant_id {from}", values);
        return whose.Zip(rows).ToLookup(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}
