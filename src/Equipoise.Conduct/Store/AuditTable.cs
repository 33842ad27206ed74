using Equipoise.Conduct.Audit;

namespace Equipoise.Conduct.Store;

/// <summary>The table <c>audit_entry</c>, as steps read it.</summary>
internal static class AuditTable
{
    /// <summary>Where a trail ends.</summary>
    public static async Task<TrailHead> HeadAsync(this ConductSnapshot snapshot, string trail) =>
        await snapshot.QueryOneAsync<TrailRow>("select last_number as Number, last_hash as Hash from trail where trail_id = @trail", new { trail }) is { } head
            ? new TrailHead(trail, head.Number, head.Hash)
            : new TrailHead(trail, 0, AuditTrails.Beginning);

    /// <summary>The entries of one action, the oldest first.</summary>
    public static Task<IReadOnlyList<AuditEntry>> TrailByActionAsync(this ConductSnapshot snapshot, string trail, string action) =>
        snapshot.QueryAsync<AuditEntry>($"{AuditReader.Columns} where trail_id = @trail and action = @action order by number", new { trail, action });

    public static Task<IReadOnlyList<AuditEntry>> TrailOfParticipantAsync(this ConductSnapshot snapshot, string trail, string participant) =>
        snapshot.QueryAsync<AuditEntry>($"{AuditReader.Columns} where trail_id = @trail and participant_id = @participant order by number", new { trail, participant });

    public static Task<IReadOnlyList<AuditEntry>> TrailOfSiteAsync(this ConductSnapshot snapshot, string trail, string site) =>
        snapshot.QueryAsync<AuditEntry>($"{AuditReader.Columns} where trail_id = @trail and site_id = @site order by number", new { trail, site });

    /// <summary>Everybody who has an entry in a trail, by the account that never changes.</summary>
    public static Task<IReadOnlyList<TrailPerson>> PeopleAsync(this ConductSnapshot snapshot, string trail) =>
        snapshot.QueryAsync<TrailPerson>(
            "select account_id as AccountId, max(name) as Name, max(roles) as Roles from audit_entry where trail_id = @trail group by account_id order by account_id", new { trail });
}
