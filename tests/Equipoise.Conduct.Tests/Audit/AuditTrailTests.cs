using Dapper;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;
using Equipoise.Storage;
using Equipoise.Storage.Databases;
using FsCheck.Fluent;

namespace Equipoise.Conduct.Tests.Audit;

public sealed class AuditTrailOnSqliteTests() : AuditTrailTests(new SqliteTestDatabase())
{
    protected override IEnumerable<string> LiftTheGuard =>
        ["drop trigger audit_entry_refuses_update", "drop trigger audit_entry_refuses_delete", "drop trigger audit_entry_refuses_replace"];

    [Fact]
    public async Task An_entry_cannot_be_replaced_by_another_of_its_number() =>
        (await Should.ThrowAsync<StorageException>(TamperAsync("insert or replace into audit_entry select * from audit_entry where number = 1")))
            .Message.ShouldContain("append-only");
}

public sealed class AuditTrailOnPostgresTests() : AuditTrailTests(new PostgresTestDatabase())
{
    protected override IEnumerable<string> LiftTheGuard => ["drop trigger audit_entry_refuses_change on audit_entry"];

    [Fact]
    public async Task The_trail_cannot_be_emptied_at_once() =>
        (await Should.ThrowAsync<StorageException>(TamperAsync("truncate audit_entry"))).Message.ShouldContain("append-only");
}

public abstract class AuditTrailTests(TestDatabase place) : IAsyncLifetime
{
    private const int Length = 12;
    private static readonly Actor Coordinator = new("a1", "kim", "Kim Berg", [new Grant(Role.SiteCoordinator, "FR01")], "192.0.2.7");

    private readonly Database database = place.Open();
    private ConductStore store = null!;

    protected abstract IEnumerable<string> LiftTheGuard { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await ConductStore.OpenAsync(database, TimeProvider.System, Cancellation);
        for (var i = 1; i <= Length; i++)
            await TellAsync($"form/{i}");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    [Fact]
    public async Task A_trail_that_nobody_touched_is_whole()
    {
        var report = await VerifyAsync();

        report.IsWhole.ShouldBeTrue();
        report.Entries.ShouldBe(Length);
    }

    [Fact]
    public async Task An_entry_says_who_when_where_from_what_old_new_why_and_on_which_version()
    {
        var entries = new List<AuditEntry>();
        await new AuditReader(store).ForEachAsync("TEST", entry => { entries.Add(entry); return Task.CompletedTask; }, Cancellation);

        var first = entries[0];
        first.Username.ShouldBe("kim");
        first.Name.ShouldBe("Kim Berg");
        first.Roles.ShouldBe("SiteCoordinator");
        first.From.ShouldBe("192.0.2.7");
        first.Action.ShouldBe("form.correct");
        first.Changes.ShouldBe("""[{"field":"weight","old":"80","new":"81"}]""");
        first.Reason.ShouldBe("typing error");
        first.ProtocolVersion.ShouldBe("1.0");
        first.At.ShouldEndWith("Z");
        DateTimeOffset.Parse(first.SiteTime!, System.Globalization.CultureInfo.InvariantCulture).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)[..10].ShouldStartWith("20");
        first.PreviousHash.ShouldBe(AuditTrails.Beginning);
    }

