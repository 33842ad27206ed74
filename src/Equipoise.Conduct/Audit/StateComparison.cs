using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Queries;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Audit;

/// <summary>Holds the tables of a study against its trail and names the first difference: what somebody wrote beside the program.</summary>
internal static class StateComparison
{
    /// <summary>The first difference, a sentence; null where there is none.</summary>
    public static async Task<string?> FirstDifferenceAsync(ConductSnapshot snapshot, string study, TrailReplay replay)
    {
        var participants = await snapshot.ParticipantsAsync(study);
        var entries = (await snapshot.EntriesOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Entry, StringComparer.Ordinal);
        var queries = (await snapshot.QueriesOfStudyAsync(study)).ToLookup(query => query.Participant, StringComparer.Ordinal);
        var dispositions = (await snapshot.DispositionsOfStudyAsync(study)).ToLookup(one => one.Participant, one => one.Disposition, StringComparer.Ordinal);
        var reports = (await snapshot.ReportsOfStudyAsync(study)).ToLookup(report => report.Participant, StringComparer.Ordinal);
        var allocations = (await snapshot.AllocationsAsync(study)).ToDictionary(allocation => allocation.Participant, StringComparer.Ordinal);
        foreach (var participant in participants)
        {
            if (!replay.Participants.TryGetValue(participant.Code, out var told))
                return $"{participant.Code} stands in the tables of {study} and not in its trail.";
            var protocol = await snapshot.ProtocolAsync(study, participant.ProtocolVersion);
            var found = Participant(participant, told) ?? Allocation(participant.Code, allocations.GetValueOrDefault(participant.Code), told)
                ?? Consents(participant.Code, await snapshot.ConsentsAsync(study, participant.Code), told)
                ?? Entries(participant.Code, [.. entries[participant.Code]], told, (form, field) => protocol.Design.Form(form)?.Field(field) is not null)
                ?? reports[participant.Code].Select(report => Sent(report, told)).FirstOrDefault(difference => difference is not null)
                ?? Queries(participant.Code, [.. queries[participant.Code]], told) ?? Dispositions(participant.Code, [.. dispositions[participant.Code]], told)
                ?? Decisions(participant.Code, await snapshot.DecisionsAsync(study, participant.Code), told) ?? Signatures(participant.Code, await snapshot.SignaturesAsync(study, participant.Code), told);
            if (found is not null)
                return found;
        }

        return replay.Participants.Keys.Except(participants.Select(participant => participant.Code), StringComparer.Ordinal).FirstOrDefault() is { } lost
            ? $"{lost} stands in the trail of {study} and not in its tables."
            : null;
    }

    private static string? Participant(Participant participant, ReplayedParticipant told) =>
        Differ(participant.Code, "state", participant.Status, told.Values.GetValueOrDefault("status"))
        ?? Differ(participant.Code, "protocol version", participant.ProtocolVersion, told.Values.GetValueOrDefault("protocolVersion"))
        ?? Differ(participant.Code, "lock", participant.Locked != 0 ? "yes" : "no", told.Values.GetValueOrDefault("locked") ?? "no");

    private static string? Allocation(string code, AllocationRecord? allocation, ReplayedParticipant told) =>
        Differ(code, "arm", allocation?.Arm, told.Values.GetValueOrDefault("arm"))
        ?? Differ(code, "randomization number", allocation?.RandomizationNumber, told.Values.GetValueOrDefault("randomizationNumber"))
        ?? Differ(code, "stratum", allocation?.Stratum, told.Values.GetValueOrDefault("stratum"))
        ?? Differ(code, "place in the list", allocation?.Position.ToString(CultureInfo.InvariantCulture), told.Values.GetValueOrDefault("position"));

    private static string? Consents(string code, IReadOnlyList<Consent> consents, ReplayedParticipant told) =>
        consents.Count != told.Consents.Count
            ? Differ(code, "number of consents", Number(consents.Count), Number(told.Consents.Count))
            : consents.Zip(told.Consents, (kept, said) =>
                Differ(code, $"version of consent {kept.Number}", kept.ConsentVersion, said.Version) ?? Differ(code, $"day of consent {kept.Number}", Day(kept.ConsentedOn), said.On)
                ?? Differ(code, $"obtainer of consent {kept.Number}", kept.ObtainedBy, said.By) ?? Differ(code, $"withdrawal of consent {kept.Number}", Day(kept.WithdrawnOn), told.WithdrawnOn)).FirstOrDefault(found => found is not null);

