using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Tests.Access;

public sealed class AccountStoreOnSqliteTests() : AccountStoreTests(new SqliteTestDatabase());

public sealed class AccountStoreOnPostgresTests() : AccountStoreTests(new PostgresTestDatabase());

public abstract class AccountStoreTests(TestDatabase place) : IAsyncLifetime
{
    private readonly MovableClock clock = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
    private ConductStore store = null!;
    private AccountStore accounts = null!;
    private Actor administrator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await ConductStore.OpenAsync(place.Open(), clock, Cancellation);
        accounts = new AccountStore(store, clock);
        var secret = await accounts.BeginSetupAsync(Actor.Program("serve"), Cancellation);
        var id = await accounts.AcceptAsync(secret!, Chosen("ada", "Ada Admin"), "test", Cancellation);
        administrator = (await accounts.FindAsync(id, Cancellation))!.Acting("test");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    [Fact]
    public async Task The_first_link_makes_an_administrator_and_there_is_no_second_one()
    {
        administrator.Grants.ShouldBe([new Grant(Role.Administrator)]);

        (await accounts.BeginSetupAsync(Actor.Program("serve"), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_invited_has_their_roles_and_no_password_until_they_choose_one()
    {
        var (id, secret) = await InviteAsync("Kim", new Grant(Role.Investigator, "FR01"));

        var invited = await accounts.OpenInvitationAsync(secret, Cancellation);
        invited!.Id.ShouldBe(id);
        invited.Username.ShouldBe("kim");
        invited.PasswordHash.ShouldBeNull();
        invited.Grants.ShouldBe([new Grant(Role.Investigator, "FR01")]);

        invited.PasswordHash = "hash";
        await accounts.AcceptAsync(secret, invited, "test", Cancellation);
        (await accounts.FindByUsernameAsync(" KIM ", Cancellation))!.PasswordHash.ShouldBe("hash");
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var (_, secret) = await InviteAsync("kim");
        var invited = (await accounts.OpenInvitationAsync(secret, Cancellation))!;
        await accounts.AcceptAsync(secret, invited, "test", Cancellation);

        (await RefusedAsync(() => accounts.AcceptAsync(secret, invited, "test", Cancellation))).Code.ShouldBe("link-used");
    }

    [Fact]
    public async Task A_link_stops_after_three_days()
    {
        var (_, secret) = await InviteAsync("kim");
        clock.Advance(AccountStore.InvitationLife);

        (await RefusedAsync(() => accounts.OpenInvitationAsync(secret, Cancellation))).Code.ShouldBe("link-used");
    }

    [Fact]
    public async Task A_new_link_takes_the_place_of_the_old_one()
    {
        var (id, first) = await InviteAsync("kim");
        var second = await accounts.InviteAgainAsync(administrator, id, Cancellation);

        await RefusedAsync(() => accounts.OpenInvitationAsync(first, Cancellation));
        (await accounts.OpenInvitationAsync(second, Cancellation))!.Id.ShouldBe(id);
    }

    [Fact]
    public async Task Only_an_administrator_manages_accounts()
    {
        var (id, _) = await InviteAsync("kim", new Grant(Role.Sponsor));
        var sponsor = (await accounts.FindAsync(id, Cancellation))!.Acting("test");

        (await RefusedAsync(() => accounts.InviteAsync(sponsor, "lee", "Lee Moss", [], Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await RefusedAsync(() => accounts.GrantAsync(sponsor, id, new Grant(Role.Administrator), "why not", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
        (await RefusedAsync(() => accounts.CloseAsync(sponsor, administrator.AccountId, "why not", Cancellation))).Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        (await RefusedAsync(() => accounts.CloseAsync(administrator, administrator.AccountId, "leaving", Cancellation))).Code.ShouldBe("last-administrator");
        (await RefusedAsync(() => accounts.RevokeAsync(administrator, administrator.AccountId, new Grant(Role.Administrator), "leaving", Cancellation))).Code.ShouldBe("last-administrator");

        (await accounts.FindAsync(administrator.AccountId, Cancellation))!.ClosedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_role_is_given_and_taken_back_with_its_reason()
    {
        var (id, _) = await InviteAsync("kim");
        var monitor = new Grant(Role.Monitor, "FR01");
        await accounts.GrantAsync(administrator, id, monitor, "new monitor", Cancellation);
        (await accounts.FindAsync(id, Cancellation))!.Grants.ShouldBe([monitor]);

        (await RefusedAsync(() => accounts.RevokeAsync(administrator, id, monitor, " ", Cancellation))).Code.ShouldBe("reason-missing");
        await accounts.RevokeAsync(administrator, id, monitor, "left the study", Cancellation);

        (await accounts.FindAsync(id, Cancellation))!.Grants.ShouldBeEmpty();
        (await TrailAsync())[^1].ShouldBe("account.revoke left the study [{\"field\":\"role\",\"old\":\"Monitor at FR01\",\"new\":null}]");
    }

    [Fact]
    public async Task However_many_wrong_passwords_come_at_once_each_counts_and_the_fifth_locks()
    {
        var (id, _) = await InviteAsync("kim");
        var kim = (await accounts.FindAsync(id, Cancellation))!;

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => accounts.FailAsync(kim.Acting("test"), id, "account.sign-in-failed", Cancellation)));

        (await accounts.FindAsync(id, Cancellation))!.LockedUntil.ShouldBe(clock.GetUtcNow() + AccountStore.LockLife);
        (await TrailAsync()).Count(line => line.StartsWith("account.sign-in-failed", StringComparison.Ordinal)).ShouldBe(AccountStore.MostAttempts);
        clock.Advance(AccountStore.LockLife);
        await accounts.FailAsync(kim.Acting("test"), id, "account.sign-in-failed", Cancellation);
        (await accounts.FindAsync(id, Cancellation))!.ShouldSatisfyAllConditions(account => account.FailedAttempts.ShouldBe(1), account => account.LockedUntil.ShouldBeNull());
        await accounts.EnterAsync(kim.Acting("test"), id, Cancellation);
        (await accounts.FindAsync(id, Cancellation))!.FailedAttempts.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_read_an_account_before_its_password_changed_does_not_undo_the_change()
    {
        var (id, _) = await InviteAsync("kim");
        var (early, late) = ((await accounts.FindAsync(id, Cancellation))!, (await accounts.FindAsync(id, Cancellation))!);
        (late.PasswordHash, late.SecurityStamp) = ("new hash", "new stamp");
        await accounts.SaveAsync(late.Acting("test"), late, "account.password", Cancellation);

        early.HasSecondFactor = true;
        (await RefusedAsync(() => accounts.SaveAsync(early.Acting("test"), early, "account.second-factor-on", Cancellation))).Kind.ShouldBe(RefusalKind.Stale);
        await accounts.FailAsync(early.Acting("test"), id, "account.sign-in-failed", Cancellation);

        var kept = (await accounts.FindAsync(id, Cancellation))!;
        (kept.PasswordHash, kept.SecurityStamp, kept.HasSecondFactor).ShouldBe(("new hash", "new stamp", false));
    }

    [Fact]
    public async Task A_closed_account_has_no_roles_and_its_tokens_stop()
    {
        var tokens = new TokenStore(store, clock);
        var (id, _) = await InviteAsync("kim", new Grant(Role.DataManager));
        var kim = (await accounts.FindAsync(id, Cancellation))!.Acting("test");
        var token = await tokens.MakeAsync(kim, "import", [Permission.RaiseQueries], 30, Cancellation);
        (await tokens.ActorOfAsync(token, "10.0.0.1", Cancellation))!.May(Permission.RaiseQueries, "FR01").ShouldBeTrue();

        await accounts.CloseAsync(administrator, id, "left", Cancellation);

        (await tokens.ActorOfAsync(token, "10.0.0.1", Cancellation)).ShouldBeNull();
        (await accounts.FindAsync(id, Cancellation))!.Acting("test").Grants.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tokens_end_with_a_changed_password_and_with_a_new_link_and_the_trail_names_them()
    {
        var tokens = new TokenStore(store, clock);
        var (id, secret) = await InviteAsync("kim", new Grant(Role.Monitor));
        var account = (await accounts.OpenInvitationAsync(secret, Cancellation))!;
        await accounts.AcceptAsync(secret, account, "test", Cancellation);
        var first = await tokens.MakeAsync((await accounts.FindAsync(id, Cancellation))!.Acting("test"), "nightly", [Permission.ReadStudies], 30, Cancellation);
        await accounts.SaveAsync(account.Acting("test"), (await accounts.FindAsync(id, Cancellation))!, AccountStore.PasswordChanged, Cancellation);
        (await tokens.ActorOfAsync(first, "test", Cancellation)).ShouldBeNull();

        var second = await tokens.MakeAsync((await accounts.FindAsync(id, Cancellation))!.Acting("test"), "weekly", [Permission.ReadStudies], 30, Cancellation);
        var link = await accounts.InviteAgainAsync(administrator, id, Cancellation);
        await accounts.AcceptAsync(link, (await accounts.OpenInvitationAsync(link, Cancellation))!, "test", Cancellation);
        (await tokens.ActorOfAsync(second, "test", Cancellation)).ShouldBeNull();

        var told = new List<AuditEntry>();
        await new AuditReader(store).ForEachAsync(AuditTrails.Accounts, entry => { told.Add(entry); return Task.CompletedTask; }, Cancellation);
        told.Single(entry => entry.Action == AccountStore.PasswordChanged).Changes.ShouldContain("\"old\":\"nightly\"");
        told[^1].Changes.ShouldContain("\"old\":\"weekly\"");
    }

    [Fact]
    public async Task A_role_for_a_site_names_one_that_is_there() =>
        (await RefusedAsync(() => accounts.DemandSiteAsync(new Grant(Role.Monitor, "XX99"), Cancellation))).Code.ShouldBe("no-such-site");

    [Fact]
    public async Task A_token_works_until_its_last_day_or_until_it_is_taken_back()
    {
        var tokens = new TokenStore(store, clock);
        var first = await tokens.MakeAsync(administrator, "one", [Permission.ManageAccounts], 30, Cancellation);
        var second = await tokens.MakeAsync(administrator, "two", [Permission.ManageAccounts], 30, Cancellation);
        await tokens.RevokeAsync(administrator, (await tokens.ListAsync(administrator.AccountId, Cancellation)).First(token => token.Name == "two").Id, Cancellation);

        (await tokens.ActorOfAsync(second, "test", Cancellation)).ShouldBeNull();
        (await tokens.ActorOfAsync(first, "test", Cancellation))!.Limits.ShouldBe([Permission.ManageAccounts]);
        clock.Advance(TimeSpan.FromDays(30));
        (await tokens.ActorOfAsync(first, "test", Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData("", 30)]
    [InlineData("import", 0)]
    [InlineData("import", 1000)]
    public async Task A_token_without_a_name_or_an_end_is_refused(string name, int days) =>
        (await RefusedAsync(() => new TokenStore(store, clock).MakeAsync(administrator, name, [Permission.ManageAccounts], days, Cancellation))).Kind.ShouldBe(RefusalKind.Invalid);

    [Fact]
    public async Task Nobody_gives_a_token_what_they_do_not_have() =>
        (await RefusedAsync(() => new TokenStore(store, clock).MakeAsync(administrator, "import", [Permission.Sign], 30, Cancellation))).Message.ShouldContain("Sign");

    [Theory]
    [InlineData("", "Kim Berg")]
    [InlineData("k", "Kim Berg")]
    [InlineData("kim berg", "Kim Berg")]
    [InlineData("kim'; drop table account", "Kim Berg")]
    [InlineData("kim", " ")]
    [InlineData("kim", "Kim\nBerg")]
    public async Task Names_that_will_not_do_are_refused_and_nothing_is_kept(string username, string name)
    {
        (await RefusedAsync(() => accounts.InviteAsync(administrator, username, name, [], Cancellation))).Code.ShouldBe("bad-name");

        (await accounts.ListAsync(Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_username_belongs_to_one_person_in_any_case()
    {
        await InviteAsync("kim");

        (await RefusedAsync(() => InviteAsync("KIM"))).Code.ShouldBe("username-taken");
    }

    [Fact]
    public async Task The_trail_tells_all_of_it_and_no_secret()
    {
        var (_, secret) = await InviteAsync("kim", new Grant(Role.Monitor));

        var trail = await TrailAsync();
        trail.Select(line => line.Split(' ')[0]).ShouldBe(["setup.begin", "setup.finish", "account.invite"]);
        string.Join('\n', trail).ShouldNotContain(secret);
    }

    private static Account Chosen(string username, string name) =>
        new() { Id = Guid.CreateVersion7().ToString("N"), Username = username, Name = name, PasswordHash = "hash", SecurityStamp = "stamp" };

    private static Task<StepRefusedException> RefusedAsync(Func<Task> step) => Should.ThrowAsync<StepRefusedException>(step);

    private Task<(string AccountId, string Secret)> InviteAsync(string username, params IReadOnlyList<Grant> grants) =>
        accounts.InviteAsync(administrator, username, "Kim Berg", grants, Cancellation);

    private async Task<List<string>> TrailAsync()
    {
        var lines = new List<string>();
        await new AuditReader(store).ForEachAsync(AuditTrails.Accounts, entry => { lines.Add($"{entry.Action} {entry.Reason} {entry.Changes}"); return Task.CompletedTask; }, Cancellation);
        return lines;
    }
}
