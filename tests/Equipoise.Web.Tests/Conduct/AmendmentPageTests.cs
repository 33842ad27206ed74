using System.Net;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>Amendments, and what sites change, on pages: what was typed comes back with the reason it was refused.</summary>
public sealed class AmendmentPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_amendment_is_accepted_on_the_page_of_the_protocol_and_shown_to_the_sites()
    {
        var code = await (await RunningStudy.OfAsync(conduct)).ConsentedAsync();
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));
        using var site = await conduct.SignedInAsync(new Grant(Role.SiteCoordinator, "FR01"));

        using var bad = await sponsor.PostAsync($"{RunningStudy.Pages}/protocol", ("protocol", "study: [\nmy own words"), ("reason", "amendment 1"));
        var page = await bad.Content.ReadAsStringAsync(Cancellation);
        (bad.StatusCode, page.Contains("my own words", StringComparison.Ordinal), page.Contains("value=\"amendment 1\"", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.UnprocessableEntity, true, true));

        var protocol = await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation);
        var amended = protocol.Replace("{number: \"1.0\", date: 2026-01-15, amendments: []}", "{number: \"2.0\", date: 2026-02-15, amendments: []}", StringComparison.Ordinal);
        using var good = await sponsor.PostAsync($"{RunningStudy.Pages}/protocol", ("protocol", amended), ("reason", "amendment 1"));
        good.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var participant = $"{RunningStudy.Pages}/participants/{code}";
        (await site.ReadAsync(participant)).ShouldContain($"{code} is on protocol version 1.0; the study is on 2.0.");
        using var unconsented = await site.PostAsync($"{participant}/protocol-version", ("version", "2.0"), ("reason", "amendment 1"));
        (await unconsented.Content.ReadAsStringAsync(Cancellation)).ShouldContain("has no consent on record for version 2.0");
        using var consent = await site.PostAsync($"{participant}/consent", ("consentVersion", "3.0"), ("consentedOn", RunningStudy.Today), ("obtainedBy", "Ines Investigator"));
        consent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await site.ReadAsync(participant)).ShouldContain("protocol version 2.0");
    }

    [Fact]
    public async Task A_change_of_a_site_that_is_refused_comes_back_as_typed()
    {
        await RunningStudy.OfAsync(conduct);
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));

        using var refused = await sponsor.PostAsync(
            $"{RunningStudy.Pages}/sites/FR01/change", ("name", "Hospital one, renamed"), ("region", "EU"), ("country", "France"), ("timeZone", "Europe/Paris"), ("ranges", "hemoglobin g/dL 17 13 male"), ("version", "2"),
            ("reason", "new name"));

        var page = await refused.Content.ReadAsStringAsync(Cancellation);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.ShouldContain("The lower limit of hemoglobin is not below the upper one");
        page.ShouldContain("Hospital one, renamed");
        page.ShouldContain("hemoglobin g/dL 17 13 male");
    }
}
