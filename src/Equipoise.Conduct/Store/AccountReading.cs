using Equipoise.Conduct.Access;

namespace Equipoise.Conduct.Store;

/// <summary>Reads accounts within a snapshot.</summary>
internal static class AccountReading
{
    public static Task<Account?> AccountByIdAsync(this ConductSnapshot snapshot, string id) =>
        snapshot.OneAsync($"{AccountRow.Columns} where account_id = @key", id);

    public static Task<Account?> AccountByUsernameAsync(this ConductSnapshot snapshot, string username) =>
        snapshot.OneAsync($"{AccountRow.Columns} where username = @key", username);

    public static async Task<IReadOnlyList<Account>> AccountsAsync(this ConductSnapshot snapshot)
    {
        var grants = (await snapshot.QueryAsync<GrantRow>($"{GrantRow.Columns} order by role, site_id")).ToLookup(row => row.AccountId, StringComparer.Ordinal);
        var rows = await snapshot.QueryAsync<AccountRow>($"{AccountRow.Columns} order by username");
        return [.. rows.Select(row => row.With([.. grants[row.Id].Select(grant => grant.ToGrant()).OfType<Grant>()]))];
    }

    /// <summary>All tokens, those that were taken back too.</summary>
    public static Task<IReadOnlyList<TokenRow>> TokensAsync(this ConductSnapshot snapshot) => snapshot.QueryAsync<TokenRow>($"{TokenRow.Columns} order by made_at, token_id");

    /// <summary>How many people who can sign in may manage accounts everywhere.</summary>
    public static Task<long> AdministratorsAsync(this ConductSnapshot snapshot) =>
        snapshot.CountAsync(
            """
            select count(distinct account.account_id) from account join account_grant on account_grant.account_id = account.account_id
            where closed_at is null and revoked_at is null and role = @role and site_id is null and password_hash is not null
            """,
            new { role = nameof(Role.Administrator) });

    private static async Task<Account?> OneAsync(this ConductSnapshot snapshot, string sql, string key)
    {
        if (await snapshot.QueryOneAsync<AccountRow>(sql, new { key }) is not { } row)
            return null;
        var grants = await snapshot.QueryAsync<GrantRow>($"{GrantRow.Columns} and account_id = @id order by role, site_id", new { id = row.Id });
        return row.With([.. grants.Select(grant => grant.ToGrant()).OfType<Grant>()]);
    }
}
