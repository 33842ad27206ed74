using Equipoise.Web.Conduct.Frame;
using System.Globalization;
using Equipoise.Conduct;
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

/// <summary><c>/conduct/mine</c>: one's own account, password and tokens.</summary>
internal static class MineEndpoints
{
    public const string Root = "/conduct/mine";

    public static void MapMine(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, (HttpContext context, AccountStore accounts, TokenStore tokens) => ShowAsync(context, accounts, tokens)).NeedsSignIn();
        site.MapPost($"{Root}/password", ChangePasswordAsync).NeedsSignIn();
        site.MapPost($"{Root}/tokens", MakeTokenAsync).NeedsSignIn();
        site.MapPost($"{Root}/tokens/{{id}}/revoke", RevokeTokenAsync).NeedsSignIn();
        site.MapSecondFactorSetup();
    }

    /// <summary>One's own page, with a sentence about what went wrong.</summary>
    public static async Task<IResult> ShowAsync(HttpContext context, AccountStore accounts, TokenStore tokens, string? problem = null)
    {
        var account = (await accounts.FindAsync(context.Actor().AccountId, context.RequestAborted))!;
        return SignedInPages.Show<MinePage>(
            context,
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(MinePage.Account), account),
            (nameof(MinePage.Tokens), await tokens.ListAsync(account.Id, context.RequestAborted)),
            (nameof(MinePage.RecoveryCodesLeft), account.RecoveryCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length),
            (nameof(MinePage.Problem), problem));
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, AccountStore accounts, TokenStore tokens, UserManager<Account> users, SignInManager<Account> signIn, Reauthentication reauthentication, TimeProvider time)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var password = form["new-password"].ToString();
        if (!await reauthentication.ConfirmAsync(context.Actor(), form["old-password"].ToString()))
            return await ShowAsync(context, accounts, tokens, "Today's password is not right: nothing was changed.");
        var account = (await users.FindByIdAsync(context.Actor().AccountId))!;
        if (await NewPassword.WhatIsWrongAsync(users, account, password) is [var wrong, ..])
            return await ShowAsync(context, accounts, tokens, wrong);
        CurrentAct.Name(context, AccountStore.PasswordChanged);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        await users.UpdateSecurityStampAsync(account);
        await signIn.SignInAsync(account, SessionStart.Now(time));
        return Results.LocalRedirect(Root);
    }

    private static async Task<IResult> MakeTokenAsync(HttpContext context, AccountStore accounts, TokenStore tokens)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var limits = form["limits"].Select(name => Enum.TryParse<Permission>(name, out var permission) && Enum.IsDefined(permission) ? permission : (Permission?)null).OfType<Permission>().ToList();
        _ = int.TryParse(form["days"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        try
        {
            var secret = await tokens.MakeAsync(context.Actor(), form["name"].ToString(), limits, days, context.RequestAborted);
            return SignedInPages.Show<ShownOncePage>(
                context,
                (nameof(ShownOncePage.Title), "Keep this token now"),
                (nameof(ShownOncePage.Advice), "It is shown this once. A program sends it in the header Authorization: Bearer."),
                (nameof(ShownOncePage.Secrets), new[] { secret }));
        }
        catch (StepRefusedException refusal)
        {
            return await ShowAsync(context, accounts, tokens, refusal.Message);
        }
    }

    private static async Task<IResult> RevokeTokenAsync(HttpContext context, string id, TokenStore tokens)
    {
        await tokens.RevokeAsync(context.Actor(), id, context.RequestAborted);
        return Results.LocalRedirect($"{Root}#tokens");
    }
}