    private static string? Entries(string code, IReadOnlyList<FormEntry> entries, ReplayedParticipant told, Func<string, string, bool> isField)
    {
        foreach (var entry in entries)
        {
            if (!told.Entries.TryGetValue(entry.Id, out var said))
                return $"The entry {entry.Id} of {code} stands in the tables and not in the trail.";
            var (who, values) = (string.Create(CultureInfo.InvariantCulture, $"{code}, {entry.Id} (last told of in entry {said.ToldAt})"), entry.Values());
            var found = values.Keys.Union(said.Answers.Keys.Where(field => isField(entry.Form, field)), StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    .Select(field => Differ(who, field, values.GetValueOrDefault(field), said.Answers.GetValueOrDefault(field))).FirstOrDefault(difference => difference is not null)
                ?? Differ(who, "status", entry.Status, said.Status) ?? Mark(who, "verified", entry.Verified, said) ?? Mark(who, "frozen", entry.Frozen, said) ?? Mark(who, "locked", entry.Locked, said);
            if (found is not null)
                return found;
        }

        return told.Entries.Keys.Except(entries.Select(entry => entry.Id), StringComparer.Ordinal).FirstOrDefault() is { } lost ? $"The entry {lost} of {code} stands in the trail and not in the tables." : null;
    }

    // What a report says was sent is what the entry said at that moment.
    private static string? Sent(SeriousEventReport report, ReplayedParticipant told)
    {
        var number = Number((int)report.Number);
        var (who, sent) = ($"{report.Participant}, report {number} of {report.Entry}", JsonSerializer.Deserialize<Dictionary<string, string>>(report.Content) ?? []);
        return told.Entries.GetValueOrDefault(report.Entry)?.Reported.GetValueOrDefault(number) is not { } answers
            ? $"{who} stands in the tables and not in the trail."
            : sent.Select(answer => Differ(who, answer.Key, answer.Value, answers.GetValueOrDefault(answer.Key))).FirstOrDefault(difference => difference is not null)
            ?? (sent.Count > 0 || answers.Count == 0 ? null : $"{who} is empty in the tables and not by the trail.");
    }

    private static string? Mark(string who, string mark, long value, ReplayedEntry said) => Differ(who, mark, value != 0 ? "yes" : "no", said.Marks.Contains(mark) ? "yes" : "no");

    private static string? Queries(string code, IReadOnlyList<DataQuery> queries, ReplayedParticipant told) =>
        queries.Select(query => Differ(code, $"query {query.Number}", query.Status, told.Queries.GetValueOrDefault(query.NameInTrail))).FirstOrDefault(found => found is not null)
        ?? (queries.Count == told.Queries.Count ? null : Differ(code, "number of queries", Number(queries.Count), Number(told.Queries.Count)));

    private static string? Dispositions(string code, IReadOnlyList<DispositionEvent> dispositions, ReplayedParticipant told) =>
        dispositions.Count != told.Dispositions.Count
            ? Differ(code, "number of dispositions", Number(dispositions.Count), Number(told.Dispositions.Count))
            : dispositions.Zip(told.Dispositions, (kept, said) => Differ(code, $"disposition {kept.Number}", $"{kept.Kind} on {Day(kept.OnDay)}", $"{said.Kind} on {said.On}")).FirstOrDefault(found => found is not null);

    private static string? Decisions(string code, IReadOnlyList<Decision> decisions, ReplayedParticipant told) =>
        decisions.Select(decision => told.Decisions.TryGetValue((decision.Criterion, decision.Statement), out var holds) && holds == (decision.Holds != 0)
            ? null
            : Differ(code, $"decision on {decision.Criterion}", decision.Holds != 0 ? "holds" : "does not hold", told.Decisions.ContainsKey((decision.Criterion, decision.Statement)) ? holds ? "holds" : "does not hold" : null)).FirstOrDefault(found => found is not null)
        ?? (decisions.Count == told.Decisions.Count ? null : Differ(code, "number of decisions", Number(decisions.Count), Number(told.Decisions.Count)));

    private static string? Signatures(string code, IReadOnlyList<ElectronicSignature> signatures, ReplayedParticipant told) =>
        signatures.Count != told.Signatures.Count
            ? Differ(code, "number of signatures", Number(signatures.Count), Number(told.Signatures.Count))
            : signatures.Zip(told.Signatures, (kept, said) => Differ(code, $"signature {kept.Number}", $"{kept.Subject} {kept.ContentHash}", $"{said.Subject} {said.Hash}")).FirstOrDefault(found => found is not null);

    /// <summary>The sentence about a value that is not what the trail tells; null where it is.</summary>
    internal static string? Differ(string who, string what, string? kept, string? told) =>
        string.Equals(kept, told, StringComparison.Ordinal) ? null : $"{who}: {what} is {Shown(kept)} in the tables and {Shown(told)} by the trail.";

    private static string Shown(string? value) => value is null ? "nothing" : $"'{(value.Length > 80 ? $"{value[..80]}…" : value)}'";

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
