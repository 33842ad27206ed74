using Equipoise.Conduct.Access;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Web.Conduct.Accounts;

/// <summary>Whether a password will do.</summary>
internal static class NewPassword
{
    /// <summary>The sentences about it; none where it will do.</summary>
    public static async Task<IReadOnlyList<string>> WhatIsWrongAsync(UserManager<Account> users, Account account, string password)
    {
        var problems = new List<string>();
        foreach (var rule in users.PasswordValidators)
            problems.AddRange((await rule.ValidateAsync(users, account, password)).Errors.Select(error => error.Description));
        return problems;
    }
}
