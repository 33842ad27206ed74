using Equipoise.Registry.Samples;

namespace Equipoise.Web.Tests;

public sealed class HomePageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task It_asks_what_is_looked_for_and_says_what_there_is()
    {
        var home = await site.ReadAsync("/");

        home.QuerySelector("form[action='/search'] input[name=q]").ShouldNotBeNull();
        home.QuerySelector(".hero a[href='/study/NCT07264075']").ShouldNotBeNull();
        home.QuerySelector(".lead")!.TextContent.ShouldContain($"{SampleStudies.All.Count} studies");
        home.QuerySelectorAll(".facts dd")[0].TextContent.ShouldBe($"{SampleStudies.All.Count}");
    }

    [Fact]
    public async Task Samples_are_called_what_they_are()
    {
        var home = await site.ReadAsync("/");

        home.QuerySelector("#data")!.ParentElement!.TextContent.ShouldContain("synthetic studies, which are invented");
    }

    [Fact]
    public async Task It_says_since_when_the_records_are_and_no_longer_speaks_of_samples_once_there_are_some()
    {
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.StoreAsync("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"},"statusModule":{"lastUpdatePostDateStruct":{"date":"2025-11-21"}}}}""");

        var home = await other.ReadAsync("/");
        var data = home.QuerySelector("#data")!.ParentElement!;

        data.TextContent.ShouldContain("2025");
        data.TextContent.ShouldNotContain("synthetic");
        home.QuerySelector("a[href='/study/NCT07264075']").ShouldBeNull("no page is offered that is not there");
    }
}
