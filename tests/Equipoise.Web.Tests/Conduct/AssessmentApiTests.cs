using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Laboratory, tumors, adverse events and imports by the API alone.</summary>
public sealed class AssessmentApiTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private const string Study = "/api/conduct/v1/studies/NCT07264075";
    private const string One = $"{Study}/participants/FR01-001";

    [Fact]
    public async Task Programs_import_results_read_grades_and_responses_and_report_a_serious_event()
    {
        var now = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var today = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await PrepareAsync(DateOnly.FromDateTime(now.Date));
        using var site = await ClientAsync(new Grant(Role.Investigator, "FR01"));
        using var reviewer = await ClientAsync(new Grant(Role.SafetyReviewer));
        using var elsewhere = await ClientAsync(new Grant(Role.Investigator, "DE01"));

        await ImportAsync(site, today);
        var alt = (await JsonAsync(site, $"{One}/laboratory")).GetProperty("tests").EnumerateArray().Single();
        alt.GetProperty("results")[0].ShouldSatisfyAllConditions(
            result => result.GetProperty("grade").GetInt32().ShouldBe(2),
            result => result.GetProperty("range").GetString().ShouldBe("site"),
            result => result.GetProperty("direction").GetString().ShouldBe("H"));

        await EnterAsync(site, "TR", "SCR", ("DATE", today), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "lung"), ("NODAL", "N"), ("DIAM", "20"), ("STATE", "measured"));
        (await JsonAsync(site, $"{One}/tumors")).GetProperty("evaluators")[0].GetProperty("baselineSum").GetDecimal().ShouldBe(20);

        var aware = now.AddMinutes(-90).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        await EnterAsync(site, "AE", "UNS", ("TERM", "Fall"), ("GRADE", "3"), ("START", aware[..10]), ("SER", "Y"), ("SERWHY", "HOSP"), ("AWARE", aware), ("ACTION", "NA"), ("OUT", "NOT"));
        (await JsonAsync(reviewer, $"{Study}/serious-events"))[0].ShouldSatisfyAllConditions(
            serious => serious.GetProperty("status").GetString().ShouldBe("open"),
            serious => serious.GetProperty("hoursLeft").GetDouble().ShouldBeInRange(22.4, 22.6));
        await ReportAsync(site, now);
        (await JsonAsync(reviewer, $"{Study}/serious-events"))[0].GetProperty("status").GetString().ShouldBe("reported");
        (await JsonAsync(reviewer, $"{One}/serious-events/AE-1/file.json")).GetProperty("format").GetString().ShouldBe("equipoise/serious-adverse-event/1");
        (await reviewer.GetStringAsync(new Uri($"{One}/serious-events/AE-1/file.xml", UriKind.Relative), Cancellation)).ShouldContain("<term>Fall</term>");
        (await JsonAsync(reviewer, $"{Study}/adverse-events/by-arm")).GetProperty("arms").GetArrayLength().ShouldBe(3);

        (await JsonAsync(elsewhere, $"{Study}/serious-events")).GetArrayLength().ShouldBe(0);
        using var hidden = await elsewhere.GetAsync(new Uri($"{One}/laboratory", UriKind.Relative), Cancellation);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task ImportAsync(HttpClient site, string today)
    {
        using var refused = await SendAsync(site, "all", $"participant,date,test,value,unit\nFR01-001,{today},1742-6,150,U/L\nFR01-009,{today},1742-6,150,U/L\n");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ReadAsync(refused)).GetProperty("reasons")[0].GetString().ShouldBe("line 3: There is no participant 'FR01-009' whose data you may enter.");
        using var kept = await SendAsync(site, "all", $"participant,date,test,value,unit\nFR01-001,{today},1742-6,150,U/L\n");
        (await ReadAsync(kept)).GetProperty("entered").GetInt32().ShouldBe(1);
        using var unknown = await SendAsync(site, "some", "x");
        (await ReadAsync(unknown)).GetProperty("code").GetString().ShouldBe("import-mode");
    }

    private static async Task ReportAsync(HttpClient site, DateTimeOffset now)
    {
        foreach (var (body, code) in new (object, string)[] { (new { number = 1, reportedAt = "yesterday", reportedTo = "desk" }, "moment"), (new { number = 1, reportedAt = "2020-01-01T10:00", reportedTo = "desk" }, "report-before-awareness") })
        {
            using var wrong = await site.PostAsJsonAsync($"{One}/serious-events/AE-1/reports", body, Cancellation);
            (await ReadAsync(wrong)).GetProperty("code").GetString().ShouldBe(code);
        }

        using var reported = await site.PostAsJsonAsync($"{One}/serious-events/AE-1/reports", new { number = 1, reportedAt = now.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), reportedTo = "safety desk" }, Cancellation);
        reported.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private async Task PrepareAsync(DateOnly today)
    {
        var sponsor = new Actor("s", "sponsor", "Sam Sponsor", [new Grant(Role.Sponsor)], "test");
        var coordinator = new Actor("c", "coord", "Cora Coordinator", [new Grant(Role.SiteCoordinator, "FR01")], "test");
        await new StudySteps(conduct.Store).OpenAsync(sponsor, await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
        var sites = new SiteSteps(conduct.Store);
        var site = await sites.RegisterAsync(sponsor, "NCT07264075", "FR01", new SiteDetails("Hospital", "EU", "France", "Europe/Paris", null, [new("alt", "U/L", 5, 40)]), Cancellation);
        await sites.ActivateAsync(sponsor, "NCT07264075", "FR01", site.Version, "contract signed", Cancellation);
        var screening = new ScreeningSteps(conduct.Store);
        var participant = await screening.ScreenAsync(coordinator, "NCT07264075", "FR01", null, Cancellation);
        await screening.ConsentAsync(coordinator, "NCT07264075", participant.Code, "2.0", today, "Ines Investigator", Cancellation);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task EnterAsync(HttpClient client, string form, string visit, params (string Field, string Answer)[] answers)
    {
        using var entered = await client.PostAsJsonAsync($"{One}/entries", new { form, visit, answers = answers.ToDictionary(answer => answer.Field, answer => answer.Answer) }, Cancellation);
        entered.StatusCode.ShouldBe(HttpStatusCode.Created, await entered.Content.ReadAsStringAsync(Cancellation));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string mode, string text) =>
        client.PostAsync(new Uri($"{Study}/laboratory-imports?mode={mode}&name=lab.csv", UriKind.Relative), new StringContent(text), Cancellation);

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await ReadAsync(response);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;

    private async Task<HttpClient> ClientAsync(params Grant[] grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(grants));
        return client;
    }
}
