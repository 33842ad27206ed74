using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests.Api;

public sealed class StudiesApiTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Each_study_has_a_line_of_its_own_and_the_token_of_the_next_page_comes_last()
    {
        var body = await site.ApiAsync("/studies?pageSize=3&countTotal=true");

        var lines = body.Split('\n');
        lines.Length.ShouldBe(5);
        lines[0].ShouldBe($"{{\"totalCount\":{SampleStudies.All.Count},\"studies\":[");
        lines[1].ShouldStartWith("{\"protocolSection\":");
        lines[1].ShouldEndWith("},");
        lines[3].ShouldEndWith("}");
        lines[4].ShouldStartWith("],\"nextPageToken\":\"");
        lines[4].Length.ShouldBeLessThan(80);
        using var page = JsonDocument.Parse(body);
        page.RootElement.GetProperty("nextPageToken").GetString()!.Length.ShouldBeLessThanOrEqualTo(50);
        page.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["totalCount", "studies", "nextPageToken"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("query.cond=cancer")]
    [InlineData("query.cond=cancer&sort=@relevance")]
    [InlineData("sort=StartDate")]
    [InlineData("sort=EnrollmentCount:desc")]
    [InlineData("sort=ResultsFirstPostDate")]
    [InlineData("filter.geo=distance(48.85,2.35,3000km)&query.term=trial")]
    public async Task A_program_that_looks_at_the_last_forty_bytes_of_a_page_finds_the_token_and_reads_on(string search)
    {
        var seen = new List<string>();
        for (var address = $"/studies?pageSize=3&fields=NCTId&{search}"; address.Length > 0;)
        {
            var body = await site.ApiAsync(address);
            seen.AddRange(body.Split('\n')[1..^1].Where(line => line.Length > 0).Select(line => line.Split('"')[7]));
            var end = Regex.Match(body[^Math.Min(40, body.Length)..], "\"nextPageToken\":\"(.+?)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
            end.Success.ShouldBe(body.Contains("nextPageToken", StringComparison.Ordinal));
            address = end.Success && seen.Count < 60 ? $"/studies?pageSize=3&fields=NCTId&{search}&pageToken={end.Groups[1].Value}" : "";
        }

        seen.Count.ShouldBeGreaterThan(3);
        seen.Take(60).ShouldBe((await site.IdsAsync(search)).Take(seen.Count).Take(60));
    }

    [Fact]
    public async Task Pages_show_every_study_once_and_count_only_on_the_first()
    {
        var seen = new List<string>();
        var address = "/studies?countTotal=true&pageSize=70&fields=NCTId&sort=EnrollmentCount,StartDate";
        for (var token = ""; token is not null;)
        {
            using var page = JsonDocument.Parse(await site.ApiAsync(token.Length == 0 ? address : $"{address}&pageToken={token}"));
            page.RootElement.TryGetProperty("totalCount", out _).ShouldBe(token.Length == 0);
            seen.AddRange(page.RootElement.GetProperty("studies").EnumerateArray().Select(ApiReading.IdOf));
            token = page.RootElement.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }

        seen.Order(StringComparer.Ordinal).ShouldBe(SampleStudies.All.Select(study => study.Id.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("pageSize=0", 10)]
    [InlineData("pageSize=7", 7)]
    [InlineData("pageSize=1001", 1000)]
    [InlineData("pageSize=999999999", 1000)]
    public async Task A_page_size_of_none_is_ten_and_of_too_many_a_thousand(string query, int size)
    {
        using var page = JsonDocument.Parse(await site.ApiAsync($"/studies?fields=NCTId&{query}"));

        page.RootElement.GetProperty("studies").GetArrayLength().ShouldBe(Math.Min(size, SampleStudies.All.Count));
    }

    [Fact]
    public async Task One_study_is_its_record_byte_for_byte()
    {
        var study = SampleStudies.All.First(study => study.Id.ToString() == "NCT07264075");

        (await site.ApiAsync("/studies/NCT07264075")).ShouldBe(System.Text.Encoding.UTF8.GetString(RecordText.Compact(study.Utf8.Span)));
        (await site.ApiAsync("/studies/nct7264075")).ShouldBe(await site.ApiAsync("/studies/NCT07264075"));
    }

    [Theory]
    [InlineData("NCTId|BriefTitle", "{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT07264075\",\"briefTitle\":\"")]
    [InlineData("BriefTitle,protocolSection.identificationModule.nctId", "{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT07264075\",\"briefTitle\":\"")]
    [InlineData("NCT-ID", "{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT07264075\"}}}")]
    [InlineData("HasResults", "{\"hasResults\":false}")]
    [InlineData("EnrollmentCount", "{\"protocolSection\":{\"designModule\":{\"enrollmentInfo\":{\"count\":")]
    [InlineData("StatusModule", "{\"protocolSection\":{\"statusModule\":{\"")]
    [InlineData("ResultsSection", "{}")]
    [InlineData("NumConditions", "{}")]
    public async Task Fields_are_shown_in_the_order_of_the_record_whatever_they_are_called(string fields, string beginning) =>
        (await site.ApiAsync($"/studies/NCT07264075?fields={fields}")).ShouldStartWith(beginning);

    [Fact]
    public async Task Legacy_markup_has_no_backslashes_that_only_escape()
    {
        var markdown = await site.ApiAsync("/studies/NCT07264075?fields=EligibilityCriteria");
        var legacy = await site.ApiAsync("/studies/NCT07264075?fields=EligibilityCriteria&markupFormat=legacy");

        using var before = JsonDocument.Parse(markdown);
        using var after = JsonDocument.Parse(legacy);
        static string Criteria(JsonDocument study) => study.RootElement.GetProperty("protocolSection").GetProperty("eligibilityModule").GetProperty("eligibilityCriteria").GetString()!;
        Criteria(after).ShouldBe(Criteria(before).Replace("\\>", ">").Replace("\\<", "<").Replace("\\[", "[").Replace("\\]", "]").Replace("\\*", "*").Replace("\\~", "~").Replace("\\^", "^").Replace("\\&", "&").Replace("\\.", "."));
    }

    [Theory]
    [InlineData("AREA[StartDate]RANGE[MAX,MIN]")]
    [InlineData("AREA[EnrollmentCount]RANGE[MAX, 100]")]
    [InlineData("AREA[EnrollmentCount]RANGE[10, MIN]")]
    [InlineData("AREA[Phase:size]RANGE[MAX, MAX]")]
    [InlineData("AREA[StartDate]RANGE[2024, 2023]")]
    public async Task Between_ends_that_are_the_wrong_way_round_there_is_no_study(string expression) =>
        (await site.IdsAsync($"query.term={Uri.EscapeDataString(expression)}")).ShouldBeEmpty();

    [Theory]
    [InlineData("/studies?filter.phase=1", "`filter.phase` is unknown parameter")]
    [InlineData("/studies?cond=x", "`cond` is unknown parameter")]
    [InlineData("/studies?Fields=NCTId", "`Fields` is unknown parameter")]
    [InlineData("/studies/NCT07264075?query.cond=x", "Invalid prefix in parameter name: query.cond")]
    [InlineData("/version?a=b", "`a` is unknown parameter")]
    [InlineData("/studies?filter.overallStatus=RECRUITING|BADSTATUS", "Invalid value in parameter `overallStatus`: `BADSTATUS`")]
    [InlineData("/studies?fields=NCTId,StudyDesign", "Parameter 'fields' contains invalid field name: 'StudyDesign'")]
    [InlineData("/studies?fields=nctid", "Parameter 'fields' contains invalid field name: 'nctid'")]
    [InlineData("/studies/X", "Parameter `nctId` has incorrect format")]
    [InlineData("/studies?filter.ids=NCT01,foo", "Item 2 in parameter `filter.ids` has incorrect format")]
    [InlineData("/studies?pageSize=-1", "Invalid value in parameter `pageSize`: `-1`")]
    [InlineData("/studies?countTotal=yes", "Invalid value in parameter `countTotal`: `yes`")]
    [InlineData("/studies?sort=BriefTitle", "Unsupported sort field type: text")]
    [InlineData("/studies?sort=Bogus:desc", "Unknown sort field")]
    [InlineData("/studies?sort=StartDate,EnrollmentCount:descending", "Item 2 in parameter `sort` has incorrect format")]
    [InlineData("/studies?sort=StartDate,EnrollmentCount,CompletionDate", "Parameter `sort` must contain no more than 2 items")]
    [InlineData("/studies?pageToken=NF0g5JGBlPMuwQY", "Invalid value in parameter `pageToken`: `NF0g5JGBlPMuwQY`")]
    [InlineData("/studies?aggFilters=status:rec,com", "Invalid value in parameter `aggFilters`: `com`")]
    [InlineData("/studies?filter.geo=distance(1,2)", "Parameter `filter.geo` has incorrect format")]
    [InlineData("/studies?postFilter.geo=near%20Boston", "Parameter `postFilter.geo` has incorrect format")]
    [InlineData("/studies?geoDecay=func:cubic", "Parameter `geoDecay` has incorrect format")]
    [InlineData("/studies?aggFilters=color:red", "Invalid value in parameter `aggFilters`: `color:red`")]
    [InlineData("/studies?query.term=AREA[BriefTitle]RANGE[MAX,MIN]", "Error parsing query in Other terms: RANGE cannot be asked of BriefTitle, whose values are words")]
    [InlineData("/studies?query.cond=RANGE[1,2]", "Error parsing query in Conditions or disease: RANGE is not supported for multiple (7) fields")]
    [InlineData("/studies?format=xml", "Invalid value in parameter `format`: `xml`")]
    [InlineData("/studies?query.term=AREA[OverallStatus]FOO%20OR%20x", "Error parsing query in Other terms: Allowed values for enum field `protocolSection.statusModule.overallStatus` are `ACTIVE_NOT_RECRUITING`, `COMPLETED`, ")]
    [InlineData("/studies?filter.advanced=AREA[NotARealField]x", "Error parsing query in advanced filter: Unknown area name: `NotARealField`")]
    [InlineData("/studies?query.cond=(lung", "Error parsing query in Conditions or disease: missing ')' at '<EOF>'")]
    [InlineData("/studies?query.term=lung%20[", "Error parsing query in Other terms: mismatched input '[' expecting {<EOF>, '(', ',', 'NOT', 'AND', 'OR', 'SEARCH', 'AREA', 'RANGE', 'DISTANCE', Coverage, Expansion, 'TILT', 'ALL', 'MISSING', 'MIN', 'MAX', EscapedKeyword, BooleanLiteral, DecimalLiteral, DateLiteral, TimeLiteral, RadiusLiteral, StringLiteral, Term}")]
    public async Task What_cannot_be_answered_is_said_in_the_words_programs_know(string address, string words) =>
        (await site.RefusalAsync(address)).ShouldStartWith(words);

    [Fact]
    public async Task Parameters_that_programs_leave_empty_ask_for_nothing()
    {
        var everything = await site.ApiAsync("/studies?fields=NCTId&countTotal=true");

        (await site.ApiAsync("/studies?fields=NCTId&countTotal=true&query.cond=&query.term=&filter.advanced=&filter.geo=&filter.ids=&filter.overallStatus=&aggFilters=&geoDecay=&sort=&pageToken=")).Split("],")[0]
            .ShouldBe(everything.Split("],")[0]);
    }

    [Fact]
    public async Task Concepts_are_found_by_the_numbers_of_their_descriptors()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync(
            """{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"One"}},"derivedSection":{"conditionBrowseModule":{"meshes":[{"id":"D008175","term":"Lung Neoplasms"}]}}}""",
            """{"protocolSection":{"identificationModule":{"nctId":"NCT00000002","briefTitle":"Two"}},"derivedSection":{"conditionBrowseModule":{"ancestors":[{"id":"D008175","term":"Lung Neoplasms"}]}}}""",
            """{"protocolSection":{"identificationModule":{"nctId":"NCT00000003","briefTitle":"Three"}},"derivedSection":{"interventionBrowseModule":{"meshes":[{"id":"D000067390","term":"A drug"}]}}}""");

        (await own.IdsAsync("filter.synonyms=ConditionSearch:8175")).ShouldBe(["NCT00000001", "NCT00000002"]);
        (await own.IdsAsync("filter.synonyms=BasicSearch:67390|BasicSearch:8175")).Count.ShouldBe(3);
        (await own.IdsAsync("postFilter.synonyms=InterventionSearch:67390,ConditionSearch:8175")).ShouldBeEmpty();
        (await own.IdsAsync("filter.synonyms=ConditionSearch:1651367")).ShouldBeEmpty();
        (await own.RefusalAsync("/studies?filter.synonyms=Nowhere:1")).ShouldBe("Invalid value in parameter `synonyms`: `Nowhere:1`");
        (await own.RefusalAsync("/studies?filter.synonyms=ConditionSearch:x")).ShouldBe("Invalid value in parameter `synonyms`: `ConditionSearch:x`");
    }

    [Fact]
    public async Task A_study_that_is_not_there_is_not_found_and_neither_is_a_path()
    {
        (await site.RefusalAsync("/studies/NCT99999999", HttpStatusCode.NotFound)).ShouldBe("NCT number NCT99999999 not found");
        (await site.RefusalAsync("/nothing", HttpStatusCode.NotFound)).ShouldBe("Not found");
        (await site.ApiAsync("/studies?filter.ids=NCT99999999")).ShouldBe("{\"studies\":[\n\n]}");
    }

    [Fact]
    public async Task What_is_no_reading_is_refused_in_plain_text()
    {
        using var response = await site.Client.PostAsync("/api/v2/studies", content: null, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=UTF-8");
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("This page can only be read. It answers GET and HEAD requests.");
    }

    [Fact]
    public async Task Where_reading_an_expression_failed_is_told_in_a_header()
    {
        using var response = await site.Client.GetAsync("/api/v2/studies?query.term=lung%20AND%20AREA[Nowhere]x", TestContext.Current.CancellationToken);

        response.Headers.GetValues("x-query-position").ShouldBe(["14"]);
    }

    [Fact]
    public async Task Any_origin_may_read()
    {
        using var response = await site.Client.GetAsync("/api/v2/studies?pageSize=1", TestContext.Current.CancellationToken);
        using var refused = await site.Client.GetAsync("/api/v2/studies?x=1", TestContext.Current.CancellationToken);
        using var preflight = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/api/v2/studies"), TestContext.Current.CancellationToken);

        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        preflight.Headers.GetValues("Access-Control-Allow-Methods").ShouldBe(["GET, HEAD, OPTIONS"]);
    }

    [Theory]
    [InlineData("/studies?pageSize=2")]
    [InlineData("/studies?format=csv")]
    [InlineData("/studies/NCT07264075")]
    [InlineData("/studies/metadata")]
    [InlineData("/studies/enums")]
    [InlineData("/studies/download?format=json.zip")]
    [InlineData("/version")]
    public async Task Who_asks_again_learns_that_nothing_has_changed(string address)
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        using var first = await own.Client.GetAsync($"/api/v2{address}", TestContext.Current.CancellationToken);
        using var again = await AskAsync(address);
        await own.StoreAsync("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001","briefTitle":"One"}}}""");
        using var changed = await AskAsync(address.Replace("NCT07264075", "NCT00000001"));
        using var bad = await AskAsync("/studies?x=1");

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag.ShouldNotBe(first.Headers.ETag);
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        bad.Headers.ETag.ShouldBeNull();

        Task<HttpResponseMessage> AskAsync(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2{path}");
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return own.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_version_says_when_the_data_changed()
    {
        using var version = JsonDocument.Parse(await site.ApiAsync("/version"));

        version.RootElement.GetProperty("apiVersion").GetString().ShouldBe("2.0.5");
        DateTime.ParseExact(version.RootElement.GetProperty("dataTimestamp").GetString()!, "yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture).Year.ShouldBeGreaterThan(2020);
    }

    [Fact]
    public async Task The_fields_of_a_query_are_those_it_looks_in()
    {
        using var page = JsonDocument.Parse(await site.ApiAsync("/studies?query.titles=ILLUMINE&query.term=AREA[OverallStatus]NOT%20MISSING&fields=@query|NCTId&pageSize=1"));

        var protocol = page.RootElement.GetProperty("studies")[0].GetProperty("protocolSection");
        protocol.EnumerateObject().Select(member => member.Name).ShouldBe(["identificationModule", "statusModule"]);
        protocol.GetProperty("identificationModule").EnumerateObject().Select(member => member.Name).ShouldBe(["nctId", "briefTitle", "acronym"]);
        protocol.GetProperty("statusModule").EnumerateObject().Select(member => member.Name).ShouldBe(["overallStatus"]);
    }

    [Fact]
    public async Task Filters_narrow_and_ids_alone_set_them_aside()
    {
        var recruiting = await site.IdsAsync("filter.overallStatus=RECRUITING");
        recruiting.Order(StringComparer.Ordinal).ShouldBe(SampleStudies.All.Where(study => study.StatusCode == "RECRUITING").Select(study => study.Id.ToString()).Order(StringComparer.Ordinal));
        (await site.IdsAsync("postFilter.overallStatus=RECRUITING")).Count.ShouldBe(recruiting.Count);
        (await site.IdsAsync("aggFilters=status:rec")).Count.ShouldBe(recruiting.Count);
        (await site.IdsAsync("aggFilters=status:nonsense")).ShouldBeEmpty();
        var without = await site.IdsAsync("filter.advanced=AREA[Phase]NA");
        without.ShouldNotBeEmpty();
        (await site.IdsAsync("aggFilters=phase:NA")).ShouldBe(without);
        (await site.IdsAsync("filter.advanced=AREA[OverallStatus]EXPAND[Term]COVER[FullMatch]\"RECRUITING\"")).Count.ShouldBe(recruiting.Count);
        (await site.IdsAsync("query.term=NCT07264075&filter.overallStatus=WITHDRAWN")).ShouldBe(["NCT07264075"]);
    }
}
