using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Signatures;

/// <summary>What a signature over a participant's casebook is bound to: everything that a site has on record of them.</summary>
/// <remarks>Consents, entries with their answers (struck ones too), decisions, dispositions and the allocation. Marks of review and queries are not
/// part of it: they say something about the data, and change nothing of them.</remarks>
internal static class CasebookContent
{
    private const string Format = "equipoise casebook 1";

    /// <summary>The SHA-256 of the content, in lower-case hex.</summary>
    public static async Task<string> HashAsync(ConductSnapshot snapshot, Participant participant)
    {
        var (study, code) = (participant.Study, participant.Code);
        return Hash(
            participant, await snapshot.ConsentsAsync(study, code), await snapshot.EntriesAsync(study, code), await snapshot.DecisionsAsync(study, code), await snapshot.DispositionsAsync(study, code),
            await snapshot.AllocationAsync(study, code));
    }

    /// <summary>The same of what was read before: consents and dispositions by number, decisions by criterion and statement.</summary>
    public static string Hash(
        Participant participant, IEnumerable<Consent> consents, IEnumerable<FormEntry> entries, IEnumerable<Decision> decisions, IEnumerable<DispositionEvent> dispositions, AllocationRecord? allocation)
    {
        var content = new StringBuilder();
        Add(content, Format, participant.Study, participant.Code, participant.Status, participant.FailureReason ?? "");
        foreach (var consent in consents)
            Add(content, "consent", consent.ConsentVersion, consent.ProtocolVersion, Day(consent.ConsentedOn), consent.ObtainedBy, consent.WithdrawnOn is { } on ? Day(on) : "", consent.StillAllowed ?? "");
        foreach (var entry in entries.OrderBy(entry => entry.Form, StringComparer.Ordinal).ThenBy(entry => entry.Number))
            Add(content, "entry", entry.Id, entry.Visit, entry.VisitCount.ToString(CultureInfo.InvariantCulture), entry.Status, entry.Answers);
        foreach (var decision in decisions)
            Add(content, "decision", decision.Criterion, decision.Statement, decision.Holds.ToString(CultureInfo.InvariantCulture), decision.Source, decision.Reason);
        foreach (var happened in dispositions)
            Add(content, "disposition", happened.Kind, Day(happened.OnDay), happened.Reason, happened.Note);
        if (allocation is not null)
            Add(content, "allocation", allocation.RandomizationNumber, allocation.Arm, Day(allocation.RandomizedOn));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }

    // Each value with its length before it, so that no two contents have the same form.
    private static void Add(StringBuilder content, params ReadOnlySpan<string> values)
    {
        foreach (var value in values)
            content.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value},");
        content.Append('\n');
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
