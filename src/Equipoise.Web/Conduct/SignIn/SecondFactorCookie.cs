using System.Security.Claims;
using Equipoise.Conduct.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Web.Conduct.SignIn;

/// <summary>Remembers for five minutes who has given the right password and still owes the second factor.</summary>
internal static class SecondFactorCookie
{
    public static Task GiveAsync(HttpContext context, Account account) =>
        context.SignInAsync(
            IdentityConstants.TwoFactorUserIdScheme,
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, account.Id)], IdentityConstants.TwoFactorUserIdScheme)));

    public static async Task<string?> ReadAsync(HttpContext context) =>
        (await context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirst(ClaimTypes.Name)?.Value;

    public static Task TakeAsync(HttpContext context) => context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
}
