using Equipoise.Web.Conduct.Frame;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Conduct.Accounts;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.SignIn;

/// <summary><c>/conduct/sign-in</c>, <c>/conduct/second-factor</c> and <c>/conduct/sign-out</c>.</summary>
internal static class SignInEndpoints
{
    // One sentence for a wrong name, a wrong password and a locked account: nobody learns which accounts there are.
    private const string Refused = "The username or the password is wrong, or there were too many attempts: after five, an account waits for 15 minutes.";

    public static void MapSignIn(this IEndpointRouteBuilder site)
    {
        site.MapPage("/conduct/sign-in", (HttpContext context, string? next) => Ask(context, next)).OpenToStrangers();
        site.MapPost("/conduct/sign-in", SignInAsync).OpenToStrangers();
        site.MapPost("/conduct/second-factor", SecondFactorAsync).OpenToStrangers();
        site.MapPost("/conduct/sign-out", SignOutAsync).NeedsSignIn();
    }

    /// <summary>Asks to sign in again, bringing along a sealed form.</summary>
    public static Task AskAgainAsync(HttpContext context, string? carried) =>
        Ask(context, $"{context.Request.Path}{context.Request.QueryString}", carried is null ? "Your session had ended, nothing was saved, and what you typed could not be kept: sign in, then type it again." : null, carried, StatusCodes.Status401Unauthorized)
            .ExecuteAsync(context);

    private static IResult Ask(HttpContext context, string? next, string? problem = null, string? carried = null, int status = StatusCodes.Status200OK, string? username = null) =>
        SignedInPages.Show<SignInPage>(
            context,
            status,
            (nameof(SignInPage.Next), Within(next)),
            (nameof(SignInPage.Problem), problem),
            (nameof(SignInPage.Carried), carried is { Length: > 0 } ? carried : null),
            (nameof(SignInPage.Username), username));

    private static async Task<IResult> SignInAsync(
        HttpContext context, SignInManager<Account> signIn, IPasswordHasher<Account> hasher, AccountStore accounts, CarriedForms carriedForms, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (username, password, next, carried) = (form["username"].ToString(), form["password"].ToString(), form["next"].ToString(), form["carried"].ToString());
        if (await signIn.UserManager.FindByNameAsync(username) is not { PasswordHash: not null } account || await signIn.UserManager.IsLockedOutAsync(account))
        {
            // As long as a wrong password takes: the time tells nobody which accounts there are.
            _ = hasher.HashPassword(new Account { Id = "", Username = "", Name = "" }, password);
            return Ask(context, next, Refused, carried, StatusCodes.Status401Unauthorized, username);
        }

        if (!await signIn.UserManager.CheckPasswordAsync(account, password))
        {
            await accounts.FailAsync(account.Acting(context.ClientAddress()), account.Id, "account.sign-in-failed", context.RequestAborted);
            return Ask(context, next, Refused, carried, StatusCodes.Status401Unauthorized, username);
        }

        if (account.HasSecondFactor)
        {
            await SecondFactorCookie.GiveAsync(context, account);
            return AskSecondFactor(context, next, carried);
        }

        return await LetInAsync(context, signIn, accounts, account, next, carried, carriedForms, time);
    }

    private static async Task<IResult> SecondFactorAsync(HttpContext context, SignInManager<Account> signIn, AccountStore accounts, CarriedForms carriedForms, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (code, next, carried) = (form["code"].ToString(), form["next"].ToString(), form["carried"].ToString());
        CurrentAct.Name(context, "account.recovery-code");
        if (await SecondFactorCookie.ReadAsync(context) is not { } id || await signIn.UserManager.FindByIdAsync(id) is not { } account || await signIn.UserManager.IsLockedOutAsync(account))
            return Ask(context, next, "That took too long, or there were too many attempts: sign in again.", carried, StatusCodes.Status401Unauthorized);
        var digits = code.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (await signIn.UserManager.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits)
            || (await signIn.UserManager.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded)
        {
            await SecondFactorCookie.TakeAsync(context);
            return await LetInAsync(context, signIn, accounts, account, next, carried, carriedForms, time);
        }

        await accounts.FailAsync(account.Acting(context.ClientAddress()), account.Id, "account.sign-in-failed", context.RequestAborted);
        return AskSecondFactor(context, next, carried, "This code is not right, or was used before. Wait for the next one, or use a recovery code.");
    }

    private static IResult AskSecondFactor(HttpContext context, string? next, string? carried, string? problem = null) =>
        SignedInPages.Show<SecondFactorPage>(
            context,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized,
            (nameof(SecondFactorPage.Next), Within(next)),
            (nameof(SecondFactorPage.Carried), carried),
            (nameof(SecondFactorPage.Problem), problem));

    private static async Task<IResult> LetInAsync(
        HttpContext context, SignInManager<Account> signIn, AccountStore accounts, Account account, string? next, string? carried, CarriedForms carriedForms, TimeProvider time)
    {
        await accounts.EnterAsync(account.Acting(context.ClientAddress()), account.Id, context.RequestAborted);
        await signIn.SignInAsync(account, SessionStart.Now(time));
        context.Features.Set(account.Acting(context.ClientAddress()));
        // The marks of forms belong to whoever is signed in: those of the next page must be this person's.
        context.User = await signIn.CreateUserPrincipalAsync(account);
        return carriedForms.Open(carried, account.Id) is { } form
            ? SignedInPages.Show<SendAgainPage>(context, (nameof(SendAgainPage.Form), form))
            : Results.LocalRedirect(Within(next) ?? "/conduct");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, SignInManager<Account> signIn, UserManager<Account> users)
    {
        CurrentAct.Name(context, "account.sign-out");
        // A new stamp ends this session wherever its cookie may have been copied to.
        if (await users.FindByIdAsync(context.Actor().AccountId) is { } account)
            await users.UpdateSecurityStampAsync(account);
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/conduct/sign-in");
    }

    // Only to a signed-in page of ours.
    private static string? Within(string? next) =>
        next is "/conduct" || (next is { Length: > 0 } && next.StartsWith("/conduct/", StringComparison.Ordinal) && !next.Contains("..", StringComparison.Ordinal) && !next.Contains("//", StringComparison.Ordinal) && !next.Contains('\\', StringComparison.Ordinal) && !next.Any(char.IsControl)) ? next : null;
}