    [Theory]
    [InlineData("update audit_entry set reason = 'other' where number = 3")]
    [InlineData("delete from audit_entry where number = 3")]
    [InlineData("delete from audit_entry")]
    public async Task The_database_refuses_to_change_the_trail(string sql)
    {
        (await Should.ThrowAsync<StorageException>(TamperAsync(sql))).Message.ShouldContain("append-only");

        (await VerifyAsync()).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task Whatever_entry_is_edited_removed_or_moved_past_the_guard_the_first_broken_link_is_named()
    {
        foreach (var sql in LiftTheGuard)
            await TamperAsync(sql);
        var columns = new[] { "at", "site_time", "account_id", "username", "name", "roles", "origin", "action", "site_id", "participant_id", "subject", "changes", "reason", "protocol_version", "previous_hash", "hash" };
        var cases = Gen.Choose(1, Length).SelectMany(number => Gen.OneOf(
            Gen.Elements(columns).Select(column => (Sql: $"update audit_entry set {column} = coalesce({column}, '') || ' ' where number = {number}", First: number)),
            Gen.Constant((Sql: $"delete from audit_entry where number = {number}", First: number)),
            Gen.Choose(1, Length).Where(other => other != number).Select(other => (
                Sql: $"update audit_entry set number = 1000 where number = {number}; update audit_entry set number = {number} where number = {other}; update audit_entry set number = {other} where number = 1000",
                First: Math.Min(number, other)))));

        foreach (var (sql, first) in cases.Sample(Thoroughness.Full ? 400 : 60, 10))
        {
            var broken = "";
            await Should.ThrowAsync<InvalidTimeZoneException>(database.WriteAsync<int>(
                async transaction =>
                {
                    await transaction.ExecuteAsync(sql);
                    broken = await InsideAsync(transaction);
                    throw new InvalidTimeZoneException();
                },
                Cancellation));
            broken.ShouldStartWith($"Entry {first} of the trail TEST", customMessage: sql);
        }
    }

    [Fact]
    public async Task A_trail_cut_short_is_noticed_by_its_head()
    {
        foreach (var sql in LiftTheGuard.Append($"delete from audit_entry where number > {Length - 2}"))
            await TamperAsync(sql);

        (await VerifyAsync()).Broken.ShouldBe($"Entry {Length - 1} of the trail TEST is missing: the trail should end with entry {Length}.");
    }

    [Fact]
    public async Task Steps_that_come_at_once_stand_in_one_line()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => TellAsync($"form/at-once-{i}")));

        var report = await VerifyAsync();
        report.IsWhole.ShouldBeTrue();
        report.Entries.ShouldBe(Length + 40);
    }

    [Fact]
    public async Task A_step_that_tells_nothing_is_not_kept() =>
        await Should.ThrowAsync<InvalidOperationException>(store.ChangeAsync(Coordinator, "TEST", _ => Task.FromResult(0), Cancellation));

    protected Task TamperAsync(string sql) => database.WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);

    private static async Task<string> InsideAsync(System.Data.Common.DbTransaction transaction)
    {
        var rows = await transaction.Connection!.QueryAsync<AuditEntry>(
            """
            select trail_id as Trail, number as Number, at as At, site_time as SiteTime, account_id as AccountId, username as Username, name as Name,
              roles as Roles, origin as "From", action as Action, site_id as Site, participant_id as Participant, subject as Subject, changes as Changes,
              reason as Reason, protocol_version as ProtocolVersion, previous_hash as PreviousHash, hash as Hash
            from audit_entry where trail_id = 'TEST' order by number
            """,
            transaction: transaction);
        var verifier = new ChainVerifier("TEST");
        foreach (var row in rows)
        {
            if (verifier.Take(row) is { } broken)
                return broken;
        }

        var head = await transaction.Connection!.QuerySingleAsync<(long Number, string Hash)>("select last_number, last_hash from trail where trail_id = 'TEST'", transaction: transaction);
        return verifier.End(head.Number, head.Hash) ?? "whole";
    }

    private Task<ChainReport> VerifyAsync() => new AuditReader(store).VerifyAsync("TEST", Cancellation);

    private Task<int> TellAsync(string subject) => store.ChangeAsync(
        Coordinator,
        "TEST",
        change =>
        {
            change.Tell(new AuditFact("form.correct", subject)
            {
                Site = "FR01",
                TimeZone = "Europe/Paris",
                Participant = "FR01-001",
                Changes = [new AuditChange("weight", "80", "81")],
                Reason = "typing error",
                ProtocolVersion = "1.0",
            });
            return Task.FromResult(0);
        },
        Cancellation);
}
