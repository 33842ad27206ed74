using System.Net;
using AngleSharp.Dom;
using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests;

public sealed class SearchPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Leaving_out_the_only_words_of_a_search_is_no_way_back()
    {
        (await site.ReadAsync("/search?q=zyxwvu+qqqzz")).QuerySelector("#way-back").ShouldBeNull();
        (await site.ReadAsync("/search?q=zyxwvu+qqqzz&open=1")).QuerySelector("#way-back").ShouldNotBeNull();
    }

    [Fact]
    public async Task Words_find_studies_and_are_marked_where_they_stand()
    {
        var page = await site.ReadAsync("/search?q=ivonescimab");

        page.QuerySelector("h2#count")!.TextContent.ShouldBe("1 study for “ivonescimab”");
        page.QuerySelector(".result h3 a")!.GetAttribute("href").ShouldBe("/study/NCT07264075");
        page.QuerySelectorAll(".result mark").Select(mark => mark.TextContent).ShouldContain("Ivonescimab");
    }

    [Fact]
    public async Task Every_study_is_found_by_an_empty_search_page_by_page_without_repeats()
    {
        var seen = new List<string>();
        for (var address = "/search"; address is not null;)
        {
            var page = await site.ReadAsync(address);
            seen.AddRange(page.QuerySelectorAll(".result h3 a").Select(link => link.GetAttribute("href")!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        seen.Order().ShouldBe(SampleStudies.All.Select(study => $"/study/{study.Id}").Order());
    }

    [Theory]
    [InlineData("NCT07264075")]
    [InlineData("nct 07264075")]
    [InlineData("GORTEC 2024-04")]
    [InlineData("2025-522996-27-00")]
    public async Task An_id_of_any_kind_leads_straight_to_its_study(string id)
    {
        using var response = await site.Client.GetAsync($"/search?q={Uri.EscapeDataString(id)}", TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().ShouldBe("/study/NCT07264075");
    }

    [Fact]
    public async Task A_filter_is_a_link_that_chooses_it_and_then_one_that_lets_it_go()
    {
        var all = await site.ReadAsync("/search");
        var recruiting = Filter(all, "Enrolling");

        var chosen = await site.ReadAsync(recruiting.GetAttribute("href")!);

        Count(chosen).ShouldBe(recruiting.QuerySelector(".count")!.TextContent);
        chosen.QuerySelectorAll(".result .tag-open").Length.ShouldBe(chosen.QuerySelectorAll(".result").Length);
        Filter(chosen, "Enrolling").GetAttribute("href").ShouldBe("/search");
        // The other values are counted as if this filter were not set: they say what choosing them too would add.
        Filter(chosen, "Completed").QuerySelector(".count")!.TextContent.ShouldBe(Filter(all, "Completed").QuerySelector(".count")!.TextContent);
    }

    [Fact]
    public async Task An_empty_result_says_which_part_takes_away_how_many_and_leads_back()
    {
        var page = await site.ReadAsync("/search?q=ivonescimab&age=17");

        page.QuerySelector("h2#count")!.TextContent.ShouldBe("0 studies for “ivonescimab”");
        var back = page.QuerySelectorAll(".notice li a").Single(link => link.TextContent == "Leave out the age of 17");
        back.ParentElement!.TextContent.ShouldContain("1 study fits then");
        (await site.ReadAsync(back.GetAttribute("href")!)).QuerySelector(".result")!.TextContent.ShouldContain("ILLUMINE");
    }

    [Theory]
    [InlineData("age=old", "An age is a whole number from 0 to 120 years, not 'old': it was left out.")]
    [InlineData("near=Atlantis", "No study site here is in a place called 'Atlantis'")]
    [InlineData("near=1,2&radius=-5", "A radius is a whole number from 1 to 20,000 kilometers, not '-5': it was left out.")]
    [InlineData("sort=beauty", "'beauty' is not an order")]
    [InlineData("sort=distance", "To sort by distance, say near which place.")]
    [InlineData("person=X", "'X' is not FEMALE or MALE")]
    [InlineData("page=0", "A page is a whole number from 1 to 500")]
    public async Task What_cannot_be_used_is_named_and_left_out(string query, string sentence) =>
        (await site.ReadAsync($"/search?{query}")).QuerySelectorAll(".notice").Select(notice => notice.TextContent).ShouldContain(text => text.StartsWith(sentence));

    [Theory]
    [InlineData("status=FOO", "Status is never 'FOO', so nothing is found for it. It is ACTIVE_NOT_RECRUITING, COMPLETED,", true)]
    [InlineData("status=FOO&status=RECRUITING", "Status is never 'FOO'", false)]
    [InlineData("results=maybe", "Results is never 'maybe', so nothing is found for it. It is true or false.", true)]
    [InlineData("phase=PHASE9", "Phase is never 'PHASE9', so nothing is found for it. It is NA, EARLY_PHASE1,", true)]
    public async Task A_choice_that_there_is_not_is_named_and_kept(string query, string sentence, bool findsNothing)
    {
        var page = await site.ReadAsync($"/search?{query}");

        page.QuerySelectorAll(".notice").Select(notice => notice.TextContent).ShouldContain(text => text.StartsWith(sentence));
        page.QuerySelector("#count")!.TextContent.StartsWith("0 studies", StringComparison.Ordinal).ShouldBe(findsNothing);
    }

    [Theory]
    [InlineData("/search?q=%22%22%22")]
    [InlineData("/search?q=%00%ff%fe")]
    [InlineData("/search?q=%22a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w+x+y+z+a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w%22")]
    [InlineData("/search?q=a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z-a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z")]
    [InlineData("/search?q=((((&status=NONSENSE&status=%3Cscript%3E")]
    [InlineData("/search?q=%F0%9F%92%8A&country=Nowhere&start=abcd")]
    [InlineData("/search?page=500&unknown=1&q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q+r+s+t+u+v+w+x+y+z+aa+bb+cc+dd+ee+ff+gg+hh")]
    public async Task Odd_addresses_are_answered(string address) =>
        (await site.ReadAsync(address)).QuerySelector("h2#count").ShouldNotBeNull();

    [Fact]
    public async Task The_table_shows_the_same_studies_as_the_cards()
    {
        var cards = await site.ReadAsync("/search?q=cancer");
        var table = await site.ReadAsync("/search?q=cancer&view=table");

        table.QuerySelectorAll(".results-table tbody a").Select(link => link.GetAttribute("href"))
            .ShouldBe(cards.QuerySelectorAll(".result h3 a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Results_are_not_for_search_engines() =>
        (await site.ReadAsync("/search?q=cancer")).QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");

    private static IElement Filter(AngleSharp.Html.Dom.IHtmlDocument page, string label) =>
        page.QuerySelectorAll(".facets a").Single(link => link.QuerySelector(".name")!.TextContent == label);

    private static string Count(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("h2#count")!.TextContent.Split(' ')[0];
}
