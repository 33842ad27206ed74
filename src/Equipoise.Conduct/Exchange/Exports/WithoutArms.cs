using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Safety;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Exchange.Exports;

/// <summary>Leaves out what tells the arm beside the allocation itself: doses, what deviated in them, and of which drugs a form asks whether they caused an event.</summary>
internal static class WithoutArms
{
    public static ParticipantRecords Of(ParticipantRecords participant)
    {
        var design = participant.File.Protocol.Design;
        return participant with
        {
            File = participant.File.WithoutArm(),
            Trail = [.. participant.Trail.Where(entry => Withholding.FormOf(entry) is not { } form || !string.Equals(form, design.DoseLog?.Code, StringComparison.Ordinal)).Select(entry => Without(entry, design))],
            Deviations = [.. participant.Deviations.Where(deviation => deviation.Category is not DeviationCategory.Treatment)],
        };
    }

    private static AuditEntry Without(AuditEntry entry, StudyDesign design)
    {
        if (Withholding.FormOf(entry) is not { } form || ArmAnswers.Telling(design, form) is not { Count: > 0 } fields)
            return entry;
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        return entry with { Changes = JsonSerializer.Serialize(changes.Where(change => !fields.Contains(change.Field)), JsonSerializerOptions.Web) };
    }
}
