using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Forms;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>Leaves out what tells the arm beside the allocation itself: doses, what deviated in them, and of which drugs a form asks whether they caused an event.</summary>
internal static class WithoutArms
{
    public static ParticipantRecords Of(ParticipantRecords participant)
    {
        var design = participant.File.Protocol.Design;
        var file = participant.File.WithoutDoses();
        return participant with
        {
            File = file with { Entries = [.. file.Entries.Select(entry => Without(entry, Causality(design, entry.Form)))] },
            Trail = [.. participant.Trail.Where(entry => FormOf(entry) is not { } form || !string.Equals(form, design.DoseLog?.Code, StringComparison.Ordinal)).Select(entry => Without(entry, design))],
            Deviations = [.. participant.Deviations.Where(deviation => deviation.Category is not DeviationCategory.Treatment)],
        };
    }

    private static HashSet<string> Causality(StudyDesign design, string form) =>
        design.Form(form)?.AdverseEvent?.Causality.Select(one => one.Field).ToHashSet(StringComparer.Ordinal) ?? [];

    private static FormEntry Without(FormEntry entry, HashSet<string> fields) => fields.Count == 0
        ? entry
        : entry with { Answers = JsonSerializer.Serialize(entry.Values().Where(answer => !fields.Contains(answer.Key)).ToDictionary(StringComparer.Ordinal)) };

    private static AuditEntry Without(AuditEntry entry, StudyDesign design)
    {
        if (FormOf(entry) is not { } form || Causality(design, form) is not { Count: > 0 } fields)
            return entry;
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        return entry with { Changes = JsonSerializer.Serialize(changes.Where(change => !fields.Contains(change.Field)), JsonSerializerOptions.Web) };
    }

    // The subject of a step on a form is form/VS-3.
    private static string? FormOf(AuditEntry entry) =>
        entry.Subject.StartsWith("form/", StringComparison.Ordinal) && entry.Subject.LastIndexOf('-') is > 5 and var dash ? entry.Subject[5..dash] : null;
}
