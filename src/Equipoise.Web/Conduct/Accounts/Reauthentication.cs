using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Web.Conduct.Accounts;

/// <summary>Asks the person for their password once more, as an electronic signature does (21 CFR 11.200).</summary>
internal sealed class Reauthentication(UserManager<Account> users, AccountStore accounts, IHttpContextAccessor http)
{
    /// <summary>Whether the password is that of whoever is signed in. Wrong ones count towards locking the account.</summary>
    public async Task<bool> ConfirmAsync(Actor actor, string password)
    {
        if (await users.FindByIdAsync(actor.AccountId) is not { } account || await users.IsLockedOutAsync(account))
            return false;
        if (await users.CheckPasswordAsync(account, password))
            return true;
        await accounts.FailAsync(actor, account.Id, "account.wrong-password", http.HttpContext!.RequestAborted);
        return false;
    }
}
