using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Storage;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Operations;

/// <summary>What a load balancer or an operator asks: is it alive, and can it do its work?</summary>
internal static class HealthEndpoints
{
    // A database that takes longer serves nobody.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder site)
    {
        site.MapPage("/healthz", () => Results.Text("alive\n"));
        site.MapPage("/readyz", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(RegistryStore registry, StudyIndex index, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await registry.CheckAsync(limit.Token).WaitAsync(limit.Token);
            return index.IsBuilt ? Results.Text("ready\n") : Results.Text("not ready: the index of the search is being built\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception failure) when (failure is StorageException or OperationCanceledException)
        {
            return Results.Text("not ready: the registry database cannot be read\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
