using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace Equipoise.Web.Tests;

public sealed class FeedTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>, IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await site.PutAsync(
        Made.Study(1, "Older", updated: "2024-05-01", conditions: ["Asthma"]),
        Made.Study(2, "Newer \u0001 & <b>", updated: "2025-06-07", phase: "PHASE3", status: "RECRUITING", conditions: ["Asthma"], sites: [Made.Site("France", null, "Paris", "A"), Made.Site("Spain", null, "Madrid", "B")]),
        Made.Study(3, "Undated", updated: null, conditions: ["Asthma"]),
        Made.Study(4, "Other", conditions: ["Gout"]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_newest_update_comes_first_with_status_phase_and_countries()
    {
        var feed = await ReadAsync("/search.atom?q=asthma");

        var entries = feed.Elements(Atom + "entry").ToList();
        entries.Select(entry => entry.Element(Atom + "title")!.Value).ShouldBe(["Newer  & <b>", "Older", "Undated"]);
        var first = entries[0];
        first.Element(Atom + "updated")!.Value.ShouldBe("2025-06-07T00:00:00Z");
        first.Elements(Atom + "category").Select(category => (category.Attribute("term")!.Value, category.Attribute("label")!.Value))
            .ShouldBe([("RECRUITING", "Enrolling"), ("Phase 3", "Phase 3"), ("France", "France"), ("Spain", "Spain")]);
        first.Element(Atom + "summary")!.Value.ShouldStartWith("NCT00000002 · Enrolling · Phase 3 · France, Spain · last update 2025-06-07");
        feed.Element(Atom + "updated")!.Value.ShouldBe("2025-06-07T00:00:00Z");
    }

    [Fact]
    public async Task A_study_without_a_date_has_that_of_its_coming_in()
    {
        var feed = await ReadAsync("/search.atom?q=undated");

        var updated = DateTimeOffset.Parse(feed.Elements(Atom + "entry").Single().Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture);
        updated.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromHours(1));
        feed.Element(Atom + "updated")!.Value.ShouldBe(feed.Elements(Atom + "entry").Single().Element(Atom + "updated")!.Value);
        feed.Element(Atom + "subtitle")!.Value.ShouldBe("1 study fits.");
    }

    // RFC 4287, sections 4.1.1 and 4.1.2: what a feed and an entry must have, and may have once.
    [Theory]
    [InlineData("/search.atom")]
    [InlineData("/search.atom?q=asthma&status=RECRUITING&country=France")]
    [InlineData("/search.atom?q=nothingatall")]
    public async Task It_has_what_Atom_demands(string path)
    {
        var feed = await ReadAsync(path);

        feed.Name.ShouldBe(Atom + "feed");
        feed.Elements(Atom + "author").Count().ShouldBe(1);
        feed.Elements(Atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value.ShouldBe($"{site.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)}{path}");
        foreach (var holder in feed.Elements(Atom + "entry").Prepend(feed))
        {
            Uri.IsWellFormedUriString(holder.Elements(Atom + "id").Single().Value, UriKind.Absolute).ShouldBeTrue();
            holder.Elements(Atom + "title").Single().Value.ShouldNotBeEmpty();
            DateTimeOffset.TryParseExact(holder.Elements(Atom + "updated").Single().Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _).ShouldBeTrue();
            holder.Elements(Atom + "link").Count(link => link.Attribute("rel")!.Value == "alternate").ShouldBe(1);
        }

        feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ShouldBeUnique();
    }

    [Fact]
    public async Task It_is_not_sent_again_while_nothing_has_changed()
    {
        using var first = await site.Client.GetAsync("/search.atom?q=asthma", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/search.atom?q=asthma");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await site.Client.SendAsync(request, Cancellation);

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_of_the_search_names_its_feed()
    {
        var page = await site.ReadAsync("/search?q=asthma");

        page.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href").ShouldBe("/search.atom?q=asthma");
    }

    private async Task<XElement> ReadAsync(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        return XElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }
}
