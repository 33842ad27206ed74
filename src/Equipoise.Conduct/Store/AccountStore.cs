using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;

namespace Equipoise.Conduct.Store;

/// <summary>The people who may sign in, what they may do, and their invitations. Every change is an entry of the trail
/// <see cref="AuditTrails.Accounts"/>.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class AccountStore(ConductStore store, TimeProvider time)
{
    /// <summary>How long a link to choose a password works.</summary>
    public static readonly TimeSpan InvitationLife = TimeSpan.FromHours(72);

    /// <summary>So many wrong passwords or codes in a row lock an account.</summary>
    public const int MostAttempts = 5;

    /// <summary>The action of a changed password, with which all tokens end.</summary>
    public const string PasswordChanged = "account.password";

    /// <summary>How long a lock lasts.</summary>
    public static readonly TimeSpan LockLife = TimeSpan.FromMinutes(15);

    /// <summary>Finds an account by its id.</summary>
    public Task<Account?> FindAsync(string id, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.AccountByIdAsync(id), cancellation);

    /// <summary>Finds an account by the name they sign in with, in any case.</summary>
    public Task<Account?> FindByUsernameAsync(string username, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.AccountByUsernameAsync(Normalize(username)), cancellation);

    /// <summary>All accounts, in the order of their usernames.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => snapshot.AccountsAsync(), cancellation);

    /// <summary>Makes the link for the first administrator, who takes the place of any such link that came before; null where there is an
    /// administrator already.</summary>
    /// <returns>The link's secret.</returns>
    public Task<string?> BeginSetupAsync(Actor actor, CancellationToken cancellation = default) =>
        store.ChangeAsync<string?>(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                if (await change.AdministratorsAsync() > 0)
                {
                    change.NothingToDo();
                    return null;
                }

                await change.ExecuteAsync("update invitation set used_at = @at where account_id is null and used_at is null", new { at = change.At });
                var secret = await InviteAsync(change, accountId: null);
                change.Tell(new AuditFact("setup.begin", "setup"));
                return secret;
            },
            cancellation);

    /// <summary>Makes sure that the site of a role is there: a role for a site that is not, or is written otherwise, would never hold, and nobody would
    /// know why.</summary>
    /// <exception cref="StepRefusedException">No study here has such a site.</exception>
    public async Task DemandSiteAsync(Grant grant, CancellationToken cancellation = default)
    {
        if (grant.Site is not { } site)
            return;
        var codes = await store.ReadAsync(snapshot => snapshot.SiteCodesAsync(), cancellation);
        if (codes.Contains(site, StringComparer.Ordinal))
            return;
        var meant = codes.FirstOrDefault(code => string.Equals(code, site, StringComparison.OrdinalIgnoreCase));
        throw StepRefusedException.Invalid("no-such-site", meant is null
            ? $"No study here has a site '{(site.Length > 40 ? site[..40] : site)}': register the site first, or leave it empty for all sites."
            : $"No study here has a site '{site}': it is {meant}, in capital letters.");
    }

    /// <summary>Invites a person.</summary>
    /// <param name="actor">Who invites.</param>
    /// <param name="username">The name to sign in with.</param>
    /// <param name="name">Their own name.</param>
    /// <param name="grants">Their first roles.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The new account and the secret of the link by which they choose a password.</returns>
    /// <exception cref="StepRefusedException">The actor may not, or the names will not do.</exception>
    public Task<(string AccountId, string Secret)> InviteAsync(
        Actor actor, string username, string name, IReadOnlyList<Grant> grants, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                Demand(actor);
                var id = await AddAsync(change, username, name, grants);
                var secret = await InviteAsync(change, id);
                change.Tell(new AuditFact("account.invite", Subject(id))
                {
                    Changes = [new("username", Old: null, Normalize(username)), new("name", Old: null, name.Trim()), .. grants.Select(grant => new AuditChange("role", Old: null, Words(grant)))],
                });
                return (id, secret);
            },
            cancellation);

    /// <summary>A new link for somebody who lost the first, or their password.</summary>
    /// <exception cref="StepRefusedException">The actor may not, or there is no such open account.</exception>
    public Task<string> InviteAgainAsync(Actor actor, string accountId, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                Demand(actor);
                _ = await OpenAccountAsync(change, accountId);
                return await InviteAnewAsync(change, accountId, "account.invite-again");
            },
            cancellation);

    /// <summary>The same from the machine itself, where no administrator can sign in any more.</summary>
    /// <exception cref="StepRefusedException">There is no such open account.</exception>
    public Task<string> RecoverAsync(Actor program, string username, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            program,
            AuditTrails.Accounts,
            async change =>
            {
                if (await change.AccountByUsernameAsync(Normalize(username)) is not { ClosedAt: null } account)
                    throw new StepRefusedException(RefusalKind.NotFound, "no-account", $"There is no open account {Normalize(username)}: 'equipoise user' lists them.");
                return await InviteAnewAsync(change, account.Id, "account.recover");
            },
            cancellation);

    /// <summary>What a link is for: the account it belongs to, or null for the first administrator's.</summary>
    /// <exception cref="StepRefusedException">It is unknown, used or too old.</exception>
    public Task<Account?> OpenInvitationAsync(string secret, CancellationToken cancellation = default) =>
        store.ReadAsync(snapshot => InvitedAsync(snapshot, secret), cancellation);

    /// <summary>Uses a link: keeps the password chosen, and for the first administrator makes the account.</summary>
    /// <param name="secret">The link's secret.</param>
    /// <param name="credentials">The account as it shall be: a new one for the first administrator, else the invited one, with its new password hash and stamp.</param>
    /// <param name="from">Where the request came from.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The link is unknown, used or too old, or the names will not do.</exception>
    public Task<string> AcceptAsync(string secret, Account credentials, string from, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            credentials.Acting(from),
            AuditTrails.Accounts,
            async change =>
            {
                var invited = await InvitedAsync(change, secret);
                await change.ExecuteAsync("update invitation set used_at = @at where secret_hash = @hash", new { at = change.At, hash = Secret.HashOf(secret) });
                var id = invited?.Id ?? await AddAsync(change, credentials.Username, credentials.Name, [new Grant(Role.Administrator)], credentials.Id);
                await change.ExecuteAsync(
                    "update account set password_hash = @PasswordHash, security_stamp = @SecurityStamp, failed_attempts = 0, locked_until = null where account_id = @id",
                    new { credentials.PasswordHash, credentials.SecurityStamp, id });
                change.Tell(new AuditFact(invited is null ? "setup.finish" : "account.accept", Subject(id))
                {
                    Changes = invited is null
                        ? [new("username", Old: null, Normalize(credentials.Username)), new("role", Old: null, nameof(Role.Administrator))]
                        : await RevokeTokensAsync(change, id),
                });
                return id;
            },
            cancellation);

    /// <summary>Keeps a person's password, second factor and recovery codes as they shall be. What somebody else has changed since the account was
    /// read is not undone.</summary>
    /// <param name="actor">Who does it: the person themselves.</param>
    /// <param name="account">The account as it shall be.</param>
    /// <param name="action">What happened, for the trail, such as <c>account.password</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StepRefusedException">The account has changed since it was read.</exception>
    public async Task SaveAsync(Actor actor, Account account, string action, CancellationToken cancellation = default)
    {
        await store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                var kept = await change.ExecuteAsync(
                    """
                    update account set password_hash = @PasswordHash, security_stamp = @SecurityStamp, second_factor_key = @SecondFactorKey,
                      has_second_factor = @hasSecondFactor, recovery_codes = @RecoveryCodes
                    where account_id = @Id and security_stamp = @stamp and recovery_codes = @codes
                    """,
                    new
                    {
                        account.PasswordHash,
                        account.SecurityStamp,
                        account.SecondFactorKey,
                        hasSecondFactor = account.HasSecondFactor ? 1L : 0L,
                        account.RecoveryCodes,
                        account.Id,
                        stamp = account.AsRead.Stamp,
                        codes = account.AsRead.RecoveryCodes,
                    });
                if (kept == 0)
                    throw StepRefusedException.Stale("Your account");
                // Whoever knew the old password may have made tokens with it.
                var revoked = action is PasswordChanged ? await RevokeTokensAsync(change, account.Id) : [];
                change.Tell(new AuditFact(action, Subject(account.Id)) { Changes = revoked });
                return true;
            },
            cancellation);
        account.AsRead = (account.SecurityStamp, account.RecoveryCodes);
    }

    /// <summary>Counts a wrong password or code; at <see cref="MostAttempts"/> the account is locked for <see cref="LockLife"/>. Nothing is counted while it
    /// is.</summary>
    public Task FailAsync(Actor actor, string accountId, string action, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                var counted = await change.ExecuteAsync(
                    """
                    update account set locked_until = case when failed_attempts + 1 >= @most then @until else null end,
                      failed_attempts = case when failed_attempts + 1 >= @most then 0 else failed_attempts + 1 end
                    where account_id = @accountId and (locked_until is null or locked_until <= @at)
                    """,
                    new { most = (long)MostAttempts, until = Moments.Write(change.Now + LockLife), accountId, at = Moments.Write(change.Now) });
                if (counted == 0)
                    change.NothingToDo();
                else
                    change.Tell(new AuditFact(action, Subject(accountId)));
                return true;
            },
            cancellation);

    /// <summary>Records that somebody signed in: the wrong attempts before it no longer count.</summary>
    public Task EnterAsync(Actor actor, string accountId, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                await change.ExecuteAsync("update account set failed_attempts = 0, locked_until = null where account_id = @accountId", new { accountId });
                change.Tell(new AuditFact("account.sign-in", Subject(accountId)));
                return true;
            },
            cancellation);

    /// <summary>Gives a person a role.</summary>
    /// <exception cref="StepRefusedException">The actor may not, there is no such open account, or they have it already.</exception>
    public Task GrantAsync(Actor actor, string accountId, Grant grant, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                Demand(actor);
                var account = await OpenAccountAsync(change, accountId);
                if (account.Grants.Contains(grant))
                    throw new StepRefusedException(RefusalKind.Conflict, "has-role", $"{account.Name} has the role {Words(grant)} already.");
                await AddGrantAsync(change, accountId, grant);
                change.Tell(new AuditFact("account.grant", Subject(accountId)) { Changes = [new("role", Old: null, Words(grant))], Reason = Given(reason) });
                return true;
            },
            cancellation);

    /// <summary>Takes a role back.</summary>
    /// <exception cref="StepRefusedException">The actor may not, they do not have it, or nobody would be left to manage accounts.</exception>
    public Task RevokeAsync(Actor actor, string accountId, Grant grant, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                Demand(actor);
                var revoked = await change.ExecuteAsync(
                    """
                    update account_grant set revoked_at = @at
                    where account_id = @accountId and role = @role and coalesce(site_id, '') = @site and revoked_at is null
                    """,
                    new { at = change.At, accountId, role = grant.Role.ToString(), site = grant.Site ?? "" });
                if (revoked == 0)
                    throw new StepRefusedException(RefusalKind.NotFound, "no-role", $"This person does not have the role {Words(grant)}.");
                await DemandAnAdministratorAsync(change);
                change.Tell(new AuditFact("account.revoke", Subject(accountId)) { Changes = [new("role", Words(grant), New: null)], Reason = Given(reason) });
                return true;
            },
            cancellation);

    /// <summary>Closes an account: nobody can sign in with it again, its tokens stop, its sessions end.</summary>
    /// <exception cref="StepRefusedException">The actor may not, there is no such open account, or nobody would be left to manage accounts.</exception>
    public Task CloseAsync(Actor actor, string accountId, string reason, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                Demand(actor);
                _ = await OpenAccountAsync(change, accountId);
                await change.ExecuteAsync(
                    "update account set closed_at = @at, security_stamp = @stamp where account_id = @accountId", new { at = change.At, stamp = Secret.New(), accountId });
                var revoked = await RevokeTokensAsync(change, accountId);
                await change.ExecuteAsync("update invitation set used_at = @at where account_id = @accountId and used_at is null", new { at = change.At, accountId });
                await DemandAnAdministratorAsync(change);
                change.Tell(new AuditFact("account.close", Subject(accountId)) { Reason = Given(reason), Changes = revoked });
                return true;
            },
            cancellation);

    private static async Task<IReadOnlyList<AuditChange>> RevokeTokensAsync(ConductChange change, string accountId)
    {
        var names = await change.QueryAsync<string>("select name from api_token where account_id = @accountId and revoked_at is null order by made_at, token_id", new { accountId });
        await change.ExecuteAsync("update api_token set revoked_at = @at where account_id = @accountId and revoked_at is null", new { at = change.At, accountId });
        return [.. names.Select(name => new AuditChange("token", name, null))];
    }

    private static string Normalize(string username) => username.Trim().ToLowerInvariant();

    private static string Subject(string accountId) => $"account/{accountId}";

    internal static string Words(Grant grant) => grant.Site is null ? grant.Role.ToString() : $"{grant.Role} at {grant.Site}";

    private static string Given(string reason) =>
        reason.Trim() is { Length: > 0 } words ? words : throw new StepRefusedException(RefusalKind.Invalid, "reason-missing", "Say why: changes of access are kept with their reason.");

    private static void Demand(Actor actor)
    {
        if (!actor.May(Permission.ManageAccounts, site: null))
            throw new StepRefusedException(RefusalKind.Forbidden, "not-permitted", "Only an administrator manages accounts.");
    }

    private static async Task DemandAnAdministratorAsync(ConductChange change)
    {
        if (await change.AdministratorsAsync() == 0)
            throw new StepRefusedException(RefusalKind.Conflict, "last-administrator", "This is the last administrator: make somebody else one first.");
    }

    private static async Task<Account> OpenAccountAsync(ConductChange change, string accountId) =>
        await change.AccountByIdAsync(accountId) is { ClosedAt: null } account
            ? account
            : throw new StepRefusedException(RefusalKind.NotFound, "no-account", "There is no such open account.");

    private static async Task<string> AddAsync(ConductChange change, string username, string name, IReadOnlyList<Grant> grants, string? id = null)
    {
        if (AccountNames.WhatIsWrongWith(username, name) is { } wrong)
            throw new StepRefusedException(RefusalKind.Invalid, "bad-name", wrong);
        if (await change.AccountByUsernameAsync(Normalize(username)) is not null)
            throw new StepRefusedException(RefusalKind.Conflict, "username-taken", $"The username {Normalize(username)} is taken: choose another.");
        id ??= Guid.CreateVersion7(change.Now).ToString("N");
        await change.ExecuteAsync(
            """
            insert into account (account_id, username, name, security_stamp, has_second_factor, recovery_codes, failed_attempts)
            values (@id, @username, @name, @stamp, 0, '', 0)
            """,
            new { id, username = Normalize(username), name = name.Trim(), stamp = Secret.New() });
        foreach (var grant in grants.Distinct())
            await AddGrantAsync(change, id, grant);
        return id;
    }

    private static Task AddGrantAsync(ConductChange change, string accountId, Grant grant) =>
        change.ExecuteAsync(
            "insert into account_grant (grant_id, account_id, role, site_id) values (@id, @accountId, @role, @site)",
            new { id = Guid.CreateVersion7(change.Now).ToString("N"), accountId, role = grant.Role.ToString(), site = grant.Site });

    private static async Task<string> InviteAnewAsync(ConductChange change, string accountId, string action)
    {
        await change.ExecuteAsync("update invitation set used_at = @at where account_id = @accountId and used_at is null", new { at = change.At, accountId });
        var secret = await InviteAsync(change, accountId);
        change.Tell(new AuditFact(action, Subject(accountId)));
        return secret;
    }

    private static async Task<string> InviteAsync(ConductChange change, string? accountId)
    {
        var secret = Secret.New();
        await change.ExecuteAsync(
            "insert into invitation (secret_hash, account_id, expires_at) values (@hash, @accountId, @expires)",
            new { hash = Secret.HashOf(secret), accountId, expires = Moments.Write(change.Now + InvitationLife) });
        return secret;
    }

    private async Task<Account?> InvitedAsync(ConductSnapshot snapshot, string secret)
    {
        var invitation = await snapshot.QueryOneAsync<InvitationRow>(
            "select account_id as AccountId, expires_at as ExpiresAt from invitation where secret_hash = @hash and used_at is null",
            new { hash = Secret.HashOf(secret) });
        var account = invitation?.AccountId is { } id ? await snapshot.AccountByIdAsync(id) : null;
        return invitation is not null && time.GetUtcNow() < Moments.Read(invitation.ExpiresAt) && account?.ClosedAt is null
            ? account
            : throw new StepRefusedException(RefusalKind.NotFound, "link-used", "This link was used already, or is older than three days: ask an administrator for a new one.");
    }

    private sealed class InvitationRow
    {
        public string? AccountId { get; init; }

        public string ExpiresAt { get; init; } = "";
    }
}
