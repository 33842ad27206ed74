using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Signatures;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Doses, calendar, exposure and deviations by the API and by the pages, of a study whose tablets are taken at home.</summary>
public sealed class TreatmentTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>, IAsyncLifetime
{
    private const string Id = "EQX-ORAL-01";
    private const string Study = $"/api/conduct/v1/studies/{Id}";
    private static readonly Grant[] AtSite = [new(Role.Investigator, "FR01"), new(Role.SiteCoordinator, "FR01")];
    private static readonly Actor Person = new("a-1", "kim", "Kim Berg", [new(Role.Sponsor), new(Role.RandomizationStatistician), .. AtSite], "test");

    private string code = null!;
    private string drug = null!;
    private string amount = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Today => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        var studies = new StudySteps(conduct.Store);
        var slots = new SlotSource(SealKey.Parse(SealKey.NewText()));
        if ((await studies.ListAsync(Cancellation)).All(study => study.Id is not Id))
        {
            await studies.OpenAsync(Person, await File.ReadAllTextAsync(Repository.PathTo("tests", "Equipoise.Protocols.Tests", "Fixtures", "oral-two-arms.yaml"), Cancellation), Cancellation);
            var sites = new SiteSteps(conduct.Store);
            var site = await sites.RegisterAsync(Person, Id, "FR01", new SiteDetails("Hospital", "EU", "France", "Europe/Paris", null, []), Cancellation);
            await sites.ActivateAsync(Person, Id, "FR01", site.Version, "contract signed", Cancellation);
        }

        await new SchemeSteps(conduct.Store, slots).ActivateAsync(Person, Id, [], null, "a key of each test", Cancellation);
        code = await RandomizedAsync(new Randomizer(conduct.Store, slots));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_program_asks_for_the_plan_records_a_supply_and_what_came_back_and_reads_the_exposure()
    {
        using var client = await ClientAsync(AtSite);
        var plan = (await JsonAsync(client, $"{Of(code)}/doses")).GetProperty("next")[0];
        plan.GetProperty("amount").GetRawText().ShouldBe(amount);
        plan.GetProperty("planned").GetString().ShouldBe(Today);
        var single = plan.GetProperty("singleDoses").GetInt32();

        using var recorded = await client.PostAsJsonAsync($"{Of(code)}/doses", new { treatment = drug, cycle = 1, status = "given", start = Today, amount = decimal.Parse(amount, CultureInfo.InvariantCulture), count = single, weight = 80, height = 180 }, Cancellation);
        recorded.StatusCode.ShouldBe(HttpStatusCode.Created);
        recorded.Headers.Location!.ToString().ShouldBe($"{Of(code)}/entries/SUPPLY-1");
        using var again = await client.PostAsJsonAsync($"{Of(code)}/doses", new { treatment = drug, cycle = 1, status = "given", start = Today, amount = decimal.Parse(amount, CultureInfo.InvariantCulture), count = single, weight = 80, height = 180 }, Cancellation);
        (again.StatusCode, (await ReadAsync(again)).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.Conflict, "dose-exists"));
        using var tooMany = await client.PostAsJsonAsync($"{Of(code)}/doses", new { treatment = drug, cycle = 1, status = "returned", start = Today, count = single + 1 }, Cancellation);
        (await ReadAsync(tooMany)).GetProperty("code").GetString().ShouldBe("too-many-returned");
        using var back = await client.PostAsJsonAsync($"{Of(code)}/doses", new { treatment = drug, cycle = 1, status = "returned", start = Today, count = single / 4 }, Cancellation);
        back.StatusCode.ShouldBe(HttpStatusCode.Created);

