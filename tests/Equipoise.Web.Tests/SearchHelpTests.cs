namespace Equipoise.Web.Tests;

/// <summary>What the page of results says to one who finds little, has lost the way, or asks near a place.</summary>
public sealed class SearchHelpTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task A_misspelled_word_is_answered_with_the_one_that_was_meant()
    {
        var page = await site.ReadAsync("/search?q=ivonecsimab");

        var link = page.QuerySelectorAll(".notice a").Single(link => link.TextContent == "ivonescimab");
        link.ParentElement!.TextContent.ShouldBe("Did you mean ivonescimab? 1 study.");
        link.GetAttribute("href").ShouldBe("/search?q=ivonescimab");
    }

    [Fact]
    public async Task Words_that_together_find_nothing_say_what_each_finds()
    {
        var page = await site.ReadAsync("/search?q=ivonescimab+xylophone");

        var items = page.QuerySelectorAll("[aria-labelledby=each-word] li").Select(item => string.Join(' ', item.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        items.ShouldBe(["ivonescimab alone: 1 study", "xylophone alone: 0 studies"]);
    }

    [Theory]
    [InlineData("NCT0726407", "has 7.")]
    [InlineData("nct 072640751", "has 9.")]
    public async Task An_id_with_a_digit_too_few_or_too_many_is_told_how_many_it_has(string id, string end) =>
        (await site.ReadAsync($"/search?q={id}")).QuerySelector(".notice")!.TextContent.ShouldBe($"The id of a study is NCT and eight digits: '{id}' {end}");

    [Fact]
    public async Task Counts_of_single_words_say_that_the_filters_hold_for_them_too()
    {
        var narrowed = await site.ReadAsync("/search?q=ivonescimab+xylophone&open=1");
        var free = await site.ReadAsync("/search?q=ivonescimab+xylophone");

        narrowed.QuerySelector("[aria-labelledby=each-word] p")!.TextContent.ShouldBe("Each is counted with the place and the filters as they are.");
        free.QuerySelector("[aria-labelledby=each-word] p").ShouldBeNull();
    }

    [Fact]
    public async Task A_place_that_no_record_names_finds_nothing_and_the_way_back()
    {
        var page = await site.ReadAsync("/search?q=ivonescimab&near=Atlantis");

        page.QuerySelector("h2#count")!.TextContent.ShouldStartWith("0 studies");
        page.QuerySelectorAll(".notice li").Select(item => PageText.Plain(item.TextContent)).ShouldContain("Leave out the place “Atlantis”: 1 study fits then");
    }

    [Fact]
    public async Task A_city_of_which_no_record_says_where_it_lies_is_searched_by_its_name()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.PutAsync(
            Made.Study(1, "One", sites: [Made.Site("United States", "Maryland", "Xanadu", "A")]),
            Made.Study(2, "Two", sites: [Made.Site("United States", "Maryland", "Baltimore", "B")]));

        var page = await other.ReadAsync("/search?near=Xanadu");

        page.QuerySelector("h2#count")!.TextContent.ShouldBe("1 study with a site in Xanadu, Maryland, United States");
        page.QuerySelector(".notice")!.TextContent.ShouldStartWith("No record says where Xanadu, Maryland, United States lies");
        (await other.Client.GetStringAsync("/search.ndjson?near=Xanadu", TestContext.Current.CancellationToken)).ShouldContain("NCT00000001");
        (await other.ReadAsync("/locations/United%20States/Xanadu?state=Maryland")).QuerySelector("main")!.TextContent.ShouldContain("No record says where this city lies");
    }

    [Fact]
    public async Task A_distance_by_the_city_alone_says_so_on_card_and_in_table()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.PutAsync(
            Made.Study(1, "Without", sites: [Made.Site("France", null, "Lyon", "A")]),
            Made.Study(2, "With", sites: [Made.Site("France", null, "Lyon", "B", 45.7485, 4.8467)]));

        var cards = await other.ReadAsync("/search?q=without&near=45.7485,4.6");
        var table = await other.ReadAsync("/search?q=without&near=45.7485,4.6&view=table");

        // 0.2467 degrees of longitude at 45.7485 degrees north: 0.2467 * 111.195 km * cos(45.7485) = 19.1 km.
        cards.QuerySelector(".result")!.TextContent.ShouldContain("Nearest open site: about 19 km (12 mi), by its city");
        table.QuerySelector(".results-table tbody")!.TextContent.ShouldContain("about 19 km (12 mi), by its city");
    }

    [Fact]
    public async Task A_study_that_is_closed_lists_no_sites_rather_than_none_yet()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.PutAsync(Made.Study(1, "Done", status: "COMPLETED"), Made.Study(2, "Coming", status: "NOT_YET_RECRUITING"));

        (await other.ReadAsync("/search?q=done")).QuerySelector(".result .brief")!.TextContent.ShouldContain("No sites are listed");
        (await other.ReadAsync("/search?q=done")).QuerySelector(".result .brief")!.TextContent.ShouldNotContain("yet");
        (await other.ReadAsync("/search?q=coming")).QuerySelector(".result .brief")!.TextContent.ShouldContain("No sites are listed yet");
    }

    [Fact]
    public async Task A_card_whose_title_does_not_show_the_words_names_the_field_that_does()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.PutAsync(Made.Study(1, "A cancer", sites: [Made.Site("France", null, "Paris", "A")]));

        PageText.Plain((await other.ReadAsync("/search?q=cancer+paris")).QuerySelector(".result .snippet")!.TextContent).ShouldBe("City: Paris");
    }

    [Fact]
    public async Task The_heading_names_the_place_that_the_words_were_taken_for()
    {
        var page = await site.ReadAsync("/search?near=lyon");

        page.QuerySelector("h2#count")!.TextContent.ShouldEndWith(" studies within 80 km of Lyon, France");
    }

    [Fact]
    public async Task A_page_behind_the_last_says_so_and_leads_back()
    {
        var beyond = await site.ReadAsync("/search?q=ivonescimab&page=7");
        var far = await site.ReadAsync("/search?page=400");

        beyond.QuerySelector(".notice")!.TextContent.ShouldContain("There is no page 7: the results fill one page.");
        beyond.QuerySelector(".notice a")!.GetAttribute("href").ShouldBe("/search?q=ivonescimab");
        far.QuerySelector(".notice")!.TextContent.ShouldContain("There is no page 400: the results end on page 16.");
        far.QuerySelector(".notice a")!.GetAttribute("href").ShouldBe("/search?page=16");
        far.QuerySelector(".pager").ShouldBeNull();
    }
}
