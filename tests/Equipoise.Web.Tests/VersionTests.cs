using System.Net;

namespace Equipoise.Web.Tests;

/// <summary>The versions of a record, and what changed between two.</summary>
public sealed class VersionTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_two_versions_can_be_laid_side_by_side()
    {
        await site.StoreAsync([Version("NCT00000301", "2026-01-01", "RECRUITING", "Age 18 to 75 years")]);
        await site.StoreAsync([Version("NCT00000301", "2026-02-01", "RECRUITING", "Age 18 to 80 years")]);
        await site.StoreAsync([Version("NCT00000301", "2026-03-01", "COMPLETED", "Age 18 to 80 years")]);

        var versions = await site.ReadAsync("/study/NCT00000301/versions");
        var step = await site.ReadAsync("/study/NCT00000301/compare?from=1&to=2");
        var whole = await site.ReadAsync("/study/NCT00000301/compare?from=1&to=3");
        var same = await site.ReadAsync("/study/NCT00000301/compare?from=2&to=2");

        versions.QuerySelectorAll("tbody th").Select(row => row.TextContent).ShouldBe(["3 (shown now)", "2", "1"]);
        versions.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")).ShouldBe(["/study/NCT00000301/compare?from=2&to=3", "/study/NCT00000301/compare?from=1&to=2"]);
        var criteria = step.QuerySelectorAll(".changes tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Contains("Criteria", StringComparison.OrdinalIgnoreCase));
        criteria.QuerySelector("del")!.TextContent.Trim().ShouldBe("75");
        criteria.QuerySelector("ins")!.TextContent.Trim().ShouldBe("80");
        whole.QuerySelectorAll(".changes tbody tr").Length.ShouldBe(3);
        same.QuerySelectorAll(".changes").ShouldBeEmpty();
        (await site.ReadAsync("/study/NCT00000301")).QuerySelector("a[href$='/versions']")!.TextContent.ShouldBe("3 versions of the record kept here");
    }

    [Theory]
    [InlineData("?from=1&to=9")]
    [InlineData("?from=x&to=1")]
    [InlineData("?from=1")]
    [InlineData("")]
    [InlineData("?from=99999999999999999999&to=1")]
    public async Task A_version_that_is_not_there_is_not_found_in_plain_words(string query)
    {
        await site.StoreAsync([Version("NCT00000302", "2026-01-01", "RECRUITING", "Any")]);

        using var response = await site.Client.GetAsync($"/study/NCT00000302/compare{query}", Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("main")!.TextContent.ShouldContain("The versions of NCT00000302 kept here are 1.");
    }

    [Fact]
    public async Task The_versions_of_a_study_that_was_removed_can_still_be_read()
    {
        await site.StoreAsync([Version("NCT00000304", "2026-01-01", "RECRUITING", "Age 18 to 75 years")]);
        await site.StoreAsync([Version("NCT00000304", "2026-02-01", "RECRUITING", "Age 18 to 80 years")]);
        await site.Registry.RemoveAsync([Equipoise.Registry.Records.StudyId.Parse("NCT00000304")], Cancellation);

        using var gone = await site.Client.GetAsync("/study/NCT00000304", Cancellation);
        var versions = await site.ReadAsync("/study/NCT00000304/versions");

        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await SiteUnderTest.ParseAsync(gone)).QuerySelector("main")!.TextContent.ShouldContain("/study/NCT00000304/versions");
        versions.QuerySelector(".notice")!.TextContent.ShouldContain("was removed here");
        versions.QuerySelectorAll("tbody th").Select(row => row.TextContent).ShouldBe(["2", "1"]);
        (await site.Client.GetStringAsync("/study/NCT00000304/versions/1.json", Cancellation)).ShouldContain("Age 18 to 75 years");
        (await site.ReadAsync("/study/NCT00000304/compare?from=1&to=2")).QuerySelector(".changes ins")!.TextContent.ShouldNotBeEmpty();
        using var none = await site.Client.GetAsync("/study/NCT00000304/versions/3.json", Cancellation);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Versions_that_came_in_out_of_order_say_why_their_numbers_do_not_count_down()
    {
        await site.StoreAsync([Version("NCT00000305", "2026-02-01", "RECRUITING", "Any")]);
        await site.StoreAsync([Version("NCT00000305", "2026-01-01", "RECRUITING", "Any")]);

        var versions = await site.ReadAsync("/study/NCT00000305/versions");
        var change = await site.ReadAsync("/study/NCT00000305/compare?from=2&to=1");

        versions.QuerySelectorAll("tbody th").Select(row => row.TextContent).ShouldBe(["1 (shown now)", "2"]);
        versions.QuerySelector("main")!.TextContent.ShouldContain("since an older one came in later");
        change.QuerySelectorAll(".changes tbody th").Select(name => name.TextContent).ShouldBe(["Last update post date"]);
    }

    [Fact]
    public async Task Markup_in_a_version_is_shown_as_the_text_it_is()
    {
        await site.StoreAsync([Version("NCT00000303", "2026-01-01", "RECRUITING", "<script>alert(1)</script>")]);
        await site.StoreAsync([Version("NCT00000303", "2026-02-01", "RECRUITING", "<img src=x onerror=alert(1)>")]);

        var page = await site.ReadAsync("/study/NCT00000303/compare?from=1&to=2");

        page.QuerySelectorAll("script:not([src^='/assets/']), img[src=x]").ShouldBeEmpty();
        page.QuerySelector(".changes tr:last-child ins")!.TextContent.ShouldContain("onerror");
    }

    private static string Version(string id, string updated, string status, string criteria) =>
        $$$$$$"""{"protocolSection":{"identificationModule":{"nctId":"{{{{{{id}}}}}}"},"statusModule":{"overallStatus":"{{{{{{status}}}}}}","lastUpdatePostDateStruct":{"date":"{{{{{{updated}}}}}}","type":"ACTUAL"}},"eligibilityModule":{"eligibilityCriteria":"{{{{{{criteria}}}}}}"}}}""";
}
