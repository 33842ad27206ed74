using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Equipoise.Web.Conduct.Api;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Api;

/// <summary><c>/openapi/v1.json</c>: our own interfaces, that of eligibility by hand and that of conduct, where the site has it, from its endpoints.</summary>
internal static class DescriptionEndpoint
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static void MapDescription(this WebApplication site)
    {
        // Made when first asked for, when all endpoints are there; a site's endpoints stay as they are.
        var description = new Lazy<byte[]>(() => Write(((IEndpointRouteBuilder)site).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()));
        site.MapPage("/openapi/v1.json", (HttpContext context) => ApiAnswer.WriteBytesAsync(context, description.Value, "application/json; charset=utf-8"));
    }

    private static byte[] Write(IEnumerable<RouteEndpoint> endpoints)
    {
        using var stream = typeof(DescriptionEndpoint).Assembly.GetManifestResourceStream("api/openapi-v1.json")!;
        var document = JsonNode.Parse(stream)!.AsObject();
        var conduct = endpoints.Where(ConductDescription.IsOurs).ToList();
        if (conduct.Count > 0)
            ConductDescription.AddTo(document, conduct);
        return Encoding.UTF8.GetBytes(document.ToJsonString(Readable));
    }
}
