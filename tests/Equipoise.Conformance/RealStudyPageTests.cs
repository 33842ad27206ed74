using System.Diagnostics;
using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Web.Tests;

namespace Equipoise.Conformance;

/// <summary>Pages of real records: none fails, and none leaves out a word that it promises to show. The twin on the
/// project's own data is <c>WholeRecordTests</c> of the site's tests.</summary>
public sealed class RealStudyPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Every_text_of_every_real_record_is_on_its_page()
    {
        var records = await File.ReadAllLinesAsync(Repository.SharedPathTo("ctgov", "studies", "studies.ndjson"), TestContext.Current.CancellationToken);
        await site.StoreAsync([.. records.Where(record => record.Length > 0)]);
        var missing = new List<string>();

        foreach (var record in records.Where(record => record.Length > 0))
        {
            var id = StudyRecord.Parse(record).Id;
            missing.AddRange(RecordWords.MissingFrom(await site.ReadAsync($"/study/{id}"), record).Select(text => $"{id} {text}"));
        }

        missing.Take(40).ShouldBeEmpty();
    }

    // Most of them have results, which the newer records beside the project mostly lack.
    [Fact]
    public async Task Every_text_of_older_records_is_on_their_pages_too()
    {
        using var folder = new TemporaryFolder();
        await UnpackAsync(Repository.SharedPathTo("ctgov", "studies", "legacy-xml.tar.xz"), folder.PathTo("all.tar"));
        var chosen = new StudySources().Read(folder.PathTo("all.tar")).Where((_, place) => Thoroughness.Full || place % 40 == 7).ToList();
        await site.Registry.PutAsync([.. chosen.Select(item => IncomingStudy.From(StudyRecord.Parse(item.Json), item.Form))], cancellation: TestContext.Current.CancellationToken);
        var missing = new List<string>();

        foreach (var item in chosen)
        {
            var record = StudyRecord.Parse(item.Json);
            missing.AddRange(RecordWords.MissingFrom(await site.ReadAsync($"/study/{record.Id}"), record.Json).Select(text => $"{record.Id} {text}"));
        }

        chosen.Count.ShouldBeGreaterThan(100);
        missing.Take(40).ShouldBeEmpty();
    }

    private static async Task UnpackAsync(string packed, string unpacked)
    {
        using var xz = Process.Start(new ProcessStartInfo("xz", ["-dc", packed]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        await using (var file = File.Create(unpacked))
            await xz.StandardOutput.BaseStream.CopyToAsync(file, TestContext.Current.CancellationToken);
        await xz.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
