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

/// <summary><c>/conduct/welcome/…</c>: the link by which somebody chooses a password, once. The log names the route, never the link.</summary>
internal static class WelcomeEndpoints
{
    private const string Route = "/conduct/welcome/{secret}";

    public static void MapWelcome(this IEndpointRouteBuilder site)
    {
        site.MapPage(Route, ShowAsync).OpenToStrangers();
        site.MapPost(Route, AcceptAsync).OpenToStrangers();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string secret, AccountStore accounts) =>
        SignedInPages.Show<WelcomePage>(context, (nameof(WelcomePage.Invited), await accounts.OpenInvitationAsync(secret, context.RequestAborted)));

    private static async Task<IResult> AcceptAsync(HttpContext context, string secret, AccountStore accounts, UserManager<Account> users)
    {
        var invited = await accounts.OpenInvitationAsync(secret, context.RequestAborted);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (username, name, password) = (form["username"].ToString(), form["name"].ToString(), form["password"].ToString());
        var account = invited ?? new Account { Id = Guid.CreateVersion7().ToString("N"), Username = username.Trim().ToLowerInvariant(), Name = name.Trim() };
        var problems = await WhatIsWrongAsync(users, account, isNew: invited is null, password, form["again"].ToString());
        if (problems.Count > 0)
        {
            return SignedInPages.Show<WelcomePage>(
                context,
                StatusCodes.Status422UnprocessableEntity,
                (nameof(WelcomePage.Invited), invited),
                (nameof(WelcomePage.Username), username),
                (nameof(WelcomePage.Name), name),
                (nameof(WelcomePage.Problems), problems));
        }

        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.SecurityStamp = Secret.New();
        await accounts.AcceptAsync(secret, account, context.ClientAddress(), context.RequestAborted);
        return Results.LocalRedirect("/conduct/sign-in");
    }

    private static async Task<IReadOnlyList<string>> WhatIsWrongAsync(UserManager<Account> users, Account account, bool isNew, string password, string again)
    {
        if (isNew && AccountNames.WhatIsWrongWith(account.Username, account.Name) is { } wrong)
            return [wrong];
        return string.Equals(password, again, StringComparison.Ordinal)
            ? await NewPassword.WhatIsWrongAsync(users, account, password)
            : ["The two passwords differ: type the same one twice."];
    }
}
