using Equipoise.Conduct.Access;
using Equipoise.Conduct.Audit;

namespace Equipoise.Conduct.Store;

/// <summary>The keys by which programs act for people.</summary>
/// <param name="store">The conduct database.</param>
/// <param name="time">The clock.</param>
public sealed class TokenStore(ConductStore store, TimeProvider time)
{
    /// <summary>The longest life of a token, in days.</summary>
    public const int LongestLife = 366;

    /// <summary>The tokens of an account, the newest first.</summary>
    public Task<IReadOnlyList<ApiToken>> ListAsync(string accountId, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<ApiToken>>(
            async snapshot =>
            {
                var rows = await snapshot.QueryAsync<TokenRow>($"{TokenRow.Columns} where account_id = @accountId order by made_at desc, token_id", new { accountId });
                return [.. rows.Select(row => row.ToToken())];
            },
            cancellation);

    /// <summary>Makes a token for the actor.</summary>
    /// <param name="actor">Its owner.</param>
    /// <param name="name">What they call it.</param>
    /// <param name="limits">All it may do.</param>
    /// <param name="days">How many days it works.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The token itself, shown this once.</returns>
    /// <exception cref="StepRefusedException">The name is missing, there is nothing it may do, or the days are none or too many.</exception>
    public Task<string> MakeAsync(Actor actor, string name, IReadOnlyList<Permission> limits, int days, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                if (WhatIsWrong(actor, name, limits, days) is { } wrong)
                    throw new StepRefusedException(RefusalKind.Invalid, "bad-token", wrong);
                var id = Guid.CreateVersion7(change.Now).ToString("N");
                var secret = $"{Prefix}{Secret.New()}";
                var expires = Moments.Write(change.Now.AddDays(days));
                await change.ExecuteAsync(
                    """
                    insert into api_token (token_id, account_id, name, secret_hash, limits, made_at, expires_at)
                    values (@id, @account, @name, @hash, @limits, @at, @expires)
                    """,
                    new { id, account = actor.AccountId, name = name.Trim(), hash = Secret.HashOf(secret), limits = string.Join(' ', limits.Distinct()), at = change.At, expires });
                change.Tell(new AuditFact("token.make", $"token/{id}")
                {
                    Changes = [new("name", Old: null, name.Trim()), new("limits", Old: null, string.Join(' ', limits.Distinct())), new("expires", Old: null, expires)],
                });
                return secret;
            },
            cancellation);

    /// <summary>Takes one of the actor's tokens back.</summary>
    /// <exception cref="StepRefusedException">They have no such token that still works.</exception>
    public Task RevokeAsync(Actor actor, string tokenId, CancellationToken cancellation = default) =>
        store.ChangeAsync(
            actor,
            AuditTrails.Accounts,
            async change =>
            {
                var revoked = await change.ExecuteAsync(
                    "update api_token set revoked_at = @at where token_id = @tokenId and account_id = @account and revoked_at is null",
                    new { at = change.At, tokenId, account = actor.AccountId });
                if (revoked == 0)
                    throw new StepRefusedException(RefusalKind.NotFound, "no-token", "You have no such token, or it was taken back already.");
                change.Tell(new AuditFact("token.revoke", $"token/{tokenId}"));
                return true;
            },
            cancellation);

    /// <summary>Who acts by a token: its owner, narrowed to what the token may do. Null where it does not work.</summary>
    /// <param name="secret">The token as it was shown.</param>
    /// <param name="from">Where the request came from.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<Actor?> ActorOfAsync(string secret, string from, CancellationToken cancellation = default) =>
        store.ReadAsync(
            async snapshot =>
            {
                var row = await snapshot.QueryOneAsync<TokenRow>($"{TokenRow.Columns} where secret_hash = @hash", new { hash = Secret.HashOf(secret) });
                if (row?.ToToken() is not { } token || !token.Works(time.GetUtcNow()) || await snapshot.AccountByIdAsync(row.AccountId) is not { ClosedAt: null } account)
                    return null;
                return account.Acting($"{from}, token {token.Name}") with { Limits = token.Limits.ToHashSet() };
            },
            cancellation);

    private static string? WhatIsWrong(Actor actor, string name, IReadOnlyList<Permission> limits, int days)
    {
        if (actor.Limits is not null)
            return "A token cannot make another: sign in to make one.";
        if (name.Trim().Length is 0 or > 100 || name.Any(char.IsControl))
            return "Give the token a name of at most 100 letters, such as that of the program that will use it.";
        if (limits.Count == 0)
            return "Choose at least one thing that the token may do.";
        if (limits.FirstOrDefault(limit => !actor.MaySomewhere(limit), (Permission)(-1)) is var beyond && (int)beyond >= 0)
            return $"You may not give a token the permission {beyond}, which you do not have.";
        return days is < 1 or > LongestLife ? $"A token works for 1 to {LongestLife} days." : null;
    }

    private const string Prefix = "eqp_";
}
