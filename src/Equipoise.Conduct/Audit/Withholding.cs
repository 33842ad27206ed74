using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Safety;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Audit;

/// <summary>What a reader of the trail is not shown: the arm and what tells it (doses, and of which drugs a form asks whether they caused an event), to who may not read
/// allocations, and the place in the randomization list, to a single
/// site, since the places of a stratum tell how others were allocated and how long blocks are.</summary>
public static class Withholding
{
    /// <summary>What stands where a value is withheld.</summary>
    public const string Word = "(withheld)";

    private const string Randomized = "participant.randomize";

    private static readonly string[] Place = ["position", "scheme"];

    /// <summary>The entry as somebody may read it. Its hash stays that of the whole entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="actor">Who reads it.</param>
    /// <param name="design">The protocol of the participant it is about; null where it is about none.</param>
    public static AuditEntry For(AuditEntry entry, Actor actor, StudyDesign? design)
    {
        if (entry.Action is not Randomized)
            return design is null || actor.May(Permission.ReadAllocations, entry.Site) ? entry : WithoutArm(entry, design);
        var hidden = new List<string>();
        if (!actor.May(Permission.ReadAllocations, entry.Site))
            hidden.AddRange(["arm", "randomizationNumber"]);
        if (!actor.May(Permission.ReadAudit, site: null))
            hidden.AddRange(Place);
        return hidden.Count == 0 ? entry : Without(entry, change => hidden.Contains(change.Field, StringComparer.Ordinal));
    }

    /// <summary>The form that an entry of the trail is about, whose subject is <c>form/VS-3</c>; null for none.</summary>
    internal static string? FormOf(AuditEntry entry) =>
        entry.Subject.StartsWith("form/", StringComparison.Ordinal) && entry.Subject.LastIndexOf('-') is > 5 and var dash ? entry.Subject[5..dash] : null;

    private static AuditEntry WithoutArm(AuditEntry entry, StudyDesign design)
    {
        if (FormOf(entry) is not { } form)
            return entry;
        if (string.Equals(form, design.DoseLog?.Code, StringComparison.Ordinal))
            return Without(entry, _ => true);
        var telling = ArmAnswers.Telling(design, form);
        return telling.Count == 0 ? entry : Without(entry, change => telling.Contains(change.Field));
    }

    private static AuditEntry Without(AuditEntry entry, Func<AuditChange, bool> isHidden)
    {
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        return entry with { Changes = JsonSerializer.Serialize(changes.Select(change => isHidden(change) ? change with { Old = change.Old is null ? null : Word, New = change.New is null ? null : Word } : change), JsonSerializerOptions.Web) };
    }
}
