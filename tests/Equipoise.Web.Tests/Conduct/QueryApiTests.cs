using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Queries, review and locks by programs.</summary>
public sealed class QueryApiTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_is_not_asked_back_its_entry_is_kept_with_an_open_query_that_the_site_answers()
    {
        var code = await (await RunningStudy.OfAsync(conduct)).ConsentedAsync();
        using var site = await ClientAsync(new Grant(Role.SiteCoordinator, "FR01"));
        using var monitor = await ClientAsync(new Grant(Role.Monitor));
        var participant = $"{RunningStudy.Api}/participants/{code}";

        var answers = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATE"] = RunningStudy.Today, ["WEIGHT"] = "170" };
        (await SendAsync(site, $"{participant}/entries", new { form = "VS", visit = "SCR", answers })).Status.ShouldBe(HttpStatusCode.Created);
        var open = await GetAsync(monitor, $"{RunningStudy.Api}/queries?status=open&participant={code}");
        open.EnumerateArray().Single().GetProperty("check").GetString().ShouldBe("expected/WEIGHT");
        var answered = await SendAsync(site, $"{participant}/queries/1/answer", new { text = "weighed twice" }, "\"1\"");
        (answered.Status, answered.Body.GetProperty("status").GetString()).ShouldBe((HttpStatusCode.OK, "answered"));
        (await SendAsync(site, $"{participant}/queries/1/answer", new { text = "weighed thrice" }, "\"1\"")).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SendAsync(monitor, $"{participant}/queries/1/close", new { }, "\"2\"")).Body.GetProperty("status").GetString().ShouldBe("closed");
        (await SendAsync(monitor, $"{participant}/queries/1/reopen", new { text = "Which scale?" }, "\"3\"")).Body.GetProperty("status").GetString().ShouldBe("open");
        (await SendAsync(monitor, $"{participant}/entries/VS-1/queries", new { field = "SYS", question = "Was it not taken?" })).Status.ShouldBe(HttpStatusCode.Created);
        (await GetAsync(site, $"{participant}/queries"))[0].GetProperty("events").GetArrayLength().ShouldBe(4);
        (await GetAsync(site, participant)).GetProperty("queries").GetArrayLength().ShouldBe(2);

        using var casebook = await site.PostAsync(new Uri($"{RunningStudy.Api}/sites/FR01/casebook", UriKind.Relative), content: null, Cancellation);
        var taken = (await casebook.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("participants").EnumerateArray().Single(one => one.GetProperty("participant").GetProperty("code").GetString() == code);
        taken.GetProperty("queries")[0].GetProperty("events")[1].GetProperty("text").GetString().ShouldBe("weighed twice");

        foreach (var wrong in (string[])["days=x", "status=lost"])
        {
            using var refused = await monitor.GetAsync(new Uri($"{RunningStudy.Api}/queries?{wrong}", UriKind.Relative), Cancellation);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, wrong);
        }
    }

    [Fact]
    public async Task Programs_mark_many_entries_and_learn_what_hinders_a_lock()
    {
        var study = await RunningStudy.OfAsync(conduct);
        var code = await study.ConsentedAsync();
        await study.WeighedAsync(code, "80");
        using var monitor = await ClientAsync(new Grant(Role.Monitor), new Grant(Role.DataManager));
        var participant = $"{RunningStudy.Api}/participants/{code}";

        (await SendAsync(monitor, $"{participant}/marks", new { name = "verified", isSet = true, entries = new[] { new { id = "VS-1", version = 2 } } })).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SendAsync(monitor, $"{participant}/marks", new { name = "seen", isSet = true, entries = new[] { new { id = "VS-1", version = 1 } } })).Body.GetProperty("code").GetString().ShouldBe("mark");
        (await SendAsync(monitor, $"{participant}/marks", new { name = "verified", isSet = true, entries = new[] { new { id = "VS-1", version = 1 } } })).Body[0].GetProperty("verified").GetBoolean().ShouldBeTrue();

        var review = await GetAsync(monitor, $"{participant}/review");
        review.GetProperty("hindrances").GetArrayLength().ShouldBe(2);
        review.GetProperty("contentHash").GetString()!.Length.ShouldBe(64);
        var refused = await SendAsync(monitor, $"{participant}/lock", new { });
        (refused.Status, refused.Body.GetProperty("reasons").GetArrayLength()).ShouldBe((HttpStatusCode.Conflict, 2));
        (await SendAsync(monitor, $"{participant}/unlock", new { reason = "late data" })).Body.GetProperty("code").GetString().ShouldBe("not-locked");
        (await SendAsync(monitor, $"{RunningStudy.Api}/lock", new { reason = "all is clean" })).Body.GetProperty("code").GetString().ShouldBe("not-ready");
        (await SendAsync(monitor, $"{RunningStudy.Api}/lock-ready", new { })).Body.GetProperty("code").GetString().ShouldBe("not-ready");
        (await GetAsync(monitor, $"{RunningStudy.Api}/review?site=FR01")).GetProperty("participants").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Cancellation);

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient client, string path, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(ifMatch));
        using var answer = await client.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    private async Task<HttpClient> ClientAsync(params Grant[] grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(grants));
        return client;
    }
}
