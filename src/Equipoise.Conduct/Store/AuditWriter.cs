using System.Globalization;
using System.Text.Json;
using Equipoise.Conduct.Audit;
using Equipoise.Storage.Databases;

namespace Equipoise.Conduct.Store;

/// <summary>Adds the next link to a trail. Takes the trail's head last of all rows, so that steps wait for each other as
/// briefly as can be and never in a circle.</summary>
internal static class AuditWriter
{
    private const string Open = "insert into trail (trail_id, last_number, last_hash) values (@Trail, 0, @Beginning) on conflict (trail_id) do nothing";

    private const string TakeHead = "update trail set last_number = last_number + @Count where trail_id = @Trail returning last_number as Number, last_hash as Hash";

    private const string AddEntry =
        """
        insert into audit_entry (trail_id, number, at, site_time, account_id, username, name, roles, origin, action, site_id, participant_id,
          subject, changes, reason, protocol_version, previous_hash, hash, really_at)
        values (@Trail, @Number, @At, @SiteTime, @AccountId, @Username, @Name, @Roles, @From, @Action, @Site, @Participant,
          @Subject, @Changes, @Reason, @ProtocolVersion, @PreviousHash, @Hash, @ReallyAt)
        """;

    private const string KeepHead = "update trail set last_hash = @Hash where trail_id = @Trail returning trail_id";

    /// <summary>Adds an entry.</summary>
    /// <param name="change">The step.</param>
    /// <param name="fact">What it did.</param>
    /// <param name="last">What is sent with the entry.</param>
    public static async Task AppendAsync(ConductChange change, AuditFact fact, StatementBatch last)
    {
        var head = await change.QueryOneAsync<TrailRow>(TakeHead, new { change.Trail, Count = 1 });
        if (head is null)
        {
            await change.ExecuteAsync(Open, new { change.Trail, AuditTrails.Beginning });
            head = (await change.QueryOneAsync<TrailRow>(TakeHead, new { change.Trail, Count = 1 }))!;
        }

        Add(last, [Entry(change, fact, head.Number, head.Hash)]);
        await last.SendAsync();
    }

    /// <summary>Takes a trail's head with a batch, for as many entries. The trail is there.</summary>
    public static BatchAnswer<TrailRow?> Take(StatementBatch batch, string trail, int entries) => batch.One<TrailRow>(TakeHead, new { Trail = trail, Count = entries });

    /// <summary>Adds the entries of steps that are taken together to what is sent last.</summary>
    /// <param name="told">The steps, each with what it tells; as many as the head was taken for.</param>
    /// <param name="head">The head.</param>
    /// <param name="last">What is sent last.</param>
    public static void Append(IReadOnlyList<ConductChange> told, TrailRow head, StatementBatch last)
    {
        var entries = new List<AuditEntry>();
        foreach (var (place, change) in told.Index())
            entries.Add(Entry(change, change.Told!, head.Number - told.Count + 1 + place, entries.Count > 0 ? entries[^1].Hash : head.Hash));
        Add(last, entries);
    }

    private static void Add(StatementBatch last, IReadOnlyList<AuditEntry> entries)
    {
        foreach (var entry in entries)
            last.Execute(AddEntry, entry);
        last.One<string>(KeepHead, entries[^1]);
    }

    private static AuditEntry Entry(ConductChange change, AuditFact fact, long number, string previousHash)
    {
        var entry = new AuditEntry
        {
            Trail = change.Trail,
            Number = number,
            At = change.At,
            SiteTime = SiteTime(change.Now, fact.TimeZone),
            AccountId = change.Actor.AccountId,
            Username = change.Actor.Username,
            Name = change.Actor.Name,
            Roles = string.Join(",", change.Actor.Grants.Select(grant => grant.Role.ToString()).Distinct(StringComparer.Ordinal)),
            From = change.Actor.From,
            Action = fact.Action,
            Site = fact.Site,
            Participant = fact.Participant,
            Subject = fact.Subject,
            Changes = JsonSerializer.Serialize(fact.Changes, JsonSerializerOptions.Web),
            Reason = fact.Reason,
            ProtocolVersion = fact.ProtocolVersion,
            ReallyAt = change.ReallyAt,
            PreviousHash = previousHash,
            Hash = "",
        };
        return entry with { Hash = CanonicalForm.HashOf(entry) };
    }

    private static string? SiteTime(DateTimeOffset now, string? zone) => zone is null
        ? null
        : TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
