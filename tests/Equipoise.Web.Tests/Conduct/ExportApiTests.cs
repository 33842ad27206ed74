using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Exchange.Exports;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Taking a study's data away, by the API and from the page.</summary>
public sealed class ExportApiTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private const string Study = "/api/conduct/v1/studies/NCT07264075";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_format_that_is_listed_can_be_taken_and_is_a_file_with_a_name()
    {
        await OpenAsync();
        using var client = await ClientAsync(new Grant(Role.DataManager), new Grant(Role.TrialStatistician));
        var listed = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{Study}/exports", UriKind.Relative), Cancellation)).RootElement;

        listed.EnumerateArray().Select(one => one.GetProperty("code").GetString()).ShouldBe(ExportFormat.All.Select(format => format.Code));
        foreach (var format in ExportFormat.All)
        {
            using var answer = await client.PostAsync($"{Study}/exports/{format.Code}", content: null, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, format.Code);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe(format.ContentType);
            answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().Trim('"').ShouldStartWith($"NCT07264075-{format.Code}-");
            await using var content = await answer.Content.ReadAsStreamAsync(Cancellation);
            if (format.Extension is "zip")
                new ZipArchive(content).Entries.ShouldNotBeEmpty();
            else if (format.Extension is "xml")
                XElement.Load(content).HasElements.ShouldBeTrue();
            else
                (await JsonDocument.ParseAsync(content, cancellationToken: Cancellation)).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        }
    }

    [Fact]
    public async Task An_export_that_there_is_not_and_a_study_that_there_is_not_are_said_in_a_sentence()
    {
        await OpenAsync();
        using var client = await ClientAsync(new Grant(Role.DataManager));

        foreach (var (path, code) in new[] { ($"{Study}/exports/sas", "no-such-export"), ("/api/conduct/v1/studies/NCT00000000/exports/csv", "no-such-study") })
        {
            using var answer = await client.PostAsync(path, content: null, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("code").GetString().ShouldBe(code);
        }
    }

    [Fact]
    public async Task The_page_says_what_each_file_holds_and_gives_it()
    {
        await OpenAsync();
        using var manager = await conduct.SignedInAsync(new Grant(Role.DataManager));

        var page = await manager.ReadAsync("/conduct/studies/NCT07264075/exports");
        foreach (var format in ExportFormat.All)
            page.Contains($"/exports/{format.Code}\"", StringComparison.Ordinal).ShouldBe(format.Needs == Permission.ExportStudy, format.Code);
        using var file = await manager.PostAsync("/conduct/studies/NCT07264075/exports/odm");
        (file.StatusCode, file.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "application/xml"));
    }

    private async Task OpenAsync()
    {
        using var sponsor = await ClientAsync(new Grant(Role.Sponsor));
        using var opened = await sponsor.PostAsync("/api/conduct/v1/studies", new StringContent(await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation)), Cancellation);
        opened.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
    }

    private async Task<HttpClient> ClientAsync(params Grant[] grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(grants));
        return client;
    }
}
