using Equipoise.Conduct.Access;
using Equipoise.Web.Conduct.SignIn;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Conduct.Frame;

/// <summary>How a signed-in endpoint answers with a page.</summary>
internal static class SignedInPages
{
    /// <summary>The name of the parameter by which each page gets its <see cref="Visit"/>.</summary>
    private const string VisitParameter = "Visit";

    /// <summary>Answers with a component that has a parameter <c>Visit</c>.</summary>
    public static IResult Show<TPage>(HttpContext context, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent => Show<TPage>(context, StatusCodes.Status200OK, parameters);

    /// <summary>Answers with such a component under another status than 200.</summary>
    public static IResult Show<TPage>(HttpContext context, int status, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where TPage : IComponent
    {
        var tokens = context.Service<IAntiforgery>().GetAndStoreTokens(context);
        var actor = context.Features.Get<Actor>();
        var owner = actor is null ? null : context.Service<CarriedForms>().OwnerMark(actor.AccountId);
        return Pages.Show<TPage>(status, [.. parameters, (VisitParameter, new Visit(actor, new FormToken(tokens.RequestToken!, owner)))]);
    }

    /// <summary>Who is signed in; only behind a guard that asks for it.</summary>
    public static Actor Actor(this HttpContext context) =>
        context.Features.Get<Actor>() ?? throw new InvalidOperationException("This endpoint is open to strangers, and asks who is signed in.");
}
