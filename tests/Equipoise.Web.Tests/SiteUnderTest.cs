using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
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
    private WebApplication? site;

    /// <summary>Where the store lies.</summary>
    public string DatabasePath => place.Path;

    /// <summary>Speaks to it, following no redirect.</summary>
    public HttpClient Client { get; private set; } = new();

    /// <summary>What the store shows; set before the first request of a test that needs other studies.</summary>
    public RegistryStore Registry { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Registry = await RegistryStore.OpenAsync(place.Open(), TimeProvider.System);
        await Registry.ShowSamplesAsync(SampleStudies.All);
        site = Site.Build(Registry, ["http://127.0.0.1:0"]);
        await site.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await site!.DisposeAsync();
        await place.DisposeAsync();
    }

    /// <summary>Shows one study and nothing else.</summary>
    public Task ShowOnlyAsync(string json) => Registry.ShowSamplesAsync([StudyRecord.Parse(json)]);

    /// <summary>Stores records as a registry's; the samples leave.</summary>
    public Task StoreAsync(params IReadOnlyList<string> records) =>
        Registry.PutAsync([.. records.Select(record => IncomingStudy.From(StudyRecord.Parse(record)))]);

    /// <summary>Damages the stored record of a study, as a failing disk would.</summary>
    public Task DamageAsync(string id) =>
        place.Open().WriteAsync(transaction => transaction.ExecuteAsync("update study_version set record = @garbage where study_id = @id", new { id, garbage = new byte[] { 9, 0, 0, 0, 1, 2, 3 } }));

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
