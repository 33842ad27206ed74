using Equipoise.Web.Conduct.Frame;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Conduct.Accounts;
using Equipoise.Web.Conduct.SignIn;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.Mine;

/// <summary><c>/conduct/mine/second-factor</c>: time-based codes (RFC 6238), and ten recovery codes.</summary>
internal static class SecondFactorSetup
{
    private const string Route = $"{MineEndpoints.Root}/second-factor";

    public static void MapSecondFactorSetup(this IEndpointRouteBuilder site)
    {
        site.MapPage(Route, ShowAsync).NeedsSignIn();
        site.MapPost(Route, SwitchOnAsync).NeedsSignIn();
        site.MapPost($"{Route}/off", SwitchOffAsync).NeedsSignIn();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, UserManager<Account> users, SignInManager<Account> signIn, TimeProvider time)
    {
        var account = (await users.FindByIdAsync(context.Actor().AccountId))!;
        if (account.HasSecondFactor)
            return Results.LocalRedirect(MineEndpoints.Root);
        if (await users.GetAuthenticatorKeyAsync(account) is null)
        {
            CurrentAct.Name(context, "account.second-factor-key");
            await users.ResetAuthenticatorKeyAsync(account);
            // A new key ends all sessions; this one goes on.
            await signIn.SignInAsync(account, SessionStart.Now(time));
        }

        return await AskAsync(context, users, account, problem: null);
    }

    private static async Task<IResult> SwitchOnAsync(HttpContext context, UserManager<Account> users, SignInManager<Account> signIn, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = (await users.FindByIdAsync(context.Actor().AccountId))!;
        var digits = form["code"].ToString().Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits))
            return await AskAsync(context, users, account, "This code is not right: look at the app's clock, and type the newest code.");
        CurrentAct.Name(context, "account.second-factor-on");
        await users.SetTwoFactorEnabledAsync(account, enabled: true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 10);
        await signIn.SignInAsync(account, SessionStart.Now(time));
        return SignedInPages.Show<ShownOncePage>(
            context,
            (nameof(ShownOncePage.Title), "Keep these recovery codes"),
            (nameof(ShownOncePage.Advice), "Each works once in place of the app. They are shown only now: print them and lock them away."),
            (nameof(ShownOncePage.Secrets), codes!.ToArray()));
    }

    private static async Task<IResult> SwitchOffAsync(
        HttpContext context, AccountStore accounts, TokenStore tokens, UserManager<Account> users, SignInManager<Account> signIn, Reauthentication reauthentication, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!await reauthentication.ConfirmAsync(context.Actor(), form["password"].ToString()))
            return await MineEndpoints.ShowAsync(context, accounts, tokens, "The password is not right: the second factor stays on.");
        CurrentAct.Name(context, "account.second-factor-off");
        var account = (await users.FindByIdAsync(context.Actor().AccountId))!;
        account.SecondFactorKey = null;
        account.RecoveryCodes = "";
        await users.SetTwoFactorEnabledAsync(account, enabled: false);
        await signIn.SignInAsync(account, SessionStart.Now(time));
        return Results.LocalRedirect(MineEndpoints.Root);
    }

    private static async Task<IResult> AskAsync(HttpContext context, UserManager<Account> users, Account account, string? problem)
    {
        var key = await users.GetAuthenticatorKeyAsync(account) ?? "";
        return SignedInPages.Show<SecondFactorSetupPage>(
            context,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(SecondFactorSetupPage.Key), string.Join(' ', key.Chunk(4).Select(four => new string(four)))),
            (nameof(SecondFactorSetupPage.Problem), problem));
    }
}
