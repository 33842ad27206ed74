using Equipoise.Web.Conduct.Frame;
using Equipoise.Conduct;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Conduct.People;

/// <summary><c>/conduct/people</c>: who may sign in, and what they may do.</summary>
internal static class PeopleEndpoints
{
    private const string Root = "/conduct/people";

    public static void MapPeople(this IEndpointRouteBuilder site)
    {
        site.MapPage(Root, ListAsync).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPage($"{Root}/new", (HttpContext context) => SignedInPages.Show<InvitePage>(context)).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPost($"{Root}/new", InviteAsync).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPage($"{Root}/{{id}}", ShowAsync).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPost($"{Root}/{{id}}/grant", (HttpContext context, string id, AccountStore accounts) => ChangeAsync(context, id, accounts, (actor, form) =>
            GrantAsync(context, actor, id, accounts, form))).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPost($"{Root}/{{id}}/revoke", (HttpContext context, string id, AccountStore accounts) => ChangeAsync(context, id, accounts, (actor, form) =>
            accounts.RevokeAsync(actor, id, GrantOf(form), form["reason"].ToString(), context.RequestAborted))).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPost($"{Root}/{{id}}/close", (HttpContext context, string id, AccountStore accounts) => ChangeAsync(context, id, accounts, (actor, form) =>
            accounts.CloseAsync(actor, id, form["reason"].ToString(), context.RequestAborted))).NeedsForAllSites(Permission.ManageAccounts);
        site.MapPost($"{Root}/{{id}}/invite", InviteAgainAsync).NeedsForAllSites(Permission.ManageAccounts);
    }

    private static async Task<IResult> ListAsync(HttpContext context, AccountStore accounts) =>
        SignedInPages.Show<PeoplePage>(context, (nameof(PeoplePage.Accounts), await accounts.ListAsync(context.RequestAborted)));

    private static async Task<IResult> ShowAsync(HttpContext context, string id, AccountStore accounts) =>
        SignedInPages.Show<PersonPage>(context, (nameof(PersonPage.Account), await FindAsync(accounts, id, context.RequestAborted)));

    private static async Task<IResult> InviteAsync(HttpContext context, AccountStore accounts)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (username, name) = (form["username"].ToString(), form["name"].ToString());
        try
        {
            var grant = GrantOf(form);
            await accounts.DemandSiteAsync(grant, context.RequestAborted);
            var (_, secret) = await accounts.InviteAsync(context.Actor(), username, name, [grant], context.RequestAborted);
            return ShowLink(context, name, secret);
        }
        catch (StepRefusedException refusal) when (refusal.Kind is not RefusalKind.Forbidden)
        {
            return SignedInPages.Show<InvitePage>(
                context, StatusCodes.Status422UnprocessableEntity, (nameof(InvitePage.Problem), refusal.Message), (nameof(InvitePage.Name), name), (nameof(InvitePage.Username), username));
        }
    }

    private static async Task GrantAsync(HttpContext context, Actor actor, string id, AccountStore accounts, IFormCollection form)
    {
        var grant = GrantOf(form);
        await accounts.DemandSiteAsync(grant, context.RequestAborted);
        await accounts.GrantAsync(actor, id, grant, form["reason"].ToString(), context.RequestAborted);
    }

    private static async Task<IResult> InviteAgainAsync(HttpContext context, string id, AccountStore accounts)
    {
        var account = await FindAsync(accounts, id, context.RequestAborted);
        return ShowLink(context, account.Name, await accounts.InviteAgainAsync(context.Actor(), id, context.RequestAborted));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, AccountStore accounts, Func<Actor, IFormCollection, Task> change)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        try
        {
            await change(context.Actor(), form);
            return Results.LocalRedirect($"{Root}/{id}");
        }
        catch (StepRefusedException refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict)
        {
            return SignedInPages.Show<PersonPage>(
                context,
                StatusCodes.Status422UnprocessableEntity,
                (nameof(PersonPage.Account), await FindAsync(accounts, id, context.RequestAborted)),
                (nameof(PersonPage.Problem), refusal.Message));
        }
    }

    private static IResult ShowLink(HttpContext context, string name, string secret) =>
        SignedInPages.Show<InvitedPage>(
            context, (nameof(InvitedPage.Name), name), (nameof(InvitedPage.Link), InvitationLink.Of(context, context.Service<ConductRoom>(), secret)));

    private static async Task<Account> FindAsync(AccountStore accounts, string id, CancellationToken cancellation) =>
        await accounts.FindAsync(id, cancellation) ?? throw new StepRefusedException(RefusalKind.NotFound, "no-account", "There is no such person here: look at the list of people.");

    private static Grant GrantOf(IFormCollection form) =>
        Enum.TryParse<Role>(form["role"].ToString(), out var role) && Enum.IsDefined(role)
            ? new Grant(role, form["site"].ToString().Trim() is { Length: > 0 } site ? site : null)
            : throw new StepRefusedException(RefusalKind.Invalid, "no-role", "Choose one of the roles listed.");
}
