using Equipoise.Registry.Store;
using Equipoise.Storage;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Operations;

/// <summary>What a load balancer or an operator asks: is it alive, and can it do its work?</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder site)
    {
        site.MapPage("/healthz", () => Results.Text("alive\n"));
        site.MapPage("/readyz", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(RegistryStore registry, CancellationToken cancellation)
    {
        try
        {
            await registry.CheckAsync(cancellation);
            return Results.Text("ready\n");
        }
        catch (StorageException)
        {
            return Results.Text("not ready: the registry database cannot be read\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
