using System.Text.RegularExpressions;

namespace Equipoise.Web.Tests;

public sealed partial class MetricsTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_counted_by_route_and_status_and_never_by_what_was_asked()
    {
        await site.Client.GetAsync("/study/NCT07264075?secret=ethel", Cancellation);
        await site.Client.GetAsync("/search?q=syphilis", Cancellation);
        await site.Client.GetAsync("/nowhere/at/all", Cancellation);

        var text = await ReadAsync();

        text.ShouldContain("http_server_request_duration_seconds_count{method=\"GET\",route=\"/search\",status=\"200\"} 1\n");
        text.ShouldContain("http_server_request_duration_seconds_count{method=\"GET\",status=\"404\"} 1\n");
        text.ShouldContain("http_server_active_requests{method=\"GET\"} 1\n");
        foreach (var secret in new[] { "ethel", "syphilis", "NCT07264075", "nowhere", "127.0.0.1" })
            text.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Every_line_has_the_form_that_Prometheus_reads_and_every_series_stands_once()
    {
        await site.Client.GetAsync("/", Cancellation);

        var lines = (await ReadAsync()).TrimEnd('\n').Split('\n');

        lines.ShouldAllBe(line => Comment().IsMatch(line) || Sample().IsMatch(line));
        lines.Select(line => line[..line.LastIndexOf(' ')]).ShouldBeUnique();
        lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ShouldBeUnique();
    }

    [Fact]
    public async Task A_histogram_grows_from_bucket_to_bucket_up_to_its_count()
    {
        foreach (var _ in Enumerable.Range(0, 5))
            await site.Client.GetAsync("/about", Cancellation);

        var buckets = (await ReadAsync()).Split('\n')
            .Where(line => line.StartsWith("http_server_request_duration_seconds_bucket{method=\"GET\",route=\"/about\"", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();

        buckets.ShouldBe(buckets.Order());
        buckets[^1].ShouldBe(5);
    }

    [Fact]
    public async Task The_index_the_store_and_the_runtime_are_watched()
    {
        var text = await ReadAsync();

        foreach (var name in new[] { "equipoise_index_generation", "equipoise_index_lag_changes", "equipoise_store_bytes", "equipoise_store_samples", "dotnet_gc_collections_total", "dotnet_gc_last_collection_heap_size_bytes", "dotnet_thread_pool_thread_count" })
            text.ShouldContain($"\n# TYPE {name} ");
        text.ShouldContain("\nequipoise_store_up 1\n");
        text.ShouldContain("\nequipoise_index_lag_changes 0\n");
    }

    private Task<string> ReadAsync() => site.Client.GetStringAsync("/metrics", Cancellation);

    [GeneratedRegex("^# (HELP|TYPE) [a-z_0-9]+ .+$", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""^[a-z_0-9]+(\{[a-z]+="([^"\\]|\\.)*"(,[a-z]+="([^"\\]|\\.)*")*\})? (-?[0-9.]+(E[-+]?[0-9]+)?|NaN|[+-]Inf)$""", RegexOptions.None, 1000)]
    private static partial Regex Sample();
}
