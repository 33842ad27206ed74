using System.Net;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Publication;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>What the public sees of a study that is conducted here.</summary>
public sealed class PublishedStudyTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>, IAsyncLifetime
{
    private const string Study = "NCT07264075";
    private const string Page = $"/conduct/studies/{Study}/publication";

    private static readonly Actor Sponsor = new("a", "sam", "Sam", [new Grant(Role.Sponsor)], "test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var studies = new StudySteps(conduct.Store);
        if ((await studies.ListAsync(Cancellation)).Count > 0)
            return;
        await studies.OpenAsync(Sponsor, await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
        var sites = new SiteSteps(conduct.Store);
        var site = await sites.RegisterAsync(Sponsor, Study, "FR01", new SiteDetails("Hospital <of> Lyon", "EU", "France", "Europe/Paris", 5, null), Cancellation);
        await sites.ActivateAsync(Sponsor, Study, "FR01", site.Version, "contract signed", Cancellation);
        await StoreAsync("2026-01-10", "NOT_YET_RECRUITING");
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_the_sponsor_publishes_stands_beside_the_record_until_the_registry_says_the_same_or_it_is_taken_back()
    {
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));
        using var reader = conduct.Visitor();
        (await ReadAsync(reader)).ShouldNotContain("sponsor's system");

        using var published = await sponsor.PostAsync(Page, ("status", "RECRUITING"), ("reason", "the first site is open"));
        published.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await ReadUntilAsync(reader, page => page.Contains("From the sponsor's system, not yet in the registry"));
        page.ShouldContain("The registry says “Not yet enrolling”, the sponsor's system “Enrolling”.");
        page.ShouldContain("Hospital <of> Lyon");
        page.ShouldContain("<p class=\"big-number\">1</p>");
        (await sponsor.ReadAsync(Page)).ShouldContain("Enrolling, 0 randomized, 1 site");
        (await reader.ReadAsync($"/study/{Study}/versions")).ShouldContain("Published by the sponsor's system");

        // The record and the API stay what the registry says.
        var record = JsonElement.Parse(await reader.ReadAsync($"/api/v2/studies/{Study}"));
        record.GetProperty("protocolSection").GetProperty("statusModule").GetProperty("overallStatus").GetString().ShouldBe("NOT_YET_RECRUITING");
        (await reader.ReadAsync($"/study/{Study}.json")).ShouldNotContain("Lyon");

        // The next import leaves it, and the difference in status is gone.
        await StoreAsync("2026-02-10", "RECRUITING");
        page = await ReadUntilAsync(reader, page => !page.Contains("The registry says"));
        page.ShouldContain("From the sponsor's system");
        page.ShouldContain("1 site of 1 in the sponsor's system is not in the registry's record");

        await sponsor.PostAsync(Page, ("status", PublishedStatus.TakenBack), ("reason", "published too early"));
        await ReadUntilAsync(reader, page => !page.Contains("sponsor's system"));
    }

    [Fact]
    public async Task What_will_not_do_is_refused_on_the_page_and_by_the_api()
    {
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));

        using var refused = await sponsor.PostAsync(Page, ("status", "RECRUITING"), ("reason", ""));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Say why");
        using var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await conduct.TokenAsync(new Grant(Role.Sponsor)));
        using var answer = await client.PostAsync($"/api/conduct/v1/studies/{Study}/publications", new StringContent("""{"status":"OPEN","reason":"because"}""", null, "application/json"), Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("NOT_YET_RECRUITING");
    }

    private static async Task<string> ReadAsync(Visitor reader) => WebUtility.HtmlDecode(await reader.ReadAsync($"/study/{Study}/a-trial"));

    // What was published is seen within a second or so: asked anew until it is.
    private static async Task<string> ReadUntilAsync(Visitor reader, Func<string, bool> holds)
    {
        for (var deadline = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(30);)
        {
            var page = await ReadAsync(reader);
            if (holds(page))
                return page;
            await Task.Yield();
        }

        throw new TimeoutException("The page did not change within half a minute.");
    }

    private async Task StoreAsync(string updated, string status) => await conduct.Registry.PutAsync([IncomingStudy.From(StudyRecord.Parse($$$$$"""
        {"protocolSection":{"identificationModule":{"nctId":"{{{{{Study}}}}}","briefTitle":"A trial"},"statusModule":{"overallStatus":"{{{{{status}}}}}","lastUpdatePostDateStruct":{"date":"{{{{{updated}}}}}"}}}}
        """))]);
}
