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

    public static async Task WriteDecisionsAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "criterion", "statement", "holds", "source", "reason", "decidedOn", "decidedBy"]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            foreach (var decision in one.File.Decisions)
            {
                await CsvRows.WriteAsync(
                    file,
                    [
                        source.Study.Id, one.File.Site.Code, one.File.Participant.Code, decision.Criterion, decision.Statement, decision.Holds != 0 ? "Y" : "N", decision.Source, decision.Reason,
                        CsvRows.Day(decision.DecidedOn), decision.DecidedBy,
                    ]);
            }
        }
    }

    public static async Task WriteSignaturesAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "number", "subject", "meaning", "name", "signedAt", "contentHash"]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            foreach (var signature in one.Signatures)
            {
                await CsvRows.WriteAsync(
                    file, [source.Study.Id, one.File.Site.Code, one.File.Participant.Code, CsvRows.Number(signature.Number), signature.Subject, signature.Meaning, signature.Name, signature.SignedAt, signature.ContentHash]);
            }
        }
    }

    /// <summary>The deviations of participants; those of sites and the study belong to nobody's data.</summary>
    public static async Task WriteDeviationsAsync(StudySource source, TextWriter file, CancellationToken cancellation)
    {
        await CsvRows.WriteAsync(file, ["studyId", "siteId", "participantId", "number", "category", "rule", "subject", "description", "occurredOn", "foundOn", "isImportant", "cause", "action", "status"]);
        await foreach (var one in source.EachAsync(StudySource.NoForm, cancellation: cancellation))
        {
            foreach (var deviation in one.Deviations)
            {
                await CsvRows.WriteAsync(
                    file,
                    [
                        source.Study.Id, one.File.Site.Code, one.File.Participant.Code, CsvRows.Number(deviation.Number), deviation.Category, deviation.Rule, deviation.Subject, deviation.Description,
                        CsvRows.Day(deviation.OccurredOn), CsvRows.Day(deviation.FoundOn), deviation.Important != 0 ? "Y" : "N", deviation.Cause, deviation.Action, deviation.Status,
                    ]);
            }
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
