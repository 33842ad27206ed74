using System.IO.Compression;
using System.Text;
using Equipoise.Web.Api;

namespace Equipoise.Web.Tests.Api;

public sealed class ZipWriterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(70_000)]
    public async Task An_archive_holds_what_was_written_however_many_entries_it_has(int entries)
    {
        var output = new MemoryStream();
        using (var writer = new ZipWriter(output))
        {
            for (var number = 0; number < entries; number++)
                await writer.AddAsync($"ä{number}.json", Encoding.UTF8.GetBytes($"{{\"number\":{number}}}"), TestContext.Current.CancellationToken);
            await writer.FinishAsync(number => $"ä{number}.json", TestContext.Current.CancellationToken);
        }

        using var archive = new ZipArchive(output);
        archive.Entries.Count.ShouldBe(entries);
        foreach (var (number, entry) in archive.Entries.Index().Where(entry => entry.Index % 997 == 0 || entry.Index > entries - 5))
        {
            entry.FullName.ShouldBe($"ä{number}.json");
            using var content = new StreamReader(await entry.OpenAsync(TestContext.Current.CancellationToken));
            (await content.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe($"{{\"number\":{number}}}");
        }
    }
}
