using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Equipoise.Web.Tests;

public sealed class SavedAndComparedTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.PutAsync(
        Made.Study(1, "First", phase: "PHASE2", conditions: ["Asthma", "COPD"]),
        Made.Study(2, "Second", phase: "PHASE3", conditions: ["COPD", "Asthma"]),
        Made.Study(3, "Third"),
        Made.Study(4, "Fourth"),
        Made.Study(5, "Fifth"));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Rows_in_which_studies_differ_are_marked_by_a_sign_and_in_words()
    {
        var page = await site.ReadAsync("/compare?ids=NCT00000001&ids=NCT00000002");

        Row(page, "Phase").TextContent.ShouldContain("≠");
        Row(page, "Phase").TextContent.ShouldContain("(they differ)");
        // The same conditions in another order are the same.
        Row(page, "Conditions").TextContent.ShouldNotContain("differ");
        Row(page, "Status").TextContent.ShouldNotContain("differ");
        page.QuerySelectorAll("thead th[scope=col]").Length.ShouldBe(3);
    }

    [Fact]
    public async Task What_a_record_does_not_say_is_told_and_a_row_that_none_fills_is_left_out()
    {
        var page = await site.ReadAsync("/compare?ids=NCT00000001,NCT00000003");

        Row(page, "Phase").QuerySelectorAll("td")[1].TextContent.ShouldContain("Not stated");
        page.QuerySelectorAll("tbody th[scope=row]").ShouldAllBe(row => !row.TextContent.Contains("Sponsor"));
    }

    [Fact]
    public async Task Four_studies_stand_side_by_side_and_no_more()
    {
        var page = await site.ReadAsync("/compare?ids=NCT00000001&ids=NCT00000002&ids=NCT00000003&ids=NCT00000004&ids=NCT00000005&ids=NCT00000001");

        page.QuerySelectorAll("thead th a[href^='/study/']").Length.ShouldBe(4);
        page.QuerySelector(".notice")!.TextContent.ShouldContain("1 more was left out");
    }

    [Fact]
    public async Task Words_that_are_no_ids_are_named_in_a_right_sentence()
    {
        (await site.ReadAsync("/compare?ids=a,b")).QuerySelector(".notice")!.TextContent.ShouldBe("a, b are not study ids, such as NCT07264075, and were left out.");
        (await site.ReadAsync("/compare?ids=a")).QuerySelector(".notice")!.TextContent.ShouldBe("a is not a study id, such as NCT07264075, and was left out.");
    }

    [Theory]
    [InlineData("/compare")]
    [InlineData("/saved")]
    public async Task What_cannot_be_shown_is_named_and_the_rest_is_shown(string path)
    {
        var page = await site.ReadAsync($"{path}?ids=nct1&ids=NCT99999999&ids=%3Cb%3E");

        page.QuerySelectorAll("main a[href='/study/NCT00000001']").ShouldNotBeEmpty();
        var notices = string.Join(' ', page.QuerySelectorAll(".notice").Select(notice => notice.TextContent));
        notices.ShouldContain("NCT99999999");
        notices.ShouldContain("<b> is not a study id");
        (await site.ReadAsync(path)).QuerySelector("main .lead").ShouldNotBeNull();
    }

    [Fact]
    public async Task Results_can_be_chosen_and_compared_without_a_script()
    {
        foreach (var view in new[] { "/search", "/search?view=table" })
        {
            var page = await site.ReadAsync(view);

            var form = page.QuerySelector("form#compare").ShouldNotBeNull();
            form.GetAttribute("action").ShouldBe("/compare");
            form.GetAttribute("method").ShouldBe("get");
            form.QuerySelector("button[type=submit]").ShouldNotBeNull();
            var boxes = page.QuerySelectorAll("input[type=checkbox][name=ids][form=compare]");
            boxes.Select(box => box.GetAttribute("value")).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 5).Select(number => $"NCT0000000{number}"));
            boxes.ShouldAllBe(box => box.Closest("label") != null);
        }
    }

    [Fact]
    public async Task A_list_is_its_link_and_keeps_its_order()
    {
        var page = await site.ReadAsync("/saved?ids=NCT00000003,NCT00000001");

        page.QuerySelectorAll(".result h3 a").Select(link => link.GetAttribute("href")).ShouldBe(["/study/NCT00000003", "/study/NCT00000001"]);
        page.QuerySelector("[data-saved-page]")!.GetAttribute("data-saved-page").ShouldBe("NCT00000003,NCT00000001");
        page.QuerySelectorAll("button[data-save]").ShouldAllBe(button => button.HasAttribute("hidden"));
    }

    private static IElement Row(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th[scope=row]")?.TextContent.Replace("≠", "").StartsWith(name, StringComparison.Ordinal) == true);
}
