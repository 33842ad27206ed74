using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>A participant's way by the API alone.</summary>
public sealed class TrialApiTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private const string Study = "/api/conduct/v1/studies/NCT07264075";

    [Fact]
    public async Task A_study_is_opened_a_site_activated_and_a_participant_screened_by_programs()
    {
        using var sponsor = await ClientAsync(new Grant(Role.Sponsor));
        using var site = await ClientAsync(new Grant(Role.Investigator, "FR01"), new Grant(Role.SiteCoordinator, "FR01"));
        using var elsewhere = await ClientAsync(new Grant(Role.Investigator, "DE01"));

        using var opened = await sponsor.PostAsync("/api/conduct/v1/studies", new StringContent(await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation)), Cancellation);
        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var again = await sponsor.PostAsync("/api/conduct/v1/studies", new StringContent(await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation)), Cancellation);
        (again.StatusCode, (await JsonAsync(again)).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "study-is-open"));

        using var registered = await sponsor.PostAsJsonAsync($"{Study}/sites", new { code = "FR01", name = "Hospital one", region = "EU", country = "France", timeZone = "Europe/Paris" }, Cancellation);
        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
        registered.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var activated = await SendAsync(sponsor, HttpMethod.Post, $"{Study}/sites/FR01/activate", new { reason = "contract signed" }, "\"1\"");
        activated.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var stale = await SendAsync(sponsor, HttpMethod.Post, $"{Study}/sites/FR01/close", new { reason = "too slow" }, "\"1\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);

        using var screened = await site.PostAsJsonAsync($"{Study}/participants", new { site = "FR01" }, Cancellation);
        (await JsonAsync(screened)).GetProperty("code").GetString().ShouldBe("FR01-001");
        var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var consent = await site.PostAsJsonAsync($"{Study}/participants/FR01-001/consents", new { consentVersion = "2.0", consentedOn = today, obtainedBy = "Kim Berg" }, Cancellation);
        consent.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var entered = await site.PostAsJsonAsync($"{Study}/participants/FR01-001/entries", new { form = "PS", visit = "SCR", answers = new Dictionary<string, string> { ["DATE"] = today, ["ECOG"] = "3" } }, Cancellation);
        entered.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var absurd = await site.PostAsJsonAsync($"{Study}/participants/FR01-001/entries", new { form = "VS", visit = "SCR", answers = new Dictionary<string, string> { ["DATE"] = today, ["WEIGHT"] = "800" } }, Cancellation);
        (absurd.StatusCode, (await JsonAsync(absurd)).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "answers"));

        var report = await JsonAsync(await site.GetAsync(new Uri($"{Study}/participants/FR01-001/eligibility", UriKind.Relative), Cancellation));
        report.GetProperty("eligible").GetBoolean().ShouldBeFalse();
        report.GetProperty("criteria").EnumerateArray().Single(one => one.GetProperty("id").GetString() is "inclusion-3").GetProperty("verdict").GetString().ShouldBe("NotMet");

        using var unsigned = await SendAsync(site, HttpMethod.Post, $"{Study}/participants/FR01-001/signatures", new { subject = "eligibility", contentHash = report.GetProperty("contentHash").GetString(), password = "wrong password" }, null);
        unsigned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var refused = await SendAsync(site, HttpMethod.Post, $"{Study}/participants/FR01-001/randomization", null, null, "request-1");
        (refused.StatusCode, (await JsonAsync(refused)).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "no-scheme"));

        using var foreign = await elsewhere.GetAsync(new Uri($"{Study}/participants/FR01-001", UriKind.Relative), Cancellation);
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await JsonAsync(await elsewhere.GetAsync(new Uri($"{Study}/participants", UriKind.Relative), Cancellation))).GetArrayLength().ShouldBe(0);
        var trail = await JsonAsync(await site.GetAsync(new Uri($"{Study}/participants/FR01-001/audit", UriKind.Relative), Cancellation));
        trail.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()).ShouldBe(["participant.screen", "participant.consent", "form.enter", "participant.randomize-refused"]);
        await TakesItsCasebookAsync(site, elsewhere);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("null", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"site\": 5}", HttpStatusCode.UnprocessableEntity)]
    [InlineData("{\"site\": \"FR01\", \"more\": 1}", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_not_the_JSON_that_is_asked_for_is_refused_in_a_sentence(string body, HttpStatusCode status)
    {
        using var site = await ClientAsync(new Grant(Role.SiteCoordinator, "FR01"));

        using var answer = await site.PostAsync($"{Study}/participants", new StringContent(body), Cancellation);

        (answer.StatusCode, (await JsonAsync(answer)).GetProperty("code").GetString()).ShouldBe((status, "json"));
    }

    private static async Task TakesItsCasebookAsync(HttpClient site, HttpClient elsewhere)
    {
        using var casebook = await site.PostAsync($"{Study}/sites/FR01/casebook", content: null, Cancellation);
        var whole = await JsonAsync(casebook);
        whole.GetProperty("participants").GetArrayLength().ShouldBe(1);
        whole.GetProperty("audit").GetArrayLength().ShouldBe(7);
        using var foreignCasebook = await elsewhere.PostAsync($"{Study}/sites/FR01/casebook", content: null, Cancellation);
        foreignCasebook.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, object? body, string? ifMatch, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(ifMatch));
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request, Cancellation);
    }

    private async Task<HttpClient> ClientAsync(params Grant[] grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(grants));
        return client;
    }
}
