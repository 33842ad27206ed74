using System.Text.Json;
using Equipoise.Conduct.Exchange.Exports;

namespace Equipoise.Conduct.Exchange.Csv;

/// <summary>The tables of what is on record beside forms.</summary>
internal static class StepTables
{
    public static async Task WriteParticipantsAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "status", "protocolVersion", "screenedOn", "rescreenedFrom", "failureReason", "failedCriteria", "randomizedOn"]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            var participant = one.File.Participant;
            await CsvRows.WriteAsync(
                file,
                [
                    source.Study.Id, participant.Site, participant.Code, participant.Status, participant.ProtocolVersion, CsvRows.Day(participant.ScreenedOn), participant.RescreenedFrom,
                    participant.FailureReason, participant.FailedCriteria, CsvRows.Day(one.Allocation?.RandomizedOn),
                ]);
        }
    }

    public static async Task WriteConsentsAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "number", "consentVersion", "protocolVersion", "consentedOn", "obtainedBy", "withdrawnOn", "stillAllowed"]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            foreach (var consent in one.File.Consents)
            {
                await CsvRows.WriteAsync(
                    file,
                    [
                        source.Study.Id, one.File.Site.Code, one.File.Participant.Code, CsvRows.Number(consent.Number), consent.ConsentVersion, consent.ProtocolVersion,
                        CsvRows.Day(consent.ConsentedOn), consent.ObtainedBy, CsvRows.Day(consent.WithdrawnOn), consent.StillAllowed,
                    ]);
            }
        }
    }

    public static async Task WriteDispositionsAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "number", "kind", "day", "reason", "note"]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            foreach (var happened in one.Dispositions)
                await CsvRows.WriteAsync(file, [source.Study.Id, one.File.Site.Code, one.File.Participant.Code, CsvRows.Number(happened.Number), happened.Kind, CsvRows.Day(happened.OnDay), happened.Reason, happened.Note]);
        }
    }

    /// <summary>Used slots only: no other is known here.</summary>
    public static async Task WriteAllocationsAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        // Position and scheme are left out: they would tell how a stratum's block goes on.
        var factors = source.Protocols.Reverse().SelectMany(protocol => protocol.Design.Factors).Select(factor => factor.Code).Distinct(StringComparer.Ordinal).ToList();
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "randomizationNumber", "armCode", "randomizedOn", .. factors.Select(factor => $"stratum{factor}")]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            if (one.Allocation is not { } allocation)
                continue;
            var levels = JsonSerializer.Deserialize<Dictionary<string, string>>(allocation.Factors) ?? [];
            await CsvRows.WriteAsync(
                file, [source.Study.Id, one.File.Site.Code, one.File.Participant.Code, allocation.RandomizationNumber, allocation.Arm, CsvRows.Day(allocation.RandomizedOn), .. factors.Select(levels.GetValueOrDefault)]);
        }
    }
}
