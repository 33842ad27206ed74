using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Samples;
using Equipoise.Registry.Store;
using Equipoise.Storage.Databases;
using Microsoft.AspNetCore.Builder;

namespace Equipoise.Web.Tests;

/// <summary>A site on a free port of this machine, with a store of its own.</summary>
public sealed class SiteUnderTest : IAsyncLifetime
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private WebApplication? site;
    private StudyIndex? index;

    /// <summary>Where the store lies.</summary>
    public string DatabasePath => place.Path;

    /// <summary>How long the reader of a long answer may take nothing; set before the site starts.</summary>
    public TimeSpan? ReaderPatience { get; init; }

    /// <summary>Speaks to it, following no redirect.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>What the store shows; set before the first request of a test that needs other studies.</summary>
    public RegistryStore Registry { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Registry = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System);
        await Registry.ShowSamplesAsync(SampleStudies.All);
        index = await StudyIndex.OpenAsync(folder.PathTo("index"), Registry, TimeProvider.System);
        await index.FollowAsync(Registry);
        site = Site.Build(Registry, index, ["http://127.0.0.1:0"], logRequests: false, readerPatience: ReaderPatience);
        await site.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await site!.DisposeAsync();
        index!.Dispose();
        folder.Dispose();
        await place.DisposeAsync();
    }

    /// <summary>Shows one study and nothing else.</summary>
    public async Task ShowOnlyAsync(string json)
    {
        await Registry.ShowSamplesAsync([StudyRecord.Parse(json)]);
        await index!.FollowAsync(Registry);
    }

    /// <summary>Stores records as a registry's; the samples leave.</summary>
    public async Task StoreAsync(params IReadOnlyList<string> records)
    {
        await Registry.PutAsync([.. records.Select(record => IncomingStudy.From(StudyRecord.Parse(record)))]);
        await index!.FollowAsync(Registry);
    }

    /// <summary>Takes studies away, as a registry does that has removed them.</summary>
    public async Task RemoveAsync(params IReadOnlyList<string> ids)
    {
        await Registry.RemoveAsync([.. ids.Select(StudyId.Parse)]);
        await index!.FollowAsync(Registry);
    }

    /// <summary>Takes records of a registry in, for which the samples make way, and finds them.</summary>
    public async Task PutAsync(params IEnumerable<StudyRecord> studies)
    {
        foreach (var batch in studies.Select(study => IncomingStudy.From(study)).Chunk(1000))
            await Registry.PutAsync(batch);
        await index!.FollowAsync(Registry);
    }

    /// <summary>Damages the stored record of a study, as a failing disk would.</summary>
    public Task DamageAsync(string id) =>
        place.Open().WriteAsync(transaction => transaction.ExecuteAsync("update study_version set record = @garbage, pack_id = null where study_id = @id", new { id, garbage = new byte[] { 9, 0, 0, 0, 1, 2, 3 } }));

    /// <summary>Reads a page that must be there, or where its address leads.</summary>
    public async Task<IHtmlDocument> ReadAsync(string path)
    {
        using var first = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        using var response = await Client.GetAsync(first.Headers.Location?.ToString() ?? path, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, path);
        return await ParseAsync(response);
    }

    public static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
