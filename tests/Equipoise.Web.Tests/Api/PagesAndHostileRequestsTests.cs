using System.Net;
using System.Text.Json;

namespace Equipoise.Web.Tests.Api;

public sealed class PagesAndHostileRequestsTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Pages_neither_repeat_nor_skip_while_studies_come_in()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync(Study(10), Study(20), Study(30), Study(40), Study(50));
        using var first = JsonDocument.Parse(await own.ApiAsync("/studies?pageSize=2&sort=EnrollmentCount"));

        await own.StoreAsync(Study(5), Study(25), Study(60));
        using var second = JsonDocument.Parse(await own.ApiAsync($"/studies?pageSize=10&sort=EnrollmentCount&pageToken={Token(first)}"));

        Ids(first).Concat(Ids(second)).ShouldBe(["NCT00000010", "NCT00000020", "NCT00000030", "NCT00000040", "NCT00000050"]);
        (await own.IdsAsync("sort=EnrollmentCount")).Count.ShouldBe(8);
        var foreign = await own.RefusalAsync($"/studies?pageSize=2&sort=EnrollmentCount:desc&pageToken={Token(first)}");
        foreign.ShouldBe($"Invalid value in parameter `pageToken`: `{Token(first)}`");
    }

    [Fact]
    public async Task A_page_of_a_state_that_is_kept_shows_what_its_registry_has_removed_since()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync(Study(10), Study(20), Study(30), Study(40));
        const string Search = "/studies?pageSize=1&sort=EnrollmentCount&query.titles=EXPANSION[None]A";
        using var first = JsonDocument.Parse(await own.ApiAsync(Search));
        using var table = await own.Client.GetAsync("/api/v2/studies?format=csv&fields=NCT+Number&pageSize=2", TestContext.Current.CancellationToken);

        await own.RemoveAsync("NCT00000020", "NCT00000040");

        using var rest = JsonDocument.Parse(await own.ApiAsync($"{Search.Replace("pageSize=1", "pageSize=9")}&pageToken={Token(first)}"));
        Ids(first).Concat(Ids(rest)).ShouldBe(["NCT00000010", "NCT00000020", "NCT00000030", "NCT00000040"]);
        (await own.ApiAsync($"/studies?format=csv&fields=NCT+Number&pageToken={table.Headers.GetValues("x-next-page-token").Single()}")).ShouldBe("NCT00000030\nNCT00000040\n");
        (await own.IdsAsync("")).ShouldBe(["NCT00000010", "NCT00000030"]);
        using var one = await own.Client.GetAsync("/api/v2/studies/NCT00000020", TestContext.Current.CancellationToken);
        one.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("query.term=%FF", "Invalid value in parameter `term`: `%FF`")]
    [InlineData("query.cond=a%C3%28b", "Invalid value in parameter `cond`: `a%C3%28b`")]
    [InlineData("fields=%ED%A0%80", "Invalid value in parameter `fields`: `%ED%A0%80`")]
    public async Task Bytes_that_are_no_text_are_refused(string query, string refusal) =>
        (await site.RefusalAsync($"/studies?{query}")).ShouldBe(refusal);

    [Fact]
    public async Task A_percent_sign_that_nobody_encoded_is_one()
    {
        (await site.IdsAsync("query.term=50%")).ShouldBe(await site.IdsAsync("query.term=50%25"));
        (await site.IdsAsync("query.term=%25FF")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_site_without_a_position_counts_where_its_city_lies_and_an_expression_asks_what_the_record_says()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync(
            Study(201, """{"locations":[{"city":"Lyon","country":"France"}]}"""),
            Study(202, """{"locations":[{"city":"Lyon","country":"France","geoPoint":{"lat":45.75,"lon":4.85}}]}"""),
            Study(203, """{"locations":[{"city":"Paris","country":"France"}]}"""));

        (await own.IdsAsync("filter.geo=distance(45.75,4.85,10km)")).ShouldBe(["NCT00000201", "NCT00000202"], ignoreOrder: true);
        (await own.IdsAsync("postFilter.geo=distance(45.75,4.85,10km)")).ShouldBe(["NCT00000201", "NCT00000202"], ignoreOrder: true);
        (await own.IdsAsync("filter.advanced=AREA[LocationGeoPoint]DISTANCE[45.75,4.85,10km]")).ShouldBe(["NCT00000202"]);
        (await own.ApiAsync("/studies/NCT00000201?fields=LocationGeoPoint")).ShouldBe("{}");
    }

    [Fact]
    public async Task What_lies_near_comes_first_and_missing_values_last()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync(
            Study(101, """{"locations":[{"city":"Far","geoPoint":{"lat":10.0,"lon":20.9}}]}"""),
            Study(102, """{"locations":[{"city":"Near","geoPoint":{"lat":10.0,"lon":20.1}}]}"""),
            Study(103, """{"locations":[{"city":"Beyond","geoPoint":{"lat":40.0,"lon":20.1}}]}"""));

        (await own.IdsAsync("filter.geo=distance(10,20,100km)")).ShouldBe(["NCT00000102", "NCT00000101"]);
        (await own.IdsAsync("filter.geo=distance(10,20,100km)&geoDecay=func:gauss,scale:10km,offset:0km,decay:0.5&query.term=trial")).ShouldBe(["NCT00000102", "NCT00000101"]);
        (await own.IdsAsync("query.locn=AREA[LocationGeoPoint]DISTANCE[10,20,20mi]")).ShouldBe(["NCT00000102"]);
        (await own.IdsAsync("filter.geo=distance(10,20,20000)")).ShouldBe(["NCT00000102"]);
        (await own.IdsAsync("filter.geo=distance(10,20,50)")).ShouldBeEmpty();
        using var first = JsonDocument.Parse(await own.ApiAsync("/studies?filter.geo=distance(10,20,100km)&pageSize=1"));
        using var second = JsonDocument.Parse(await own.ApiAsync($"/studies?filter.geo=distance(10,20,100km)&pageSize=1&pageToken={Token(first)}"));
        Ids(first).Concat(Ids(second)).ShouldBe(["NCT00000102", "NCT00000101"]);
        second.RootElement.TryGetProperty("nextPageToken", out _).ShouldBeFalse();
        (await own.IdsAsync("sort=StartDate"))[^1].ShouldStartWith("NCT");
    }

    [Theory]
    [InlineData("/studies?query.term=%00%ff%fe%F0%9F%92%8A")]
    [InlineData("/studies?query.term=%")]
    [InlineData("/studies?query.term=a+b%20c&&&=&=x")]
    [InlineData("/studies?query.term=lung&query.term=cancer")]
    [InlineData("/studies?fields=NCTId,,|,BriefTitle&pageSize=1")]
    [InlineData("/studies?fields=")]
    [InlineData("/studies?sort=")]
    [InlineData("/studies?filter.geo=distance(99,0,5km)")]
    [InlineData("/studies?filter.geo=distance(1,2,99999999999999999999999999km)")]
    [InlineData("/studies?geoDecay=func:exp,scale:0mi,offset:0mi,decay:5")]
    [InlineData("/studies?pageToken=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/studies?pageToken=%F0%9F%92%8A")]
    [InlineData("/studies?aggFilters=:::,|x:y")]
    [InlineData("/studies/NCT%00")]
    [InlineData("/studies/%2e%2e%2fversion")]
    [InlineData("/stats/field/values?fields=%00")]
    public async Task Odd_requests_are_answered_or_refused(string address)
    {
        using var response = await site.Client.GetAsync($"/api/v2{address}", TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBeOneOf(200, 400, 404);
    }

    [Theory]
    [InlineData("/api/v2/studies?query.term=", 65_600, 1, 414, "The address is too long. It may have 64 KB")]
    [InlineData("/api/v2/studies?query.term=", 1, 32_800, 431, "The headers are too long. All together may have 32 KB")]
    [InlineData("/api/eligibility/v1/studies/NCT07264075/criteria?format=", 65_600, 1, 414, "patients and texts belong into the body")]
    [InlineData("/search?q=", 65_600, 1, 414, "The address is too long")]
    public async Task What_is_too_long_is_refused_in_a_sentence(string address, int more, int header, int status, string sentence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address + new string('a', more));
        request.Headers.Add("Cookie", new string('c', header));
        using var response = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(sentence);
    }

    [Theory]
    [InlineData("/api/oas/v2")]
    [InlineData("/api/v2/studies")]
    [InlineData("/api/v2/x")]
    public async Task Programs_that_write_are_told_in_text_that_all_is_only_read(string address)
    {
        using var response = await site.Client.PostAsync(address, new StringContent("x"), TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("This page can only be read.");
    }

    [Theory]
    [InlineData("(", 5_000)]
    [InlineData("NOT%20", 5_000)]
    [InlineData("AREA[Phase]", 3_000)]
    [InlineData("a%20", 9_000)]
    public async Task Deep_and_endless_expressions_are_refused_in_a_sentence(string part, int times)
    {
        var refusal = await site.RefusalAsync($"/studies?query.term={string.Concat(Enumerable.Repeat(part, times))}x");

        refusal.ShouldStartWith("Error parsing query in Other terms: ");
        refusal.Length.ShouldBeLessThan(600);
        refusal.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Long_honest_requests_are_answered()
    {
        var ids = string.Join('|', Enumerable.Range(1, 1500).Select(number => $"NCT{number:D8}"));
        var words = string.Join("%20OR%20", Enumerable.Range(1, 500).Select(number => $"word{number}"));

        (await site.IdsAsync($"filter.ids={ids}")).Count.ShouldBeLessThan(1000);
        (await site.IdsAsync($"query.term={words}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Random_parameters_never_fail_on_our_side()
    {
        string[] paths = ["/studies", "/studies", "/studies", "/studies", "/studies/NCT07264075", "/studies/metadata", "/studies/enums", "/stats/field/values", "/stats/field/sizes", "/version"];
        string[] names =
        [
            "query.cond", "query.term", "query.locn", "query.id", "query.lead", "filter.advanced", "postFilter.advanced", "filter.ids", "filter.geo", "filter.synonyms", "filter.overallStatus", "aggFilters",
            "fields", "fields", "sort", "pageSize", "pageToken", "countTotal", "format", "geoDecay", "markupFormat", "types", "includeIndexedOnly", "Query.cond", "query.", "filter.x", "", ".", "unheard",
        ];
        string[] pieces =
        [
            "AREA[Phase]", "PHASE2", "RANGE[1,2]", "(", ")", "MISSING", "lung cancer", "SEARCH[Location]", "AREA[LocationCity]", "Paris", "NCT00000001", "distance(1,2,3mi)", "status:rec", "NCTId", "@query",
            "StartDate:desc", "@relevance", "true", "json", "csv", "ris", "json.zip", "fhir.json", "5", "0", "-1", "99999999999999999999", "1e9", "%", "\"", "\\", "ALL", "NOT ", "TILT[StartDate]", "EXPANSION[Lossy]",
            "EXPANSION[None]", "COVERAGE[FullMatch]", "legacy", "ENUM", "Phase", "ConditionSearch:8175", "|", ",", "\0", "💊", "漢字", "\u202e", new string('a', 3000), "func:exp,scale:1km,offset:0km,decay:0.5",
        ];
        var random = new Random(Thoroughness.Full ? Environment.TickCount : 11);
        for (var number = 0; number < (Thoroughness.Full ? 20_000 : 400); number++)
        {
            var query = string.Join('&', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{names[random.Next(names.Length)]}={Encoded(string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => pieces[random.Next(pieces.Length)])))}"));
            using var response = await site.Client.GetAsync($"/api/v2{paths[random.Next(paths.Length)]}?{query}", TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound]);
            if (response.StatusCode != HttpStatusCode.OK)
                response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=UTF-8", query);
        }

        // A blank is written in two ways, and signs that need no code are coded all the same by some programs.
        string Encoded(string text) => random.Next(3) switch
        {
            0 => Uri.EscapeDataString(text),
            1 => Uri.EscapeDataString(text).Replace("%20", "+"),
            _ => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Take(2000).Select(sign => $"%{sign:x2}")),
        };
    }

    [Fact]
    public async Task Blanks_and_signs_may_be_written_in_every_way_of_addresses()
    {
        var ids = await site.IdsAsync("query.cond=lung%20cancer&filter.overallStatus=RECRUITING|COMPLETED");

        ids.ShouldNotBeEmpty();
        foreach (var other in new[] { "query.cond=lung+cancer&filter.overallStatus=RECRUITING,COMPLETED", "query%2Econd=%6Cung%20cancer&filter.overallStatus=RECRUITING%7CCOMPLETED", "filter.overallStatus=RECRUITING%2CCOMPLETED&query.cond=lung++cancer" })
            (await site.IdsAsync(other)).ShouldBe(ids);
    }

    private static string Token(JsonDocument page) => page.RootElement.GetProperty("nextPageToken").GetString()!;

    private static IEnumerable<string> Ids(JsonDocument page) => page.RootElement.GetProperty("studies").EnumerateArray().Select(ApiReading.IdOf);

    private static string Study(int number, string contacts = "{}") =>
        "{\"protocolSection\":{\"identificationModule\":{\"nctId\":\"NCT" + number.ToString("D8", System.Globalization.CultureInfo.InvariantCulture) + "\",\"briefTitle\":\"A trial\"},"
        + "\"designModule\":{\"enrollmentInfo\":{\"count\":" + number.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}},\"contactsLocationsModule\":" + contacts + "}}";
}
