using System.Net;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;

namespace Equipoise.Web.Tests.Api;

/// <summary>Who keeps an answer with its tag never keeps an old one.</summary>
public sealed class DataTagTests : IAsyncLifetime
{
    private readonly SiteUnderTest site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("/studies/NCT00000001")]
    [InlineData("/studies?query.term=NCT00000001")]
    [InlineData("/studies?query.term=NCT00000001&format=csv")]
    public async Task A_record_that_is_stored_and_not_yet_found_changes_the_tag_of_what_shows_it(string address)
    {
        await site.StoreAsync(Record("One"));
        using var before = await site.Client.GetAsync($"/api/v2{address}", TestContext.Current.CancellationToken);
        // The index follows some moments later.
        await site.Registry.PutAsync([IncomingStudy.From(StudyRecord.Parse(Record("Two")))], cancellation: TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v2{address}");
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        using var after = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        (await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("One");
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await after.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Two");
        after.Headers.ETag.ShouldNotBe(before.Headers.ETag);
    }

    private static string Record(string title) => "{'protocolSection':{'identificationModule':{'nctId':'NCT00000001','briefTitle':'TITLE'}}}".Replace('\'', '"').Replace("TITLE", title, StringComparison.Ordinal);
}
