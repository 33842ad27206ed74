using Equipoise.Registry.Records;
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
}
