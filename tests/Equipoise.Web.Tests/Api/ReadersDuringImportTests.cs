using System.Globalization;
using System.Text.Json;

namespace Equipoise.Web.Tests.Api;

public sealed class ReadersDuringImportTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const int Batches = 12;
    private const int BatchSize = 25;

    [Fact]
    public async Task Readers_see_whole_snapshots_while_records_come_in()
    {
        await site.StoreAsync(Batch(0));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(number => ReadAsync(pageSize: 7 + (number * 11), done.Token)).ToList();
        for (var batch = 1; batch < Batches; batch++)
            await site.StoreAsync(Batch(batch));
        await done.CancelAsync();

        foreach (var walks in await Task.WhenAll(readers))
        {
            // A batch is in a search whole or not at all, and what was once found stays found.
            walks.ShouldAllBe(found => found % BatchSize == 0);
            walks.ShouldBe(walks.Order());
            walks.Count.ShouldBeGreaterThan(0);
        }

        (await site.IdsAsync("query.term=AREA[Keyword]batch")).Count.ShouldBe(Batches * BatchSize);
    }

    // Walks all pages again and again: how many studies each walk found.
    private async Task<List<int>> ReadAsync(int pageSize, CancellationToken done)
    {
        var walks = new List<int>();
        do
        {
            var address = $"/studies?query.term=AREA[Keyword]batch&sort=EnrollmentCount:desc&fields=NCTId|EnrollmentCount&countTotal=true&pageSize={pageSize}";
            var (ids, total) = (new HashSet<string>(StringComparer.Ordinal), 0);
            for (string? token = ""; token is not null;)
            {
                using var page = JsonDocument.Parse(await site.ApiAsync(token.Length == 0 ? address : $"{address}&pageToken={token}"));
                if (page.RootElement.TryGetProperty("totalCount", out var count))
                    total = count.GetInt32();
                foreach (var study in page.RootElement.GetProperty("studies").EnumerateArray())
                    ids.Add(ApiReading.IdOf(study)).ShouldBeTrue("A study stood on two pages.");
                token = page.RootElement.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
            }

            ids.Count.ShouldBe(total);
            walks.Add(total);
        }
        while (!done.IsCancellationRequested);

        return walks;
    }

    private static string[] Batch(int batch) =>
    [
        .. Enumerable.Range(batch * BatchSize + 1, BatchSize).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT{{{number:D8}}}","briefTitle":"Trial {{{number}}}"},"conditionsModule":{"keywords":["batch"]},"designModule":{"enrollmentInfo":{"count":{{{(number * 7919) % 1000}}} } } } }""")),
    ];
}
