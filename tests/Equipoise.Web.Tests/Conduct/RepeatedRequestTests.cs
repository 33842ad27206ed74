using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Store;
using Equipoise.Web.Tests.Api;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Requests to the conduct API that come again, come too large, or come wrong; and whether answers are as they are described.</summary>
public sealed class RepeatedRequestTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private const string Root = "/api/conduct/v1/studies";
    private const string Study = $"{Root}/NCT07264075";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Today => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_comes_again_under_its_key_is_answered_alike_and_done_once()
    {
        using var sponsor = await ClientAsync(new Grant(Role.Sponsor));
        using var site = await ClientAsync(new Grant(Role.Investigator, "FR01"), new Grant(Role.SiteCoordinator, "FR01"));
        var protocol = await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation);
        await TwiceAsync(sponsor, Root, () => new StringContent(protocol), "Study");
        await TwiceAsync(sponsor, $"{Study}/sites", Json(new { code = "FR01", name = "Hospital one", region = "EU", country = "France", timeZone = "Europe/Paris" }), "Site");
        await TwiceAsync(sponsor, $"{Study}/sites/FR01/activate", Json(new { reason = "contract signed" }), "Site", ifMatch: "\"1\"");
        var screened = await TwiceAsync(site, $"{Study}/participants", Json(new { site = "FR01" }), "Participant");
        var participant = $"{Study}/participants/{screened.GetProperty("code").GetString()}";
        await TwiceAsync(site, $"{participant}/consents", Json(new { consentVersion = "2.0", consentedOn = Today, obtainedBy = "Kim Berg" }), "Consent");
        await TwiceAsync(site, $"{participant}/entries", Json(new { form = "CM", visit = "SCR", answers = new Dictionary<string, string> { ["ANY"] = "N" } }), "Entry");
        await TwiceAsync(site, $"{participant}/signatures", Json(new { subject = "CM-1", version = 1, password = ConductUnderTest.Password }), "Signature", HttpStatusCode.Created, HttpStatusCode.Forbidden);
        await TwiceAsync(site, $"{participant}/screen-failure", Json(new { reason = "moved away", criteria = Array.Empty<string>() }), "Participant");

        var schema = await SchemaAsync();
        foreach (var (path, name, isList) in new[]
        {
            (Root, "Study", true), (Study, "Study", false), ($"{Study}/sites", "Site", true), ($"{Study}/sites/FR01", "Site", false), ($"{Study}/participants", "Participant", true), (participant, "Casebook", false),
            ($"{participant}/entries", "Entry", true), ($"{participant}/entries/CM-1", "Entry", false), ($"{participant}/eligibility", "Eligibility", false), ($"{participant}/audit", "AuditEntry", true),
        })
        {
            var answer = await ReadAsync(await site.GetAsync(new Uri(path, UriKind.Relative), Cancellation));
            foreach (var one in isList ? answer.EnumerateArray() : new[] { answer }.AsEnumerable())
                schema(one, name).ShouldBeNull(path);
        }

        (await ReadAsync(await site.GetAsync(new Uri($"{Study}/participants", UriKind.Relative), Cancellation))).GetArrayLength().ShouldBe(1);
        var actions = new List<string>();
        await new AuditReader(conduct.Store).ForEachAsync("NCT07264075", entry => { actions.Add(entry.Action); return Task.CompletedTask; }, Cancellation);
        actions.Count(action => action is "participant.screen" or "participant.consent" or "form.enter" or "participant.screen-failure" or "site.register" or "study.open").ShouldBe(6);
    }

    [Fact]
    public async Task A_key_stands_for_one_request_and_is_asked_for_in_its_form()
    {
        using var sponsor = await ClientAsync(new Grant(Role.Sponsor));
        using var first = await SendAsync(sponsor, $"{Root}/x/sites", Json(new { code = "FR09", name = "n", region = "EU", country = "France", timeZone = "Europe/Paris" })(), "short", null);

        (first.StatusCode, (await ReadAsync(first)).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "idempotency-key"));
    }

    [Fact]
    public async Task Bodies_over_the_limit_are_refused_as_a_problem_with_and_without_a_key()
    {
        using var sponsor = await ClientAsync(new Grant(Role.Sponsor));
        foreach (var key in new[] { null, "a-key-of-its-own" })
        {
            using var answer = await SendAsync(sponsor, Root, new StringContent(new string('x', 1_100_000)), key, null);
            (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"));
            (await SchemaAsync())(await ReadAsync(answer), "Refusal").ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("GET", "/api/conduct/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/conduct/v1/studies", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/conduct/v1/studies/NCT00000000", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/conduct/v1/studies/NCT00000000/exports/csv", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "/api/conduct/v1/studies/NCT00000000/sites/FR01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("POST", "/api/conduct/v1/studies/NCT00000000/sites/FR01/activate", HttpStatusCode.PreconditionRequired)]
    public async Task Every_refusal_is_a_problem_in_JSON(string method, string path, HttpStatusCode status)
    {
        using var sponsor = await ClientAsync(new Grant(Role.Sponsor));
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method is "PUT" ? JsonContent.Create(new { }) : path.EndsWith("activate", StringComparison.Ordinal) ? JsonContent.Create(new { reason = "contract signed" }) : null };

        using var answer = await sponsor.SendAsync(request, Cancellation);

        (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType).ShouldBe((status, "application/problem+json"));
        (await SchemaAsync())(await ReadAsync(answer), "Refusal").ShouldBeNull();
    }

    // Sends it twice under a key, and another body under the same key.
    private async Task<JsonElement> TwiceAsync(HttpClient client, string path, Func<HttpContent> body, string schema, params HttpStatusCode[] statuses) => await TwiceAsync(client, path, body, schema, null, statuses);

    private async Task<JsonElement> TwiceAsync(HttpClient client, string path, Func<HttpContent> body, string schema, string? ifMatch, params HttpStatusCode[] statuses)
    {
        var key = Guid.NewGuid().ToString();
        using var first = await SendAsync(client, path, body(), key, ifMatch);
        using var second = await SendAsync(client, path, body(), key, ifMatch);
        using var other = await SendAsync(client, path, new StringContent("{\"other\": 1}"), key, ifMatch);

        if (statuses.Length > 0)
            first.StatusCode.ShouldBeOneOf(statuses);
        else
            first.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await first.Content.ReadAsStringAsync(Cancellation)}");
        second.StatusCode.ShouldBe(first.StatusCode, path);
        var answer = await ReadAsync(first);
        if (!first.IsSuccessStatusCode)
            return answer;
        (await second.Content.ReadAsStringAsync(Cancellation)).ShouldBe(await first.Content.ReadAsStringAsync(Cancellation), path);
        (await SchemaAsync())(answer, schema).ShouldBeNull(path);
        ((int)other.StatusCode).ShouldBeInRange(409, 422, path);
        return answer;
    }

    private static Func<HttpContent> Json(object body) => () => JsonContent.Create(body);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, HttpContent body, string? key, string? ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(ifMatch));
        return client.SendAsync(request, Cancellation);
    }

    private async Task<Func<JsonElement, string, string?>> SchemaAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        var schema = new OpenApiSchema(new OpenApiDocument(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancellation)));
        return (value, name) => schema.WhatIsWrong(value, new YamlMappingNode { { "$ref", $"#/components/schemas/{name}" } });
    }

    private async Task<HttpClient> ClientAsync(params Grant[] grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(grants));
        return client;
    }
}
