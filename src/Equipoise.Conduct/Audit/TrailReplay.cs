using System.Text.Json;

namespace Equipoise.Conduct.Audit;

/// <summary>Works out from a study's trail alone what its tables should hold.</summary>
internal sealed class TrailReplay
{
    private const string Form = "form/";
    private const string Query = "query/";

    private static readonly string[] Marks = ["verified", "frozen", "locked"];

    /// <summary>The participants by their codes.</summary>
    public Dictionary<string, ReplayedParticipant> Participants { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the next entry of the trail.</summary>
    public void Take(AuditEntry entry)
    {
        if (entry.Participant is not { } code || entry.Action is "audit.read")
            return;
        if (!Participants.TryGetValue(code, out var participant))
            Participants.Add(code, participant = new ReplayedParticipant());
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        foreach (var change in changes.Where(change => change.Field.StartsWith(Query, StringComparison.Ordinal) && change.New is not null))
            participant.Queries[change.Field] = change.New!.Split(':', 2)[0];
        if (entry.Action.StartsWith("query.", StringComparison.Ordinal) || entry.Action is "participant.randomize-refused")
            return;
        if (entry.Action is "form.mark" or "form.unmark")
            Mark(participant, entry, changes);
        else if (entry.Subject.StartsWith(Form, StringComparison.Ordinal))
            Fill(participant, entry, entry.Subject[Form.Length..], changes);
        else
            Step(participant, entry, changes);
    }

    private static void Mark(ReplayedParticipant participant, AuditEntry entry, List<AuditChange> changes)
    {
        foreach (var change in changes)
        {
            // Of one entry, or of several that are listed: VS-1/verified.
            var slash = change.Field.IndexOf('/', StringComparison.Ordinal);
            var id = slash < 0 ? entry.Subject[Form.Length..] : change.Field[..slash];
            if (participant.Entries.TryGetValue(id, out var marked))
                Set(marked, change.Field[(slash + 1)..], change.New is "yes");
        }
    }

    private static void Set(ReplayedEntry entry, string mark, bool isSet)
    {
        if (isSet)
            entry.Marks.Add(mark);
        else
            entry.Marks.Remove(mark);
    }

    private static void Fill(ReplayedParticipant participant, AuditEntry entry, string id, List<AuditChange> changes)
    {
        // What lies below an entry, such as a report of a serious event, is no answer of its form.
        if (id.Split('/') is [var whole, .. var below])
        {
            if (below is ["report", var number] && participant.Entries.TryGetValue(whole, out var reported))
                reported.Reported[number] = new Dictionary<string, string>(reported.Answers, StringComparer.Ordinal);
            if (below.Length > 0)
                return;
        }

        if (!participant.Entries.TryGetValue(id, out var filled))
            participant.Entries.Add(id, filled = new ReplayedEntry());
        filled.ToldAt = entry.Number;
        // What was corrected or struck is no longer the data that were verified.
        filled.Marks.Remove(Marks[0]);
        foreach (var change in changes.Where(change => !change.Field.Contains('/')))
        {
            if (change.Field is "status")
                filled.Status = change.New ?? "";
            else if (change.New is null)
                filled.Answers.Remove(change.Field);
            else
                filled.Answers[change.Field] = change.New;
        }
    }

    private static void Step(ReplayedParticipant participant, AuditEntry entry, List<AuditChange> changes)
    {
        string? New(string field) => changes.Find(change => string.Equals(change.Field, field, StringComparison.Ordinal))?.New;
        switch (entry.Action)
        {
            case "participant.screen":
                participant.Values["protocolVersion"] = entry.ProtocolVersion;
                break;
            case "participant.consent":
                participant.Consents.Add((New("consentVersion"), New("consentedOn"), New("obtainedBy")));
                break;
            case "participant.treatment-end" or "participant.study-end" or "participant.withdrawal" or "participant.alive" or "participant.death":
                participant.Dispositions.Add((entry.Action["participant.".Length..], New("on")));
                if (entry.Action is "participant.withdrawal")
                    participant.WithdrawnOn ??= New("on");
                break;
            case "eligibility.decide":
                foreach (var change in changes.Where(change => change.New is "holds" or "does not hold"))
                    participant.Decisions[(entry.Subject["criterion/".Length..], change.Field)] = change.New is "holds";
                break;
            case "signature.sign":
                participant.Signatures.Add((entry.Subject["signature/".Length..], New("contentHash")));
                break;
            default:
                break;
        }

        foreach (var change in changes.Where(change => change.Field is "status" or "locked" or "protocolVersion" or "arm" or "randomizationNumber" or "stratum" or "position" && entry.Action.StartsWith("participant.", StringComparison.Ordinal)))
            participant.Values[change.Field] = change.New;
    }
}
