using System.Text.Json;
using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Audit;

/// <summary>What a reader of the trail is not shown: the arm, to who may not read allocations, and the place in the randomization list, to a single
/// site, since the places of a stratum tell how others were allocated and how long blocks are.</summary>
public static class Withholding
{
    /// <summary>What stands where a value is withheld.</summary>
    public const string Word = "(withheld)";

    private const string Randomized = "participant.randomize";

    private static readonly string[] Place = ["position", "scheme"];

    /// <summary>The entry as somebody may read it. Its hash stays that of the whole entry.</summary>
    public static AuditEntry For(AuditEntry entry, Actor actor)
    {
        if (entry.Action is not Randomized)
            return entry;
        var hidden = new List<string>();
        if (!actor.May(Permission.ReadAllocations, entry.Site))
            hidden.AddRange(["arm", "randomizationNumber"]);
        if (!actor.May(Permission.ReadAudit, site: null))
            hidden.AddRange(Place);
        if (hidden.Count == 0)
            return entry;
        var changes = JsonSerializer.Deserialize<List<AuditChange>>(entry.Changes, JsonSerializerOptions.Web) ?? [];
        return entry with { Changes = JsonSerializer.Serialize(changes.Select(change => hidden.Contains(change.Field, StringComparer.Ordinal) ? change with { New = Word } : change), JsonSerializerOptions.Web) };
    }
}
