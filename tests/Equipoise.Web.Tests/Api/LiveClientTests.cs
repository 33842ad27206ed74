using System.Globalization;
using Equipoise.Registry.Import.Live;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Tests.Api;

/// <summary>The live client, which is made to read ClinicalTrials.gov, reads this product's own API and brings over what is stored, byte
/// by byte.</summary>
public sealed class LiveClientTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_study_comes_by_its_id_or_an_older_one_as_it_is_stored()
    {
        var study = Made.Study(9101, "By its id", also: protocol => protocol["identificationModule"]!["nctIdAliases"] = new System.Text.Json.Nodes.JsonArray("NCT00009102"));
        await site.PutAsync(study);

        foreach (var id in new[] { "NCT00009101", "NCT00009102" })
        {
            var item = (await ReadAsync(LiveQuery.Study(StudyId.Parse(id)))).ShouldHaveSingleItem().Items.ShouldHaveSingleItem();

            item.Rejection.ShouldBeNull();
            Text(item).ShouldBe(study.Json);
        }
    }

    [Fact]
    public async Task A_study_that_is_not_there_is_one_rejected_item()
    {
        await site.PutAsync(Made.Study(9111));

        (await ReadAsync(LiveQuery.Study(StudyId.Parse("NCT00009199")))).ShouldHaveSingleItem().Items.ShouldHaveSingleItem().Rejection.ShouldBe("The registry has no such study.");
    }

    [Fact]
    public async Task A_query_is_read_from_page_to_page_to_its_end_each_study_once()
    {
        var studies = await PutSevenAsync("pagewise", 9200);

        var pages = await ReadAsync(LiveQuery.Search("pagewise & \"syndrome\""));

        pages.Select(page => page.Items.Count).ShouldBe([2, 2, 2, 1]);
        Ids(pages).ShouldBe(studies.Select(study => study.Id.ToString()), ignoreOrder: true);
        pages.SelectMany(page => page.Items).Select(Text).ShouldBe(studies.Select(study => study.Json.Replace("\\u00E9", "é", StringComparison.Ordinal)), ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_updated_since_a_day_comes_with_that_day()
    {
        await PutSevenAsync("datewise", 9300);

        var ids = Ids(await ReadAsync(LiveQuery.UpdatedSince(new DateOnly(2031, 1, 5))));

        ids.ShouldBe(["NCT00009305", "NCT00009306", "NCT00009307"], ignoreOrder: true);
    }

    [Fact]
    public async Task After_a_break_it_goes_on_from_the_last_page_though_studies_came_in_meanwhile()
    {
        var studies = await PutSevenAsync("breakwise", 9400);
        var query = LiveQuery.Search("breakwise");
        var before = new List<LivePage>();
        using (var client = Client())
        {
            await foreach (var page in client.ReadAsync(query, cancellation: Cancellation))
            {
                before.Add(page);
                if (before.Count == 2)
                    break;
            }
        }

        await site.PutAsync(Made.Study(9499, "A late breakwise study"));
        var after = await ReadAsync(query, before[^1].State);

        Ids(before.Concat(after)).ShouldBe(studies.Select(study => study.Id.ToString()), ignoreOrder: true);
    }

    [Fact]
    public async Task A_place_that_the_server_has_forgotten_starts_over()
    {
        var studies = await PutSevenAsync("startwise", 9500);

        var pages = await ReadAsync(LiveQuery.Search("startwise"), """{"token":"AAAAAAAAAAAAAAAAAAAA","page":3}""");

        Ids(pages).ShouldBe(studies.Select(study => study.Id.ToString()), ignoreOrder: true);
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_refused_in_a_sentence()
    {
        var failure = await Should.ThrowAsync<LiveSourceException>(() => ReadAsync(LiveQuery.Search("AREA[Phase](")));

        failure.Message.ShouldContain("with status 400: check how the query is written.");
    }

    // Updated on seven days in a row of a year of its own for each word, so that the tests do not meet.
    private async Task<IReadOnlyList<StudyRecord>> PutSevenAsync(string word, int number)
    {
        var year = word == "datewise" ? 2031 : 2030;
        var studies = Enumerable.Range(1, 7)
            .Select(day => Made.Study(number + day, $"A {word} study {day} é", updated: string.Create(CultureInfo.InvariantCulture, $"{year}-01-{day:D2}"), conditions: ["Syndrome"]))
            .ToList();
        await site.PutAsync(studies);
        return studies;
    }

    private async Task<List<LivePage>> ReadAsync(LiveQuery query, string? state = null)
    {
        using var client = Client();
        return await client.ReadAsync(query, state, Cancellation).ToListAsync(Cancellation);
    }

    private RegistryClient Client() =>
        new(new LiveOptions { BaseAddress = new Uri(site.Client.BaseAddress!, "api/v2/"), PageSize = 2, Interval = TimeSpan.Zero }, TimeProvider.System);

    private static List<string?> Ids(IEnumerable<LivePage> pages) => [.. pages.SelectMany(page => page.Items).Select(item => item.Id?.ToString())];

    private static string Text(Registry.Import.Sources.ImportItem item) => System.Text.Encoding.UTF8.GetString(item.Json.Span);
}
