using System.Security.Claims;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Conduct.Accounts;
using Equipoise.Web.Conduct.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Equipoise.Web.Conduct;

/// <summary>Lets nobody past who may not: finds out who is asking, and compares that with the endpoint's <see cref="Guard"/>. Pages take the
/// session's cookie, the API a token; a form must carry the mark of the page it was on.</summary>
internal sealed class Gate(RequestDelegate next, AccountStore accounts, TokenStore tokens, IAntiforgery antiforgery, CarriedForms carried)
{
    private static readonly string SecurityStampClaim = new ClaimsIdentityOptions().SecurityStampClaimType;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<Guard>() is not { } guard)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var actor = SignedInPipeline.IsApi(context) ? await ByTokenAsync(context) : await BySessionAsync(context);
        if (actor is null && !guard.IsOpen)
        {
            await AskToSignInAsync(context);
            return;
        }

        if (!SignedInPipeline.IsApi(context) && !IsReading(context.Request.Method) && !await antiforgery.IsRequestValidAsync(context))
        {
            await SignedInProblems.ShowAsync(
                context, StatusCodes.Status400BadRequest, "This form is not from a page of this session", "Nothing was changed. Open the page again and send the form from there.");
            return;
        }

        if (!SignedInPipeline.IsApi(context) && context.Request.HasFormContentType && await HoldsHiddenSignsAsync(context))
        {
            await SignedInProblems.ShowAsync(
                context, StatusCodes.Status400BadRequest, "This form holds signs that cannot be shown", "Nothing was changed. Type the text anew instead of pasting it.");
            return;
        }

        if (!guard.Admits(actor))
        {
            if (actor is { Limits: not null } && guard.Admits(actor with { Limits = null }))
            {
                await SignedInProblems.ShowAsync(
                    context, StatusCodes.Status403Forbidden, "This token may not do this", $"Your roles give {guard.Permission}, but this token is limited to {string.Join(", ", actor.Limits.Order())}: make one that may, under /conduct/mine.", "token-limited");
                return;
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (actor is not null)
            context.Features.Set(actor);
        await next(context);
    }

    private static async Task<bool> HoldsHiddenSignsAsync(HttpContext context) =>
        !IsReading(context.Request.Method)
        && (await context.Request.ReadFormAsync(context.RequestAborted)).Any(field => !ShownText.IsAll(field.Key) || field.Value.Any(value => value is not null && !ShownText.IsAll(value)));

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private async Task<Actor?> BySessionAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var id = session.Principal?.FindFirst(ClaimTypes.NameIdentifier)?.Value;
        if (id is null || await accounts.FindAsync(id, context.RequestAborted) is not { ClosedAt: null } account || !IsOf(session.Principal!, account))
            return null;
        context.User = session.Principal!;
        return account.Acting(context.ClientAddress());
    }

    // A password that changed, or signing out, ends all sessions that began before.
    private static bool IsOf(ClaimsPrincipal session, Account account) =>
        string.Equals(session.FindFirst(SecurityStampClaim)?.Value, account.SecurityStamp, StringComparison.Ordinal);

    private Task<Actor?> ByTokenAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? tokens.ActorOfAsync(header["Bearer ".Length..].Trim(), context.ClientAddress(), context.RequestAborted)
            : Task.FromResult<Actor?>(null);
    }

    private async Task AskToSignInAsync(HttpContext context)
    {
        if (SignedInPipeline.IsApi(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return;
        }

        if (IsReading(context.Request.Method))
        {
            context.Response.Redirect($"/conduct/sign-in?next={Uri.EscapeDataString($"{context.Request.Path}{context.Request.QueryString}")}");
            return;
        }

        await SignInEndpoints.AskAgainAsync(context, await carried.TakeAsync(context));
    }
}
