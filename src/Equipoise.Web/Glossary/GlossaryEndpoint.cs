using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Glossary;

/// <summary><c>GET /glossary</c>: the words of the field, explained.</summary>
internal static class GlossaryEndpoint
{
    public static void MapGlossary(this IEndpointRouteBuilder site) => site.MapPage("/glossary", () => Pages.Show<GlossaryPage>());
}
