using System.Net;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Store;
using Equipoise.Web.Api;

namespace Equipoise.Web.Tests.Api;

public sealed class RateLimitTests
{
    [Theory]
    [InlineData("50/minute", 50, 60)]
    [InlineData("10/s", 10, 1)]
    [InlineData("1000/Day", 1000, 86_400)]
    public void A_limit_is_a_number_and_a_period(string text, int requests, int seconds)
    {
        RateLimit.TryParse(text, out var limit).ShouldBeTrue();

        limit.ShouldBe(new RateLimit(requests, TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("50")]
    [InlineData("0/minute")]
    [InlineData("-5/minute")]
    [InlineData("5/fortnight")]
    [InlineData("99999999999/minute")]
    [InlineData("1/2/second")]
    public void What_is_no_limit_is_refused(string text) => RateLimit.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_when_to_come_again_and_pages_are_not_counted()
    {
        await using var place = new SqliteTestDatabase();
        using var folder = new TemporaryFolder();
        var registry = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System, TestContext.Current.CancellationToken);
        using var index = await StudyIndex.OpenAsync(folder.PathTo("index"), registry, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var site = Site.Build(registry, index, ["http://127.0.0.1:0"], logRequests: false, rateLimit: new RateLimit(3, TimeSpan.FromDays(1)));
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(site.Urls.First()) };

        for (var request = 0; request < 3; request++)
            (await client.GetAsync("/api/v2/version", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var refused = await client.GetAsync("/api/v2/version", TestContext.Current.CancellationToken);
        using var page = await client.GetAsync("/about", TestContext.Current.CancellationToken);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThan(0);
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("Too many requests: this site answers 3/day to one address");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
