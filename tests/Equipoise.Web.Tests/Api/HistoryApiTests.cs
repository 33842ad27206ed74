using System.Net;
using System.Text.Json;

namespace Equipoise.Web.Tests.Api;

public sealed class HistoryApiTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_versions_of_a_study_are_told_oldest_first_with_what_changed()
    {
        await site.StoreAsync(Version("NCT00000401", "2026-01-01", "RECRUITING", 10));
        await site.StoreAsync(Version("NCT00000401", "2026-02-01", "RECRUITING", 12));
        await site.StoreAsync(Version("NCT00000401", "2026-03-01", "COMPLETED", 12));

        var history = await ReadAsync("/studies/NCT00000401/history");
        var study = await ReadAsync("/studies/nct401?history=true");

        history.ShouldBe(
            """
            {"changes":[{"version":0,"date":"2026-01-01","status":"RECRUITING","studyType":"INTERVENTIONAL","moduleLabels":[]},{"version":1,"date":"2026-02-01","status":"RECRUITING","studyType":"INTERVENTIONAL","moduleLabels":["Study Design","Study Status"]},{"version":2,"date":"2026-03-01","status":"COMPLETED","studyType":"INTERVENTIONAL","moduleLabels":["Study Status"]}]}
            """.Trim());
        study.ShouldBe($"{{\"study\":{Version("NCT00000401", "2026-03-01", "COMPLETED", 12)},\"history\":{history}}}");
        (await ReadAsync("/studies/NCT00000401/history/0")).ShouldBe($"{{\"studyVersion\":0,\"study\":{Version("NCT00000401", "2026-01-01", "RECRUITING", 10)}}}");
        (await ReadAsync("/studies/NCT00000401/history/2")).ShouldContain("COMPLETED");
        JsonDocument.Parse(await ReadAsync("/studies/NCT00000401")).RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(["study"]);
    }

    [Theory]
    [InlineData("/studies/NCT99999999/history", HttpStatusCode.NotFound, "NCT number NCT99999999 not found")]
    [InlineData("/studies/NCT00000402/history/7", HttpStatusCode.NotFound, "NCT number NCT00000402 has no version 7: the last is 0")]
    [InlineData("/studies/NCT00000402/history/-1", HttpStatusCode.BadRequest, "Parameter `version` has incorrect format")]
    [InlineData("/studies/x/history", HttpStatusCode.BadRequest, "Parameter `nctId` has incorrect format")]
    [InlineData("/studies/NCT00000402?x=1", HttpStatusCode.BadRequest, "`x` is unknown parameter")]
    [InlineData("/nothing", HttpStatusCode.NotFound, "Not found")]
    public async Task What_there_is_not_is_said(string address, HttpStatusCode status, string words)
    {
        await site.StoreAsync(Version("NCT00000402", "2026-01-01", "RECRUITING", 10));
        using var response = await site.Client.GetAsync($"/api/int{address}", Cancellation);

        response.StatusCode.ShouldBe(status);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe(words);
    }

    private async Task<string> ReadAsync(string address) => await site.Client.GetStringAsync($"/api/int{address}", Cancellation);

    private static string Version(string id, string updated, string status, int enrollment) =>
        $$"""{"protocolSection":{"identificationModule":{"nctId":"{{id}}","briefTitle":"A trial"},"statusModule":{"overallStatus":"{{status}}","lastUpdatePostDateStruct":{"date":"{{updated}}"} },"designModule":{"studyType":"INTERVENTIONAL","enrollmentInfo":{"count":{{enrollment}} } } },"hasResults":false}""".Replace(" }", "}", StringComparison.Ordinal);
}
