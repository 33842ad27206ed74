using System.Globalization;

namespace Equipoise.Web.Tests;

/// <summary>Contacts and locations on the page of a study.</summary>
public sealed class SitesTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Sites_are_grouped_by_country_and_city_each_with_its_own_status()
    {
        await site.StoreAsync([Study("NCT00000201",
            Site("Hospital B", "Lyon", "France", "RECRUITING"), Site("Hospital A", "Paris", "France", "COMPLETED"), Site("Clinic", "Boston", "United States", "NOT_YET_RECRUITING", "Massachusetts"))]);

        var page = await site.ReadAsync("/study/NCT00000201");

        page.QuerySelectorAll(".country summary").Select(country => PageText.Plain(country.TextContent)).ShouldBe(["France 2 sites, 1 enrolling", "United States 1 site"]);
        page.QuerySelectorAll(".country h4").Select(city => city.TextContent).ShouldBe(["Lyon", "Paris", "Boston, Massachusetts"]);
        page.QuerySelectorAll(".sites li").Select(row => PageText.Plain(row.TextContent)).ShouldBe(["Hospital B Enrolling", "Hospital A Completed", "Clinic Not yet enrolling"]);
        page.QuerySelectorAll(".country").ShouldAllBe(country => country.HasAttribute("open"));
    }

    [Fact]
    public async Task Many_sites_are_folded_by_country_without_a_script()
    {
        await site.StoreAsync([Study("NCT00000202", [.. Enumerable.Range(0, 60).Select(number => Site($"Site {number}", "City", number < 30 ? "Austria" : "Zambia", "RECRUITING"))])]);

        var page = await site.ReadAsync("/study/NCT00000202");

        page.QuerySelectorAll("details.country").Length.ShouldBe(2);
        page.QuerySelectorAll("details.country[open]").ShouldBeEmpty();
        page.QuerySelectorAll(".sites li").Length.ShouldBe(60);
        page.QuerySelector(".big-number")!.TextContent.ShouldBe("60");
    }

    // Great-circle distances from Paris (48.8566 N, 2.3522 E): London (51.5074 N, 0.1278 W) about 344 km, Boston (42.3601 N,
    // 71.0589 W) about 5,531 km, as published tables of city distances give them.
    [Fact]
    public async Task Near_a_place_the_nearest_come_first_with_their_distance()
    {
        await site.StoreAsync([Study("NCT00000203",
            Site("Far", "Boston", "United States", "RECRUITING", point: (42.3601, -71.0589)), Site("Unknown", "Nowhere", "France", "RECRUITING"),
            Site("Here", "Paris", "France", "COMPLETED", point: (48.8566, 2.3522)), Site("Near", "London", "United Kingdom", "RECRUITING", point: (51.5074, -0.1278)))]);

        var rows = (await site.ReadAsync("/study/NCT00000203?near=48.8566,2.3522")).QuerySelectorAll(".sites li").Select(row => PageText.Plain(row.TextContent)).ToList();

        rows.ShouldBe(["0 km Here Paris, France Completed", "344 km Near London, United Kingdom Enrolling", "5,531 km Far Boston, United States Enrolling", "distance not known Unknown Nowhere, France Enrolling"]);
    }

    [Fact]
    public async Task A_site_without_a_position_is_as_far_as_its_city_and_says_so()
    {
        await site.StoreAsync([
            Study("NCT00000205", Site("Without", "London", "United Kingdom", "RECRUITING")),
            Study("NCT00000206", Site("With", "London", "United Kingdom", "RECRUITING", point: (51.5074, -0.1278)))]);

        var rows = (await site.ReadAsync("/study/NCT00000205?near=48.8566,2.3522")).QuerySelectorAll(".sites li").Select(row => PageText.Plain(row.TextContent)).ToList();

        rows.ShouldBe(["about 344 km, by its city Without London, United Kingdom Enrolling"]);
    }

    [Theory]
    [InlineData("near=91,0")]
    [InlineData("near=Atlantis")]
    [InlineData("near=")]
    [InlineData("near=1,2,3")]
    public async Task A_place_that_is_none_changes_nothing(string query)
    {
        await site.StoreAsync([Study("NCT00000204", Site("Hospital", "Lyon", "France", "RECRUITING"))]);

        (await site.ReadAsync($"/study/NCT00000204?{query}")).QuerySelectorAll(".country").Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("NOT_YET_RECRUITING", "No study sites are listed yet. This study has not opened.")]
    [InlineData("RECRUITING", "No study sites are listed. Ask the contact or the sponsor where the study takes place.")]
    [InlineData("COMPLETED", "No study sites are listed.")]
    public async Task Where_there_is_no_site_a_sentence_says_so(string status, string sentence)
    {
        await site.StoreAsync([$$$$$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT0000021{{{{{{status.Length % 9}}}}}}"},"statusModule":{"overallStatus":"{{{{{{status}}}}}}","lastUpdatePostDateStruct":{"date":"2026-01-01"}}}}"""]);

        var page = await site.ReadAsync($"/study/NCT0000021{status.Length % 9}");

        PageText.Plain(page.QuerySelector("section[aria-labelledby=locations]")!.TextContent).ShouldContain(sentence);
        page.Body!.TextContent.ShouldNotContain("Loading");
    }

    [Theory]
    [InlineData("jane.doe@example.org", "mailto:jane.doe@example.org")]
    [InlineData("a@b.org?subject=x&bcc=c@d.org", null)]
    [InlineData("no address", null)]
    public async Task An_address_is_a_link_only_where_it_is_nothing_but_an_address(string email, string? link)
    {
        await site.StoreAsync([$$$$$$"""{"protocolSection":{"identificationModule":{"nctId":"NCT0000030{{{{{{email.Length % 10}}}}}}"},"contactsLocationsModule":{"centralContacts":[{"name":"Jane Doe","role":"CONTACT","phone":"+1 (555) 010-2000","phoneExt":"7","email":"{{{{{{email}}}}}}"}]}}}"""]);

        var contact = (await site.ReadAsync($"/study/NCT0000030{email.Length % 10}")).QuerySelector(".contact")!;

        PageText.Plain(contact.TextContent).ShouldBe($"Jane Doe +1 (555) 010-2000 ext. 7 {email}");
        contact.QuerySelector("a[href^='tel:']")!.GetAttribute("href").ShouldBe("tel:+15550102000");
        contact.QuerySelector("a[href^='mailto:']")?.GetAttribute("href").ShouldBe(link);
    }

    private static string Study(string id, params IReadOnlyList<string> sites) =>
        $$$$$$"""{"protocolSection":{"identificationModule":{"nctId":"{{{{{{id}}}}}}"},"contactsLocationsModule":{"locations":[{{{{{{string.Join(',', sites)}}}}}}]}}}""";

    private static string Site(string facility, string city, string country, string status, string? state = null, (double Latitude, double Longitude)? point = null) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"facility":"{{facility}}","city":"{{city}}","country":"{{country}}","status":"{{status}}"{{(state is null ? "" : $",\"state\":\"{state}\"")}}{{(point is { } place ? $",\"geoPoint\":{{\"lat\":{place.Latitude},\"lon\":{place.Longitude}}}" : "")}}}""");
}
