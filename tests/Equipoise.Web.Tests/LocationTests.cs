using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Equipoise.Web.Tests;

public sealed class LocationTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await site.PutAsync(
        Made.Study(1, sites: [Made.Site("France", null, "Paris", "Clinic A", 48.85, 2.35), Made.Site("France", null, "Paris", "Clinic B", 48.85, 2.35), Made.Site("Germany", null, "Berlin", "Ward", 52.5, 13.4)]),
        Made.Study(2, sites: [Made.Site("France", null, "Lyon", "Clinic A", 45.75, 4.85)]),
        Made.Study(3, sites: [Made.Site("United States", "Texas", "Paris", "Clinic A", 33.66, -95.55), Made.Site("United States", "Maine", "Paris", null, 44.26, -70.5)]),
        Made.Study(4, sites: [Made.Site("Korea, Republic of", null, "A/B & C", "Dr. \"Q\" <b>")]),
        Made.Study(5));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_study_counts_once_for_a_country_however_many_sites_it_has_there()
    {
        var page = await site.ReadAsync("/locations");

        page.QuerySelector(".lead")!.TextContent.ShouldBe("4 studies name a place, in 4 countries.");
        Rows(page, "#countries").ShouldBe([("France", 2), ("Germany", 1), ("Korea, Republic of", 1), ("United States", 1)]);
        Rows(await site.ReadAsync("/locations?sort=studies"), "#countries")[0].ShouldBe(("France", 2));
    }

    [Fact]
    public async Task A_country_has_its_own_states_and_cities_and_no_others()
    {
        Rows(await site.ReadAsync("/locations/France"), "#cities").ShouldBe([("Lyon", 1), ("Paris", 1)], ignoreOrder: true);
        var states = await site.ReadAsync("/locations/United%20States");
        Rows(states, "#states").ShouldBe([("Maine", 1), ("Texas", 1)]);
        Rows(states, "#cities").ShouldBe([("Paris, Maine", 1), ("Paris, Texas", 1)], ignoreOrder: true);
        Rows(await site.ReadAsync("/locations/United%20States?state=Texas"), "#cities").ShouldBe([("Paris", 1)]);
    }

    [Fact]
    public async Task A_city_has_its_facilities_and_its_state_tells_it_from_others_of_its_name()
    {
        Rows(await site.ReadAsync("/locations/France/Paris"), "#facilities").ShouldBe([("Clinic A", 1), ("Clinic B", 1)], ignoreOrder: true);
        Rows(await site.ReadAsync("/locations/United%20States/Paris?state=Texas"), "#facilities").ShouldBe([("Clinic A", 1)]);
        (await site.ReadAsync("/locations/United%20States/Paris?state=Maine")).Body!.TextContent.ShouldContain("No site here gives its name.");
    }

    [Theory]
    [InlineData("/locations")]
    [InlineData("/locations/France")]
    [InlineData("/locations/United%20States")]
    [InlineData("/locations/France/Paris")]
    [InlineData("/locations/Korea%2C%20Republic%20of/A%2FB%20%26%20C")]
    public async Task Every_name_leads_to_a_search_that_finds_as_many_studies_as_stand_beside_it(string path)
    {
        var page = await site.ReadAsync(path);

        var rows = page.QuerySelectorAll(".counts tbody tr").ToList();
        rows.ShouldNotBeEmpty();
        foreach (var row in rows)
        {
            var found = await site.ReadAsync(row.QuerySelector("th a")!.GetAttribute("href")!);
            found.QuerySelectorAll(".result-list > li").Length.ShouldBe(Count(row), row.TextContent);
            if (row.QuerySelector("td:last-child a") is { } deeper)
                await site.ReadAsync(deeper.GetAttribute("href")!);
        }
    }

    [Theory]
    [InlineData("/locations/Atlantis")]
    [InlineData("/locations/France/Berlin")]
    [InlineData("/locations/France?state=Texas")]
    [InlineData("/locations/france")]
    public async Task A_place_without_studies_is_not_found(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("h1")!.TextContent.ShouldStartWith("No study has a site in");
    }

    [Fact]
    public async Task A_city_lies_on_the_map_where_its_sites_say()
    {
        var map = (await site.ReadAsync("/locations")).QuerySelector(".map svg").ShouldNotBeNull();

        var dots = map.QuerySelectorAll("circle").ToDictionary(dot => dot.TextContent, dot => (X: Number(dot, "cx"), Y: Number(dot, "cy")));
        dots.Count.ShouldBe(5); // the sixth city states no point
        // (2.35 + 180) / 360 * 1000 and (84 - 48.85) / 360 * 1000
        dots["Paris, France: 1 study"].X.ShouldBe(506.53, 0.1);
        dots["Paris, France: 1 study"].Y.ShouldBe(97.64, 0.1);
        dots["Paris, Texas, United States: 1 study"].ShouldBe((234.58, 139.83)); // no sample is there
        map.GetAttribute("viewBox").ShouldBe("0 0 1000 394");
    }

    [Fact]
    public async Task A_map_of_a_country_shows_all_its_dots()
    {
        var map = (await site.ReadAsync("/locations/United%20States")).QuerySelector(".map svg").ShouldNotBeNull();

        var box = map.GetAttribute("viewBox")!.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        foreach (var dot in map.QuerySelectorAll("circle"))
        {
            Number(dot, "cx").ShouldBeInRange(box[0], box[0] + box[2]);
            Number(dot, "cy").ShouldBeInRange(box[1], box[1] + box[3]);
        }
    }

    [Theory]
    [InlineData("orleans")]
    [InlineData("ORLÉANS, france")]
    public async Task A_place_is_found_with_and_without_its_accents(string words)
    {
        await site.PutAsync(Made.Study(6, sites: [Made.Site("France", null, "Orléans", "Clinic", 47.9, 1.9)]));

        var page = await site.ReadAsync($"/search?radius=10&near={Uri.EscapeDataString(words)}");

        page.QuerySelectorAll(".result .id").Select(id => id.TextContent).ShouldBe(["NCT00000006"]);
        await site.Registry.RemoveAsync([Equipoise.Registry.Records.StudyId.Parse("NCT00000006")], Cancellation);
        await site.PutAsync();
    }

    [Fact]
    public async Task The_search_says_what_place_it_is_narrowed_to_and_offers_the_way_back()
    {
        var page = await site.ReadAsync("/search?in_country=United%20States&in_state=Texas&in_city=Paris&in_facility=Clinic%20A");

        page.QuerySelectorAll(".result-list > li").Length.ShouldBe(1);
        page.QuerySelector(".narrowed li")!.TextContent.ShouldStartWith("In Clinic A, Paris, Texas, United States");
        page.QuerySelector(".narrowed a")!.GetAttribute("href").ShouldBe("/search");
    }

    private static IReadOnlyList<(string Name, int Studies)> Rows(IHtmlDocument page, string heading) =>
        [.. page.QuerySelector(heading)!.ParentElement!.QuerySelectorAll("tbody tr").Select(row => (row.QuerySelector("th")!.TextContent, Count(row)))];

    private static int Count(IElement row) => int.Parse(row.QuerySelector(".number")!.TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static double Number(IElement dot, string attribute) => double.Parse(dot.GetAttribute(attribute)!, CultureInfo.InvariantCulture);
}
