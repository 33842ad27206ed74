using System.Net;
using System.Text.Json;
using Equipoise.Conduct.Access;
using Equipoise.Web.Tests.Conduct;

namespace Equipoise.Web.Tests.Analysis;

/// <summary>The way of an analysis on the pages: a cut, the plan locked, a look recorded.</summary>
public sealed class LookPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private const string Study = $"/analysis/{FrozenTrial.Study}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_is_locked_a_look_is_made_by_it_and_whatever_differs_is_said()
    {
        await FrozenTrial.OpenAsync(conduct.Store);
        using var visitor = await conduct.SignedInAsync(new Grant(Role.TrialStatistician));
        var cut = await FrozenTrial.FreezeAsync(conduct.Store, "First look");
        var page = $"{Study}/cuts/{cut.Number}";
        (await visitor.ReadAsync(page)).ShouldContain("No analysis plan is locked: what stands here is exploratory.");
        using var early = await visitor.PostAsync($"{page}/look", ("decision", "continue"), ("decidedBy", "The committee"), ("password", ConductUnderTest.Password));
        early.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var plan = (await PlanOfApiAsync()).GetProperty("plan").GetString()!.Replace("events: 353", "events: 220", StringComparison.Ordinal);
        using var wrong = await visitor.PostAsync($"{Study}/plan", ("plan", plan.Replace("population: ITT", "population: NOBODY", StringComparison.Ordinal)), ("password", ConductUnderTest.Password));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await wrong.Content.ReadAsStringAsync(Cancellation)).ShouldMatch("Line [0-9]+: There is no set &#x27;NOBODY&#x27;(.|\n)*population: NOBODY");
        using var unsigned = await visitor.PostAsync($"{Study}/plan", ("plan", plan), ("password", "not mine at all"));
        unsigned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var locked = await visitor.PostAsync($"{Study}/plan", ("plan", plan), ("password", ConductUnderTest.Password));
        locked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.ReadAsync($"{Study}/plan")).ShouldContain("Version 1, locked by Kim Berg");

        var before = await visitor.ReadAsync(page);
        before.ShouldNotContain("Differs from the locked plan</strong></p>\n        <ul>\n                <li>No analysis");
        before.ShouldContain("Look 1: Interim analysis");
        before.ShouldContain("rejected now");
        before.ShouldContain("Timing: B-C has 160 of 220 events, 72.7 % of the information; look 1 was planned at 70 %.");
        using var recorded = await visitor.PostAsync($"{page}/look", ("decision", "stop-efficacy"), ("decidedBy", "The committee"), ("note", "unanimous"), ("password", ConductUnderTest.Password));
        recorded.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await visitor.ReadAsync(page);
        after.ShouldContain("The trial stops for efficacy");
        after.ShouldContain("unanimous");
        using var twice = await visitor.PostAsync($"{page}/look", ("decision", "continue"), ("decidedBy", "The committee"), ("password", ConductUnderTest.Password));
        (await twice.Content.ReadAsStringAsync(Cancellation)).ShouldContain("was looked at already");

        var otherwise = await visitor.ReadAsync($"{page}?as=asked&strata=CPS&covariates=ECOG&population=PP");
        otherwise.ShouldContain("The strata: CPS; the plan has REGION, CPS, ECOG, HPV.");
        otherwise.ShouldContain("The covariates: ECOG; the plan has none.");
        otherwise.ShouldContain("The population: PP; the plan has ITT.");

        using var changed = await visitor.PostAsync($"{Study}/plan", ("plan", plan.Replace("strata: [REGION, CPS, ECOG, HPV]", "strata: [CPS]", StringComparison.Ordinal)), ("reason", "few per stratum"), ("password", ConductUnderTest.Password));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.ReadAsync(page)).ShouldContain("The strata: CPS; the plan has REGION, CPS, ECOG, HPV.");
        await SaysThePlanToTheSponsorAsync();
    }

    [Fact]
    public async Task Programs_get_the_results_the_look_and_the_frozen_data()
    {
        await FrozenTrial.OpenAsync(conduct.Store);
        var cut = await FrozenTrial.FreezeAsync(conduct.Store, "For programs");
        using var visitor = conduct.Visitor();
        var token = await conduct.TokenAsync(new Grant(Role.TrialStatistician));

        using var answer = await visitor.SendAsync("GET", $"/api/conduct/v1/studies/{FrozenTrial.Study}/analysis/cuts/{cut.Number}", token);

        var results = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        results.GetProperty("comparisons")[0].GetProperty("name").GetString().ShouldBe("B-C");
        results.GetProperty("comparisons")[0].GetProperty("hazardRatio").GetDouble().ShouldBe(0.26, 0.08);
        results.GetProperty("arms").GetArrayLength().ShouldBe(3);
        using var data = await visitor.SendAsync("GET", $"/api/conduct/v1/studies/{FrozenTrial.Study}/analysis/cuts/{cut.Number}/data.zip", token);
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await data.Content.ReadAsByteArrayAsync(Cancellation))).ShouldBe(cut.Hash);
    }

    [Fact]
    public async Task A_cut_at_an_event_that_has_not_happened_is_refused_in_a_sentence()
    {
        await FrozenTrial.OpenAsync(conduct.Store);
        using var visitor = await conduct.SignedInAsync(new Grant(Role.TrialStatistician));

        using var refused = await visitor.PostAsync($"{Study}/cuts", ("name", "At 247 events"), ("events", "247"), ("counted", "B-C"));
        using var unknown = await visitor.PostAsync($"{Study}/cuts", ("name", "At 247 events"), ("events", "many"), ("counted", "B-C"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("There are 0 events on record by today, not 247");
        (await unknown.Content.ReadAsStringAsync(Cancellation)).ShouldContain("is a whole number, such as 247");
    }

    private async Task SaysThePlanToTheSponsorAsync()
    {
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));
        var page = await sponsor.ReadAsync(Study);
        page.ShouldContain("The trial stops for efficacy");
        page.ShouldNotContain("Freeze the data");
        using var refused = await sponsor.GetAsync($"{Study}/cuts/1");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<JsonElement> PlanOfApiAsync()
    {
        using var visitor = conduct.Visitor();
        using var answer = await visitor.SendAsync("GET", $"/api/conduct/v1/studies/{FrozenTrial.Study}/analysis/plan", await conduct.TokenAsync(new Grant(Role.TrialStatistician)));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
    }
}
