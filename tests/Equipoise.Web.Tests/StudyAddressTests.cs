using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Tests;

/// <summary>The address of a study: one for good, whatever became of the study, and cheap to ask about.</summary>
public sealed class StudyAddressTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Étude de l’œdème: β-blockers & \"50%\" of µ", "etude-de-loedeme-beta-blockers-50-of-mu")]
    [InlineData("研究", "study")]
    [InlineData("Versions", "versions-study")]
    [InlineData("  --- ", "study")]
    [InlineData("A title so long that nobody would want to see the whole of it in the address of a page on the web", "a-title-so-long-that-nobody-would-want-to-see-the-whole-of-it-in-the-address-of")]
    public async Task It_names_the_title_in_letters_that_every_address_bar_shows(string title, string slug)
    {
        await site.StoreAsync([Study("NCT00000101", $"\"briefTitle\":{JsonSerializer.Serialize(title)}")]);

        (await LocationAsync("/study/NCT00000101")).ShouldBe($"/study/NCT00000101/{slug}");
        (await site.ReadAsync($"/study/NCT00000101/{slug}")).QuerySelector("link[rel=canonical]")!.GetAttribute("href").ShouldEndWith($"/study/NCT00000101/{slug}");
    }

    [Fact]
    public async Task An_older_id_leads_to_the_study_and_a_removed_one_is_gone()
    {
        await site.StoreAsync([Study("NCT00000102", "\"briefTitle\":\"Moved\",\"nctIdAliases\":[\"NCT00000103\"]"), Study("NCT00000104", "\"briefTitle\":\"Gone\"")]);
        await site.Registry.RemoveAsync([StudyId.Parse("NCT00000104")], Cancellation);

        (await LocationAsync("/study/NCT00000103?near=1,2")).ShouldBe("/study/NCT00000102/moved?near=1,2");
        using var gone = await site.Client.GetAsync("/study/NCT00000104/gone", Cancellation);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await SiteUnderTest.ParseAsync(gone)).QuerySelector("h1")!.TextContent.ShouldBe("NCT00000104 has been removed");
    }

    [Fact]
    public async Task Who_has_the_page_is_told_so_until_the_record_changes()
    {
        await site.StoreAsync([Study("NCT00000105", "\"briefTitle\":\"First\"")]);
        using var first = await site.Client.GetAsync("/study/NCT00000105/first", Cancellation);

        using var again = await AskAsync("/study/NCT00000105/first", request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        using var since = await AskAsync("/study/NCT00000105/first", request => request.Headers.IfModifiedSince = first.Content.Headers.LastModified);
        await site.StoreAsync([Study("NCT00000105", "\"briefTitle\":\"First\",\"acronym\":\"(First)\",\"officialTitle\":\"Another\"")]);
        using var changed = await AskAsync("/study/NCT00000105/first", request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!), follow: true);

        first.Headers.CacheControl!.ToString().ShouldBe("public, no-cache");
        (again.StatusCode, since.StatusCode, changed.StatusCode).ShouldBe((HttpStatusCode.NotModified, HttpStatusCode.NotModified, HttpStatusCode.OK));
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_record_comes_as_it_was_stored_byte_by_byte()
    {
        var record = Study("NCT00000106", "\"briefTitle\":\"As \\u00e9 it is\"  ");
        await site.StoreAsync([record]);
        using var response = await site.Client.GetAsync("/study/NCT00000106.json", Cancellation);

        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe(record);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await LocationAsync("/study/nct106.json")).ShouldBe("/study/NCT00000106.json");
        using var again = await AskAsync("/study/NCT00000106.json", request => request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any));
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Machines_are_told_what_kind_of_study_it_is_in_data_that_no_browser_runs()
    {
        await site.StoreAsync([StudyOf("NCT00000107", "OBSERVATIONAL", "</script><script>alert(1)</script>"), StudyOf("NCT00000108", "INTERVENTIONAL", "Plain")]);

        var observational = await DataAsync("/study/NCT00000107");
        var trial = await DataAsync("/study/NCT00000108");

        observational[0].GetProperty("@type").GetString().ShouldBe("MedicalObservationalStudy");
        observational[0].GetProperty("name").GetString().ShouldBe("</script><script>alert(1)</script>");
        trial[0].GetProperty("@type").GetString().ShouldBe("MedicalTrial");
        trial[0].GetProperty("status").GetString().ShouldBe("https://schema.org/Recruiting");
        trial[0].GetProperty("sameAs").GetString().ShouldBe("https://clinicaltrials.gov/study/NCT00000108");
        trial[1].GetProperty("@type").GetString().ShouldBe("BreadcrumbList");
        var page = await site.ReadAsync("/study/NCT00000107");
        page.QuerySelectorAll("script:not([src])").ShouldHaveSingleItem().GetAttribute("type").ShouldBe("application/ld+json");
        page.QuerySelector("meta[property='og:title']")!.GetAttribute("content").ShouldBe("</script><script>alert(1)</script>");
    }

    private static string Study(string id, string identification) =>
        $$$$$$"""{"protocolSection":{"identificationModule":{"nctId":"{{{{{{id}}}}}}",{{{{{{identification}}}}}}}}}""";

    private static string StudyOf(string id, string type, string title) =>
        $$$$$$"""{"protocolSection":{"identificationModule":{"nctId":"{{{{{{id}}}}}}","briefTitle":{{{{{{JsonSerializer.Serialize(title)}}}}}}},"statusModule":{"overallStatus":"RECRUITING"},"designModule":{"studyType":"{{{{{{type}}}}}}"}}}""";

    private async Task<IReadOnlyList<JsonElement>> DataAsync(string path)
    {
        using var document = JsonDocument.Parse((await site.ReadAsync(path)).QuerySelector("script")!.TextContent);
        return [.. document.RootElement.Clone().GetProperty("@graph").EnumerateArray()];
    }

    private async Task<string?> LocationAsync(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        return response.Headers.Location?.ToString();
    }

    private async Task<HttpResponseMessage> AskAsync(string path, Action<HttpRequestMessage> prepare, bool follow = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        prepare(request);
        var response = await site.Client.SendAsync(request, Cancellation);
        return follow && response.Headers.Location is { } location ? await AskAsync(location.ToString(), prepare) : response;
    }
}
