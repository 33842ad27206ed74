using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Equipoise.Web.Tests;

public sealed class ConditionTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await site.PutAsync(
        Made.Study(1, conditions: ["Asthma", "asthma"]),
        Made.Study(2, conditions: ["Asthma"]),
        Made.Study(3, conditions: ["ASTHMA", "Anemia", "22q11 Deletion"]),
        Made.Study(4, conditions: ["Éclampsia", "eczema", "β-Thalassemia", "Edema"]),
        Made.Study(5, conditions: ["  Lung   cancer ", "lung Cancer"]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Spellings_that_differ_only_in_capitals_are_one_and_a_study_counts_once()
    {
        Conditions(await site.ReadAsync("/conditions/a")).ShouldBe([("Anemia", 1), ("Asthma", 3)]);
        Conditions(await site.ReadAsync("/conditions/l")).Single().Studies.ShouldBe(1);
    }

    [Fact]
    public async Task An_accent_makes_no_other_letter_and_what_begins_with_none_stands_under_others()
    {
        Conditions(await site.ReadAsync("/conditions/e")).Select(condition => condition.Name).ShouldBe(["Éclampsia", "eczema", "Edema"]);
        Conditions(await site.ReadAsync("/conditions/other")).Select(condition => condition.Name).ShouldBe(["22q11 Deletion", "β-Thalassemia"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_letters_say_how_many_studies_they_have()
    {
        var page = await site.ReadAsync("/conditions");

        page.QuerySelectorAll(".letters li").Select(letter => Words(letter)).ShouldBe(["A 3 studies", "E 1 study", "L 1 study", "0–9 and others 2 studies"]);
        Conditions(page)[0].ShouldBe(("Asthma", 3));
    }

    [Theory]
    [InlineData("/conditions")]
    [InlineData("/conditions/a")]
    [InlineData("/conditions/e")]
    [InlineData("/conditions/l")]
    [InlineData("/conditions/other")]
    public async Task Every_condition_leads_to_a_search_that_finds_as_many_studies_as_stand_beside_it(string path)
    {
        foreach (var condition in (await site.ReadAsync(path)).QuerySelectorAll(".columns li"))
        {
            var found = await site.ReadAsync(condition.QuerySelector("a")!.GetAttribute("href")!);
            found.QuerySelectorAll(".result-list > li").Length.ShouldBe(CountOf(condition), condition.TextContent);
            found.QuerySelector(".narrowed li")!.TextContent.ShouldStartWith("Condition:");
        }
    }

    [Fact]
    public async Task A_letter_has_one_address_and_what_is_no_letter_has_none()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var capital = await site.Client.GetAsync("/conditions/A", cancellation);
        using var word = await site.Client.GetAsync("/conditions/asthma", cancellation);

        capital.StatusCode.ShouldBe(HttpStatusCode.MovedPermanently);
        capital.Headers.Location!.ToString().ShouldBe("/conditions/a");
        word.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.ReadAsync("/conditions/z")).Body!.TextContent.ShouldContain("No study here has a condition that begins so.");
    }

    private static IReadOnlyList<(string Name, int Studies)> Conditions(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".columns li").Select(condition => (condition.QuerySelector("a")!.TextContent, CountOf(condition)))];

    private static int CountOf(IElement condition) =>
        int.Parse(condition.QuerySelector(".muted")!.TextContent.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Words(INode element) =>
        string.Join(' ', string.Concat(element.Descendants<IText>().Select(text => $"{text.Data} ")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
