using Equipoise.Conduct.Audit;

namespace Equipoise.Conduct.Store;

/// <summary>Reads audit trails.</summary>
public sealed class AuditReader(ConductStore store)
{
    private const int ReadAtOnce = 500;

    internal const string Columns =
        """
        select trail_id as Trail, number as Number, at as At, site_time as SiteTime, account_id as AccountId, username as Username, name as Name,
          roles as Roles, origin as "From", action as Action, site_id as Site, participant_id as Participant, subject as Subject, changes as Changes,
          reason as Reason, protocol_version as ProtocolVersion, really_at as ReallyAt, previous_hash as PreviousHash, hash as Hash
        from audit_entry
        """;

    /// <summary>The trails there are, each with its last number and hash.</summary>
    public Task<IReadOnlyList<TrailHead>> HeadsAsync(CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<TrailHead>>(
            async snapshot =>
            {
                var rows = await snapshot.QueryAsync<TrailRow>("select trail_id as Trail, last_number as Number, last_hash as Hash from trail order by trail_id");
                return [.. rows.Select(row => new TrailHead(row.Trail, row.Number, row.Hash))];
            },
            cancellation);

    /// <summary>Follows a trail from its first link to its head, on one snapshot.</summary>
    public Task<ChainReport> VerifyAsync(string trail, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var verifier = new ChainVerifier(trail);
                await foreach (var entry in EntriesAsync(snapshot, trail))
                {
                    if (verifier.Take(entry) is { } broken)
                        return new ChainReport(trail, verifier.Count, verifier.LastHash, broken);
                }

                var head = await snapshot.QueryOneAsync<TrailRow>("select trail_id as Trail, last_number as Number, last_hash as Hash from trail where trail_id = @trail", new { trail });
                return new ChainReport(trail, verifier.Count, verifier.LastHash, verifier.End(head?.Number ?? 0, head?.Hash ?? AuditTrails.Beginning));
            },
            cancellation);

    /// <summary>Holds the tables against what a trail tells: of a study its protocols, sites, schemes, deviations, data cuts, publications, plans and looks, and its
    /// participants with consents, entries with their answers and marks, decisions, signatures, allocations, dispositions, queries and reports of serious events; of accounts their names, roles and tokens.</summary>
    /// <returns>A sentence that names the first difference; null where there is none.</returns>
    public Task<string?> CompareAsync(string trail, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => CompareAsync(snapshot, trail), cancellation);

    internal static async Task<string?> CompareAsync(ConductSnapshot snapshot, string trail)
    {
        var (replay, subjects) = (new TrailReplay(), new SubjectReplay());
        await foreach (var entry in EntriesAsync(snapshot, trail))
        {
            replay.Take(entry);
            subjects.Take(entry);
        }

        if (trail is AuditTrails.Accounts)
            return await SubjectComparison.OfAccountsAsync(snapshot, subjects);
        if (await snapshot.FindStudyAsync(trail) is null)
            return $"There is a trail of {trail}, and no such study.";
        return await SubjectComparison.OfStudyAsync(snapshot, trail, subjects) ?? await StateComparison.FirstDifferenceAsync(snapshot, trail, replay);
    }

    /// <summary>The studies that have no trail, which every study has from its opening on.</summary>
    public Task<IReadOnlyList<string>> StudiesWithoutTrailAsync(CancellationToken cancellation = default) =>
        store.ReadAsync(
            snapshot => snapshot.QueryAsync<string>("select study_id from study where not exists (select 1 from audit_entry where trail_id = study_id) order by study_id"), cancellation);

    /// <summary>The hash of one entry; null where there is no such entry.</summary>
    public Task<string?> HashOfAsync(string trail, long number, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.QueryOneAsync<string>("select hash from audit_entry where trail_id = @trail and number = @number", new { trail, number }), cancellation);

    /// <summary>Hands over the entries of a trail, the oldest first.</summary>
    /// <param name="trail">The trail.</param>
    /// <param name="take">Takes each.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<long> ForEachAsync(string trail, Func<AuditEntry, Task> take, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var count = 0L;
                await foreach (var entry in EntriesAsync(snapshot, trail))
                {
                    await take(entry);
                    count++;
                }

                return count;
            },
            cancellation);

    private static async IAsyncEnumerable<AuditEntry> EntriesAsync(ConductSnapshot snapshot, string trail)
    {
        var last = long.MinValue;
        while (true)
        {
            var rows = await snapshot.QueryAsync<AuditEntry>($"{Columns} where trail_id = @trail and number > @last order by number limit {ReadAtOnce}", new { trail, last });
            foreach (var row in rows)
                yield return row;
            if (rows.Count < ReadAtOnce)
                yield break;
            last = rows[^1].Number;
        }
    }
}
