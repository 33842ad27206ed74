using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.EndToEnd.Conduct;

/// <summary>Ina, the first person of a database, with the roles that a test needs.</summary>
internal static class TrialAccount
{
    public const string Username = "ina";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task AddAsync(ConductStore store, string password, params Grant[] grants)
    {
        var accounts = new AccountStore(store, TimeProvider.System);
        var account = new Account { Id = Username, Username = Username, Name = "Ina Investigator" };
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, password);
        account.SecurityStamp = Secret.New();
        await accounts.AcceptAsync((await accounts.BeginSetupAsync(Actor.Program("test"), Cancellation))!, account, "test", Cancellation);
        foreach (var grant in grants)
            await accounts.GrantAsync((await accounts.FindAsync(Username, Cancellation))!.Acting("test"), Username, grant, "a trial to look at", Cancellation);
    }
}
