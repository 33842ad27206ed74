using System.Net;
using System.Text;
using System.Text.Json;
using Equipoise.Registry.Exports;

namespace Equipoise.Web.Tests;

public sealed class ExportTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // More than one batch of studies, and a few that fit no search for asthma.
    public async ValueTask InitializeAsync() => await site.PutAsync(
        Enumerable.Range(1, 80).Select(number => Made.Study(
            number,
            title: number == 7 ? "=1+1, \"quoted\"\nand broken" : $"Study {number}",
            updated: $"2025-01-{(number % 28) + 1:D2}",
            conditions: [number <= 75 ? "Asthma" : "Gout"])));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("ris", "application/x-research-info-systems")]
    public async Task A_file_has_every_study_that_fits_and_says_how_many(string form, string type)
    {
        using var response = await site.Client.GetAsync($"/search.{form}?q=asthma", Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Content.Headers.ContentDisposition!.ToString().ShouldContain($"studies.{form}");
        response.Headers.GetValues("X-Total-Count").ShouldBe(["75"]);
        response.Headers.Contains("X-Result-Limit").ShouldBeFalse();
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        foreach (var number in Enumerable.Range(1, 75))
            text.ShouldContain($"NCT{number:D8}");
        text.ShouldNotContain("NCT00000076");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("ris")]
    [InlineData("atom")]
    public async Task Its_head_can_be_asked_for_alone(string form)
    {
        using var response = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/search.{form}?q=asthma"), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_table_has_the_registrys_headers_and_runs_nothing_in_a_spreadsheet()
    {
        var text = await site.Client.GetStringAsync("/search.csv?condition=asthma", Cancellation);

        text.ShouldStartWith(string.Join(',', StudyCsv.Columns.Select(column => column.Name)) + "\r\n");
        text.ShouldContain("\"'=1+1, \"\"quoted\"\"\nand broken\"");
    }

    [Fact]
    public async Task Records_come_as_they_are_stored()
    {
        using var json = JsonDocument.Parse(await site.Client.GetStringAsync("/search.json?q=gout&sort=updated", Cancellation));
        var lines = (await site.Client.GetStringAsync("/search.ndjson?q=gout&sort=updated", Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        json.RootElement.GetProperty("totalCount").GetInt32().ShouldBe(5);
        json.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["totalCount", "studies"]);
        lines.Length.ShouldBe(5);
        json.RootElement.GetProperty("studies").EnumerateArray().Select(study => study.GetRawText()).ShouldBe(lines);
        foreach (var line in lines)
        {
            var id = JsonDocument.Parse(line).RootElement.GetProperty("protocolSection").GetProperty("identificationModule").GetProperty("nctId").GetString();
            line.ShouldBe((await site.Registry.FindAsync(Equipoise.Registry.Records.StudyId.Parse(id!), Cancellation))!.Record.Json);
        }
    }

    [Fact]
    public async Task A_search_that_finds_nothing_gives_an_empty_file_of_the_form()
    {
        (await site.Client.GetStringAsync("/search.csv?q=nothingatall", Cancellation)).Split("\r\n").Length.ShouldBe(2);
        JsonDocument.Parse(await site.Client.GetStringAsync("/search.json?q=nothingatall", Cancellation)).RootElement.GetProperty("studies").GetArrayLength().ShouldBe(0);
        (await site.Client.GetStringAsync("/search.ndjson?q=nothingatall", Cancellation)).ShouldBeEmpty();
        (await site.Client.GetStringAsync("/search.ris?q=nothingatall", Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("ris")]
    [InlineData("atom")]
    public async Task A_search_that_cannot_be_read_whole_gives_no_file_that_looks_like_its_answer(string form)
    {
        using var response = await site.Client.GetAsync($"/search.{form}?q=asthma&near=Atlantis&age=old", Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        var lines = (await response.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("No study site here is in a place called 'Atlantis'");
    }

    [Fact]
    public async Task Every_reference_begins_and_ends()
    {
        var lines = (await site.Client.GetStringAsync("/search.ris?q=asthma", Cancellation)).Split("\r\n");

        lines.Count(line => line == "TY  - RPRT").ShouldBe(75);
        lines.Count(line => line == "ER  - ").ShouldBe(75);
        lines.Where(line => line.Length > 0).ShouldAllBe(line => line.Length >= 6 && line.Substring(2, 4) == "  - ");
    }

    [Fact]
    public async Task The_page_of_the_search_leads_to_its_files()
    {
        var page = await site.ReadAsync("/search?q=asthma&sort=updated&page=2");

        var links = page.QuerySelectorAll(".take-along a").Select(link => link.GetAttribute("href")!).ToList();
        links.ShouldContain("/search.csv?q=asthma&sort=updated&page=2");
        links.Count.ShouldBe(5);
        foreach (var link in links)
            (await site.Client.GetByteArrayAsync(link, Cancellation)).Length.ShouldBeGreaterThan(Encoding.UTF8.GetByteCount("NCT00000001"));
    }
}
