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
