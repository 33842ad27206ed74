using System.Net;

namespace Equipoise.Web.Tests;

public sealed class ExpertSearchTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task An_expression_finds_what_the_API_finds()
    {
        var page = await site.ReadAsync("/expert?expr=AREA%5BPhase%5D(PHASE2%20OR%20PHASE3)%20AND%20cancer");
        var answer = await site.Client.GetStringAsync("/api/v2/studies?query.term=AREA%5BPhase%5D(PHASE2%20OR%20PHASE3)%20AND%20cancer&countTotal=true&pageSize=20&fields=NCTId", TestContext.Current.CancellationToken);

        var ids = page.QuerySelectorAll(".result .id").Select(id => id.TextContent).ToList();
        ids.ShouldNotBeEmpty();
        ids.ForEach(id => answer.ShouldContain(id));
        answer.ShouldContain($"\"totalCount\":{page.QuerySelector("#count")!.TextContent.Split(' ')[0]}");
    }

    [Theory]
    [InlineData("(cancer", "A parenthesis is opened and never closed", 1)]
    [InlineData("cancer)", "This ) closes nothing", 7)]
    [InlineData("a AND AREA[Phaze]x", "Do you mean Phase?", 12)]
    [InlineData("a AND", "The query ends too early", 6)]
    [InlineData("x \"lung", "A quotation mark has no partner", 3)]
    [InlineData("AREA[Phase]seven", "“seven” is no value of Phase. It is one of NA, EARLY_PHASE1, PHASE1, PHASE2, PHASE3, PHASE4.", 12)]
    [InlineData("a AND OR b", "OR stands between two parts", 7)]
    [InlineData("AREA[MinimumAge]3 fortnights", "Ages are written with a unit", 17)]
    [InlineData("EXPANSION[Some]x", "EXPANSION is one of None, Term, Concept, Relaxation, Lossy", 11)]
    [InlineData("COVERAGE[All]x", "COVERAGE is one of Contains, StartsWith, EndsWith, FullMatch", 10)]
    [InlineData("RANGE[2020,2021]", "A range is asked of one field", 1)]
    [InlineData("lung cancer stage [x]", "Brackets follow the name of an operator", 19)]
    [InlineData("(a OR (b c", "A parenthesis is opened and never closed", 7)]
    [InlineData("AREA[StartDate]RANGE[MIN, 2020-13-01]", "is not a date", 27)]
    [InlineData("AREA[LocationGeoPoint]DISTANCE[41.9, 12.5, 900mi]", "is not a radius", 44)]
    [InlineData("AREA[HasResults]perhaps", "“perhaps” is no value of HasResults. It is true or false.", 17)]
    [InlineData("SEARCH[Site]x", "SEARCH is one of Study, Location", 8)]
    [InlineData("cancer AREA", "Brackets follow the name of an operator", 12)]
    public async Task What_is_wrong_is_said_at_its_place(string expression, string words, int character)
    {
        using var response = await site.Client.GetAsync($"/expert?expr={Uri.EscapeDataString(expression)}", TestContext.Current.CancellationToken);
        var page = await SiteUnderTest.ParseAsync(response);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = page.QuerySelector("#expr-problem")!;
        problem.TextContent.ShouldContain(words);
        problem.TextContent.ShouldContain($"At character {character} of the query.");
        page.QuerySelector("textarea")!.TextContent.ShouldBe(expression);
        page.QuerySelector("textarea")!.GetAttribute("aria-describedby")!.ShouldStartWith("expr-problem");
    }

    [Theory]
    [InlineData("cancer or stroke", "“or” is searched for as a word here: written in capitals, OR joins what stands on its sides.")]
    [InlineData("\"lung cancer\" and (stroke)", "“and” is searched for as a word here: written in capitals, AND joins what stands on its sides.")]
    [InlineData("diabetes OR not insulin", "“not” is searched for as a word here: written in capitals, NOT leaves out what follows it.")]
    [InlineData("AREA[EnrollmentCount]RANGE[100, 20]", "RANGE[100, 20] holds nothing: its first end lies above its second. The smaller one comes first.")]
    [InlineData("cancer AND NOT AREA[StartDate]RANGE[2022-02, 2022-01-31]", "RANGE[2022-02, 2022-01-31] holds nothing: its first end lies above its second. The smaller one comes first.")]
    [InlineData("AREA[MinimumAge]RANGE[2 years, 30 days]", "RANGE[2 years, 30 days] holds nothing: its first end lies above its second. The smaller one comes first.")]
    [InlineData("AREA[StartDate]RANGE[MAX, MIN]", "RANGE[MAX, MIN] holds nothing: its first end lies above its second. The smaller one comes first.")]
    public async Task What_was_hardly_meant_is_said_above_what_it_finds(string expression, string hint) =>
        (await site.ReadAsync($"/expert?expr={Uri.EscapeDataString(expression)}")).QuerySelectorAll(".notice").Select(note => note.TextContent).ShouldBe([hint]);

    [Theory]
    [InlineData("cancer OR stroke")]
    [InlineData("cancer \\or stroke")]
    [InlineData("\"head and neck\"")]
    [InlineData("or")]
    [InlineData("cancer and")]
    [InlineData("AREA[StartDate]RANGE[2022, 2022-01]")]
    [InlineData("AREA[EnrollmentCount]RANGE[20, 20]")]
    [InlineData("AREA[MinimumAge]RANGE[30 days, 2 years]")]
    public async Task What_may_be_meant_as_it_stands_needs_no_hint(string expression) =>
        (await site.ReadAsync($"/expert?expr={Uri.EscapeDataString(expression)}")).QuerySelectorAll(".notice").ShouldBeEmpty();

    [Fact]
    public async Task The_finder_shows_its_search_as_a_query_and_every_count_is_a_clause()
    {
        var finder = await site.ReadAsync("/search?q=cancer&status=RECRUITING&phase=PHASE3");
        var link = finder.QuerySelectorAll("a").Single(each => each.TextContent == "Show this search as a query").GetAttribute("href")!;
        var page = await site.ReadAsync(link);

        page.QuerySelector("textarea")!.TextContent.ShouldBe("cancer AND AREA[OverallStatus]RECRUITING AND AREA[Phase]PHASE3");
        page.QuerySelector("#count")!.TextContent.ShouldBe(finder.QuerySelector("#count")!.TextContent.Split(" for ")[0]);
        var country = page.QuerySelectorAll(".facets a").First(each => each.GetAttribute("title")!.Contains("LocationCountry"));
        var narrowed = await site.ReadAsync(country.GetAttribute("href")!);
        narrowed.QuerySelector("#count")!.TextContent.Split(' ')[0].ShouldBe(country.QuerySelector(".count")!.TextContent);
        narrowed.QuerySelector("textarea")!.TextContent.ShouldEndWith(country.GetAttribute("title")!);
    }

    [Theory]
    [InlineData("expr=cancer&add=1&join=and&area=Phase&value=PHASE3", "cancer AND AREA[Phase]PHASE3")]
    [InlineData("expr=a%20OR%20b&add=1&join=not&area=Sex&value=MALE", "(a OR b) AND NOT AREA[Sex]MALE")]
    [InlineData("expr=&add=1&join=or&area=ResultsSection&value=", "AREA[ResultsSection]NOT MISSING")]
    public async Task A_condition_is_added_without_a_script(string query, string expression) =>
        (await site.ReadAsync($"/expert?{query}")).QuerySelector("textarea")!.TextContent.ShouldBe(expression);

    [Fact]
    public async Task Every_example_of_the_help_and_of_the_page_on_the_API_answers()
    {
        var examples = (await site.ReadAsync("/expert")).QuerySelectorAll("#help td a").Select(link => link.GetAttribute("href")!).ToList();
        examples.Count.ShouldBeGreaterThan(9);
        foreach (var example in examples)
            await site.ReadAsync(example);
        var guide = await site.ReadAsync("/use-the-api");
        var links = guide.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).Where(link => link.StartsWith('/')).ToList();
        links.Count.ShouldBeGreaterThan(12);
        foreach (var link in links)
            (await site.Client.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
        guide.QuerySelectorAll("pre").Select(code => code.TextContent).ShouldAllBe(code => code.Contains(site.Client.BaseAddress!.Authority));
    }

    [Fact]
    public async Task The_page_on_the_API_leads_to_a_study_that_is_here()
    {
        await using var own = new SiteUnderTest();
        await own.InitializeAsync();
        await own.StoreAsync("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000501","briefTitle":"One"}}}""");

        (await own.ReadAsync("/use-the-api")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).ShouldContain("/api/v2/studies/NCT00000501");
    }
}