        var exposure = (await JsonAsync(client, $"{Of(code)}/exposure")).GetProperty("treatments")[0];
        exposure.GetProperty("amount").GetDecimal().ShouldBe(decimal.Parse(amount, CultureInfo.InvariantCulture) * single * 3 / 4);
        exposure.GetProperty("relativeDoseIntensity").GetDouble().ShouldBe(0.75, 1e-9);
        var calendar = await JsonAsync(client, $"{Of(code)}/calendar");
        calendar.GetProperty("doses")[1].GetProperty("state").GetString().ShouldBe("planned");
        calendar.GetProperty("visits").EnumerateArray().Count(visit => visit.GetProperty("visit").GetString() is "DISP").ShouldBe(13);
    }

    [Fact]
    public async Task A_dose_outside_the_rules_is_told_in_sentences_and_with_a_reason_is_a_deviation_that_people_go_on_with()
    {
        using var client = await ClientAsync(AtSite);
        using var elsewhere = await ClientAsync(new Grant(Role.Investigator, "DE01"));
        var dose = new { treatment = drug, cycle = 1, status = "given", start = Today, amount = 25, count = 28, weight = 80, height = 180 };
        using var refused = await client.PostAsJsonAsync($"{Of(code)}/doses", dose, Cancellation);
        (refused.StatusCode, (await ReadAsync(refused)).GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "outside-the-rules"));

        using var recorded = await client.PostAsJsonAsync($"{Of(code)}/doses", new { dose.treatment, dose.cycle, dose.status, dose.start, dose.amount, dose.count, dose.weight, dose.height, reason = "REST", words = "wrong bottle" }, Cancellation);
        var deviation = (await ReadAsync(recorded)).GetProperty("deviations")[0];
        var address = $"{Study}/deviations/{deviation.GetProperty("number").GetInt64()}";

        (await JsonAsync(client, $"{Of(code)}/deviations")).GetArrayLength().ShouldBe(1);
        (await JsonAsync(elsewhere, $"{Study}/deviations")).GetArrayLength().ShouldBe(0);
        (await elsewhere.GetAsync(new Uri(address, UriKind.Relative), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var said = new { category = "treatment", description = "Half of the dose was handed out.", occurredOn = Today, important = true, action = "staff trained", status = "closed", reason = "reviewed" };
        (await PutAsync(client, address, said, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(client, address, said, "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await JsonAsync(client, $"{Study}/deviations?status=closed&important=Y&category=treatment")).EnumerateArray().Count(one => one.GetProperty("participant").GetString() == code).ShouldBe(1);
        using var unknown = await client.GetAsync(new Uri($"{Study}/deviations?status=gone", UriKind.Relative), Cancellation);
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_pages_show_the_plan_take_a_dose_bring_back_what_was_typed_and_list_deviations()
    {
        using var kim = await conduct.SignedInAsync(AtSite);
        var root = $"/conduct/studies/{Id}/participants/{code}";
        (await kim.ReadAsync($"{root}/calendar")).ShouldContain("Nothing has been given yet");
        (await kim.ReadAsync($"{root}/doses")).ShouldContain($"{amount} mg");
        (await kim.ReadAsync($"{root}/doses/{drug}")).ShouldContain($"value=\"{amount}\"");

        (string, string)[] typed = [("cycle", "1"), ("answer-WHAT", "OUT"), ("answer-FROM", Today), ("answer-MG", "75"), ("answer-HOWMANY", "28"), ("answer-KG", "80"), ("answer-CM", "180")];
        using var refused = await kim.PostAsync($"{root}/doses/{drug}", typed);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await refused.Content.ReadAsStringAsync(Cancellation);
        page.ShouldContain("75 mg were given; by rule it is");
        page.ShouldContain("value=\"28\"");
        using var recorded = await kim.PostAsync($"{root}/doses/{drug}", [.. typed, ("answer-BECAUSE", "REST"), ("answer-NOTE", "wrong bottle <b>")]);
        recorded.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var doses = await kim.ReadAsync($"{root}/doses");
        doses.ShouldContain("wrong bottle &lt;b&gt;");
        (await kim.ReadAsync(root)).ShouldContain("The whole calendar");
        (await kim.ReadAsync($"/conduct/studies/{Id}/deviations")).ShouldContain("75 mg were given");
        (await kim.ReadAsync($"{root}/entries/SUPPLY-1")).ShouldContain("Single dose by rule");
        (await kim.GetAsync($"{root}/forms/SUPPLY?visit=DISP&count=1")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_deviation_of_a_site_is_documented_on_a_page_and_one_from_the_future_is_not()
    {
        using var kim = await conduct.SignedInAsync(AtSite);
        (await kim.ReadAsync($"/conduct/studies/{Id}/deviations/new")).ShouldContain("What happened");
        (string, string)[] said = [("site", "FR01"), ("category", "consent"), ("description", "The freezer was warm for a night.")];
        using var future = await kim.PostAsync($"/conduct/studies/{Id}/deviations/new", [.. said, ("occurredOn", "2999-01-01")]);
        future.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var kept = await kim.PostAsync($"/conduct/studies/{Id}/deviations/new", [.. said, ("occurredOn", Today)]);
        kept.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var study = await kim.PostAsync($"/conduct/studies/{Id}/deviations/new", ("category", "consent"), ("description", "The whole study."), ("occurredOn", Today));
        study.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await kim.ReadAsync($"/conduct/studies/{Id}/deviations?category=consent")).ShouldContain("The freezer was warm for a night.");
    }

    private static string Of(string participant) => $"{Study}/participants/{participant}";

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;

    [Fact]
    public async Task A_whole_study_is_seen_on_pages_and_by_programs_and_a_site_sees_its_own()
    {
        using var client = await ClientAsync(AtSite);
        using var recorded = await client.PostAsJsonAsync($"{Of(code)}/doses", new { treatment = drug, cycle = 1, status = "given", start = Today, amount = decimal.Parse(amount, CultureInfo.InvariantCulture), count = 56, weight = 80, height = 180 }, Cancellation);
        recorded.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var reviewer = await ClientAsync(new Grant(Role.SafetyReviewer));
        using var elsewhere = await ClientAsync(new Grant(Role.Investigator, "DE01"));

        var mine = await JsonAsync(client, $"{Study}/exposure");
        (mine.GetProperty("byArm").GetBoolean(), mine.GetProperty("wholeStudy").GetBoolean(), mine.GetProperty("groups")[0].GetProperty("treatments").GetArrayLength()).ShouldBe((false, false, 0));
        mine.GetProperty("groups")[0].GetProperty("treated").GetInt32().ShouldBeGreaterThan(0);
        var arms = await JsonAsync(reviewer, $"{Study}/exposure");
        arms.GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("arm").GetString()).ShouldBe(["NEW", "PBO"]);
        arms.GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("treated").GetInt32()).ShouldBe(mine.GetProperty("groups")[0].GetProperty("treated").GetInt32());

        (await JsonAsync(client, $"{Study}/responses")).GetProperty("participants").EnumerateArray().ShouldContain(one => one.GetProperty("participant").GetString() == code && one.GetProperty("arm").ValueKind == JsonValueKind.Null && one.GetProperty("onTreatment").GetBoolean());
        (await JsonAsync(elsewhere, $"{Study}/responses")).GetProperty("participants").GetArrayLength().ShouldBe(0);
        (await JsonAsync(client, $"{Study}/quality")).GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()).ShouldBe(["FR01"]);
        (await JsonAsync(elsewhere, $"{Study}/quality")).GetProperty("sites").GetArrayLength().ShouldBe(0);
        (await JsonAsync(client, $"{Of(code)}/timeline")).GetProperty("events").EnumerateArray().ShouldContain(happened => happened.GetProperty("kind").GetString() == "dose" && happened.GetProperty("day").GetString() == Today);
        using var hidden = await elsewhere.GetAsync(new Uri($"{Of(code)}/timeline", UriKind.Relative), Cancellation);
        hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var kim = await conduct.SignedInAsync(AtSite);
        var pages = $"/conduct/studies/{Id}";
        var home = await kim.ReadAsync(pages);
        foreach (var page in (string[])["exposure", "quality"])
            home.ShouldContain($"href=\"{pages}/{page}\"");
        (await kim.ReadAsync($"{pages}/exposure")).ShouldSatisfyAllConditions(page => page.ShouldContain("You see site FR01 of the study"), page => page.ShouldContain("All arms stand together"), page => page.ShouldContain("<svg"), page => page.ShouldNotContain("By drug"));
        (await kim.ReadAsync($"{pages}/responses")).ShouldSatisfyAllConditions(page => page.ShouldContain($"data-participant=\"{code}\""), page => page.ShouldContain("data-mark=\"ongoing\""), page => page.ShouldNotContain("scope=\"col\">Arm<"));
        (await kim.ReadAsync($"{pages}/quality?site=FR01")).ShouldContain("Visits with a missing form");
        (await kim.ReadAsync($"{pages}/participants/{code}/timeline")).ShouldSatisfyAllConditions(page => page.ShouldContain("data-kind=\"dose\""), page => page.ShouldContain("Europe/Paris"));
        (await kim.ReadAsync($"{pages}/participants/{code}")).ShouldContain("/timeline\"");
        using var safety = await conduct.SignedInAsync(new Grant(Role.SafetyReviewer));
        (await safety.ReadAsync($"{pages}/exposure")).ShouldSatisfyAllConditions(page => page.ShouldContain("By drug"), page => page.ShouldContain("data-arm=\"NEW\""));
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path) => JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation)).RootElement;

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, object body, string version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue(version));
        return client.SendAsync(request, Cancellation);
    }

    private async Task<HttpClient> ClientAsync(params Grant[] grants)
    {
        var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await conduct.TokenAsync(grants));
        return client;
    }

    private async Task<string> RandomizedAsync(Randomizer randomizer)
    {
        var forms = new FormSteps(conduct.Store);
        var screening = new ScreeningSteps(conduct.Store);
        var participant = (await screening.ScreenAsync(Person, Id, "FR01", null, Cancellation)).Code;
        await screening.ConsentAsync(Person, Id, participant, "1.0", DateOnly.ParseExact(Today, "yyyy-MM-dd", CultureInfo.InvariantCulture), "Kim Berg", Cancellation);
        await forms.EnterAsync(Person, Id, participant, new FormPlace("DM", "SCR"), new Dictionary<string, string?> { ["BIRTH"] = "1966", ["SEX"] = "F" }, Cancellation);
        await forms.EnterAsync(Person, Id, participant, new FormPlace("VS", "SCR"), new Dictionary<string, string?> { ["WEIGHT"] = "80", ["HEIGHT"] = "180" }, Cancellation);
        var (_, report) = await new EligibilitySteps(conduct.Store, TimeProvider.System).JudgeAsync(Person, Id, participant, Cancellation);
        await new SignatureSteps(conduct.Store, new Trusting()).SignEligibilityAsync(Person, Id, participant, report.ContentHash, "", Cancellation);
        var answer = await randomizer.RandomizeAsync(Person, Id, participant, $"request-{participant}", new Dictionary<string, string> { ["AGE"] = "50" }, Cancellation);
        // 50 mg/m2 × √(180 cm × 80 kg ÷ 3600) = 2 m2 are 100 mg, which is a multiple of 25; placebo is 100 mg for everybody.
        (drug, amount) = (answer.Arm is "NEW" ? "NEWDRUG" : "PLACEBO", "100");
        return participant;
    }

    private sealed class Trusting : ISignatureCheck
    {
        public Task<bool> ConfirmAsync(Actor actor, string password, CancellationToken cancellation) => Task.FromResult(true);
    }
}
