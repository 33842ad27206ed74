using Equipoise.Conduct.Access;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Web.Conduct.Accounts;

/// <summary>Refuses passwords that say the username, beside Identity's own rules.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(
        password is not null && password.Contains(user.Username, StringComparison.OrdinalIgnoreCase)
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordHasUsername", Description = "The password must not contain the username." })
            : IdentityResult.Success);
}
