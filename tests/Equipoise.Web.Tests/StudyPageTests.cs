using System.Net;

namespace Equipoise.Web.Tests;

public sealed class StudyPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private const string Illumine = "/study/NCT07264075/ivonescimab-with-or-without-ligufalimab-compared-with-pembrolizumab-as-first";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_without_a_design_has_no_empty_section_and_one_title_stands_once()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.StoreAsync("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000002","briefTitle":"Rest and Sleep","officialTitle":"Rest and Sleep"},"statusModule":{"lastUpdatePostDateStruct":{"date":"2025-11-21"}}}}""");

        var page = await other.ReadAsync("/study/NCT00000002");

        page.QuerySelector("h1")!.TextContent.ShouldBe("Rest and Sleep");
        page.QuerySelector(".official").ShouldBeNull();
        page.QuerySelector("#design").ShouldBeNull();
    }

    [Fact]
    public async Task The_page_of_ILLUMINE_shows_what_the_record_says()
    {
        var page = await site.ReadAsync("/study/NCT07264075");

        page.QuerySelector("h1")!.TextContent.ShouldEndWith("(ILLUMINE)");
        Fact(page, "Status and phase").ShouldBe(["Not yet enrolling", "Phase 3"]);
        Fact(page, "Treatments").ShouldBe(["Drug: Ivonescimab 10 mg/kg", "Drug: Ligufalimab", "Drug: Pembrolizumab (KEYTRUDA ®)"]);
        Fact(page, "Funder types").ShouldBe(["Other", "Industry"]);
        Fact(page, "Enrollment").ShouldBe(["780 estimated patients"]);
        page.QuerySelectorAll("#criteria > ol").Select(list => list.Children.Length).ShouldBe([10, 14]);
        page.QuerySelector(".prose")!.TextContent.ShouldContain("CPS ≥ 1");
    }

    [Theory]
    [InlineData("\"minimumAge\":\"18 Years\",\"maximumAge\":\"80 Years\"", "18 to 80 years old")]
    [InlineData("\"minimumAge\":\"6 Months\",\"maximumAge\":\"17 Years\"", "6 months to 17 years old")]
    [InlineData("\"minimumAge\":\"18 Years\"", "18 years and older")]
    [InlineData("\"minimumAge\":\"N/A\"", "N/A and older")]
    [InlineData("\"maximumAge\":\"17 Years\"", "Up to 17 years old")]
    [InlineData("\"sex\":\"ALL\"", "Any age")]
    public async Task A_missing_age_limit_is_an_open_one(string eligibility, string shown)
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.ShowOnlyAsync($$$"""{ "protocolSection": { "identificationModule": { "nctId": "SYN8" }, "eligibilityModule": { {{{eligibility}}} } } }""");

        Fact(await other.ReadAsync("/study/SYN00000008"), "Ages").ShouldBe([shown]);
    }

    [Fact]
    public async Task A_section_with_nothing_in_it_is_left_out_of_page_and_menu()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.ShowOnlyAsync("""{ "protocolSection": { "identificationModule": { "nctId": "SYN8" } } }""");

        var page = await other.ReadAsync("/study/SYN00000008");

        page.QuerySelector("#reading").ShouldBeNull();
        page.QuerySelector("a[href='#reading']").ShouldBeNull();
    }

    [Fact]
    public async Task ILLUMINE_has_similar_studies_among_the_samples() =>
        (await site.ReadAsync("/study/NCT07264075")).QuerySelectorAll(".similar a").Length.ShouldBeGreaterThan(0);

    [Theory]
    [InlineData("RECRUITING", "Age 18 years or older", true)]
    [InlineData("NOT_YET_RECRUITING", "Age 18 years or older", true)]
    [InlineData("COMPLETED", "Age 18 years or older", false)]
    [InlineData("WITHDRAWN", "Age 18 years or older", false)]
    [InlineData("RECRUITING", "Xyzzy", false)]
    public async Task A_person_is_asked_whether_a_study_fits_only_while_it_opens_and_there_are_questions(string status, string criteria, bool isAsked)
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.ShowOnlyAsync($$$"""{ "protocolSection": { "identificationModule": { "nctId": "SYN8" }, "statusModule": { "overallStatus": "{{{status}}}" }, "eligibilityModule": { "eligibilityCriteria": "Inclusion Criteria:\n\n* {{{criteria}}}" } } }""");

        ((await other.ReadAsync("/study/SYN00000008")).QuerySelector("a[href='/screen/SYN00000008']") is not null).ShouldBe(isAsked);
    }

    [Fact]
    public async Task A_retold_record_says_so_and_leads_to_the_original()
    {
        var notice = (await site.ReadAsync("/study/NCT07264075")).QuerySelector(".notice")!;

        notice.TextContent.ShouldContain("in Equipoise's own words");
        notice.QuerySelector("a")!.GetAttribute("href").ShouldBe("https://clinicaltrials.gov/study/NCT07264075");
    }

    [Fact]
    public async Task A_synthetic_study_says_that_it_is_invented_and_leads_nowhere()
    {
        var notice = (await site.ReadAsync("/study/SYN00000001")).QuerySelector(".notice")!;

        notice.TextContent.ShouldContain("This study is invented");
        notice.QuerySelector("a").ShouldBeNull();
    }

    [Theory]
    [InlineData("/study/nct07264075")]
    [InlineData("/study/NCT7264075")]
    [InlineData("/study/%20NCT07264075")]
    [InlineData("/Study/NCT07264075")]
    [InlineData("/study/NCT07264075")]
    [InlineData("/study/NCT07264075/")]
    [InlineData("/study/NCT07264075/another-title")]
    [InlineData("/study/nct7264075/another-title")]
    public async Task Another_spelling_of_an_address_leads_to_the_one_it_has(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        response.Headers.Location!.ToString().ShouldBe(Illumine);
    }

    [Theory]
    [InlineData("/study/NCT99999999", "NCT99999999 is not here")]
    [InlineData("/study/ILLUMINE", "This is not a study id")]
    [InlineData("/study/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "This is not a study id")]
    [InlineData("/study/", "There is no page here")]
    [InlineData("/no/such/page", "There is no page here")]
    public async Task What_is_not_here_is_not_found_in_plain_words(string path, string title)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await SiteUnderTest.ParseAsync(response);
        page.QuerySelector("h1")!.TextContent.ShouldBe(title);
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
    }

    [Fact]
    public async Task A_page_can_be_asked_about_without_reading_it()
    {
        using var full = await site.Client.GetAsync(Illumine, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Head, Illumine);
        using var head = await site.Client.SendAsync(request, Cancellation);

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(full.Content.Headers.ContentLength);
        (await head.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_cannot_be_written_to()
    {
        using var response = await site.Client.PostAsync(Illumine, content: null, Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await SiteUnderTest.ParseAsync(response)).QuerySelector("h1")!.TextContent.ShouldBe("This page can only be read");
    }

    private static IEnumerable<string> Fact(AngleSharp.Html.Dom.IHtmlDocument page, string name) =>
        page.QuerySelectorAll("dt").Single(term => string.Equals(term.TextContent, name, StringComparison.Ordinal))
            .ParentElement!.QuerySelectorAll("dd").Select(value => value.TextContent);
}
