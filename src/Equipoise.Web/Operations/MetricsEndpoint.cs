using System.Text;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Storage;
using Equipoise.Web.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Equipoise.Web.Operations;

/// <summary><c>GET /metrics</c>: how the site does, for Prometheus. It tells of kinds of pages, never of a search or a person.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder site) => site.MapPage("/metrics", AnswerAsync);

    private static async Task<IResult> AnswerAsync(MetricsCollector metrics, RegistryStore registry, StudyIndex index, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        AppendIndex(text, index);
        await AppendStoreAsync(text, registry, index, cancellation);
        foreach (var family in metrics.Collect())
            PrometheusText.Append(text, family);
        return Results.Text(text.ToString(), PrometheusText.ContentType);
    }

    private static void AppendIndex(StringBuilder text, StudyIndex index)
    {
        using var snapshot = index.Acquire();
        PrometheusText.AppendGauge(text, "equipoise_index_generation", "The state of the index that searches see.", snapshot.Generation);
        PrometheusText.AppendGauge(text, "equipoise_index_studies", "Studies in the index.", snapshot.DocumentCount);
    }

    private static async Task AppendStoreAsync(StringBuilder text, RegistryStore registry, StudyIndex index, CancellationToken cancellation)
    {
        try
        {
            var summary = await registry.SummarizeAsync(cancellation);
            PrometheusText.AppendGauge(text, "equipoise_store_studies", "Studies of registries in the store.", summary.Studies);
            PrometheusText.AppendGauge(text, "equipoise_store_samples", "Samples in the store.", summary.Samples);
            PrometheusText.AppendGauge(text, "equipoise_store_bytes", "The size of the store's database.", await registry.SizeAsync(cancellation));
            PrometheusText.AppendGauge(text, "equipoise_index_lag_changes", "Changes of the store that the index has not taken in yet.", Math.Max(0, summary.LastChange - index.Change));
            PrometheusText.AppendGauge(text, "equipoise_store_up", "Whether the store can be read.", 1);
        }
        catch (StorageException)
        {
            // Who watches shall hear of it, and of everything else.
            PrometheusText.AppendGauge(text, "equipoise_store_up", "Whether the store can be read.", 0);
        }
    }
}
