using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests;

public sealed class HomePageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task Every_study_is_listed_and_leads_to_its_page()
    {
        var home = await site.ReadAsync("/");

        var links = home.QuerySelectorAll(".card a").Select(link => link.GetAttribute("href")!).ToList();
        links.Count.ShouldBe(SampleStudies.All.Count);
        foreach (var link in links)
            (await site.ReadAsync(link)).QuerySelector("h1").ShouldNotBeNull();
    }

    [Fact]
    public async Task Samples_are_marked_as_what_they_are()
    {
        var home = await site.ReadAsync("/");

        home.QuerySelectorAll(".tag-sample").Select(tag => tag.TextContent).ShouldBe(["Sample", .. Enumerable.Repeat("Synthetic", 5)]);
    }
}
