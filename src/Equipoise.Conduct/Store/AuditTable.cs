using Equipoise.Conduct.Audit;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>audit_entry</c>, as steps read it.</summary>
internal static class AuditTable
{
    public static Task<IReadOnlyList<AuditEntry>> TrailOfParticipantAsync(this ConductSnapshot snapshot, string trail, string participant) =>
        snapshot.QueryAsync<AuditEntry>($"{AuditReader.Columns} where trail_id = @trail and participant_id = @participant order by number", new { trail, participant });
}
