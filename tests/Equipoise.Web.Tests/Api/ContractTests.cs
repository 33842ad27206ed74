namespace Equipoise.Web.Tests.Api;

public sealed class ContractTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task The_site_answers_as_its_own_description_says()
    {
        var document = new OpenApiDocument(await site.Client.GetStringAsync("/api/oas/v2", TestContext.Current.CancellationToken));

        (await ContractWalk.GoAsync(site, document, "NCT07264075")).ShouldBeGreaterThan(120);
    }
}
