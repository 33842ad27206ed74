using System.Net;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>A step of a participant that is refused leaves what was typed, and an address that leads back.</summary>
public sealed class RefusedStepPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consent_that_is_refused_comes_back_as_typed_and_its_address_is_that_of_the_participant()
    {
        var code = await (await RunningStudy.OfAsync(conduct)).ConsentedAsync();
        using var site = await conduct.SignedInAsync(new Grant(Role.SiteCoordinator, "FR01"));
        var participant = $"{RunningStudy.Pages}/participants/{code}";

        using var refused = await site.PostAsync($"{participant}/consent", ("consentVersion", "a version of mine"), ("consentedOn", "2999-01-01"), ("obtainedBy", "Somebody else"));
        var page = await refused.Content.ReadAsStringAsync(Cancellation);
        using var dispositions = await site.PostAsync($"{participant}/dispositions", ("kind", "withdrawal"), ("on", "2999-01-01"), ("note", "moved away"));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (page.Contains("value=\"a version of mine\"", StringComparison.Ordinal), page.Contains("value=\"Somebody else\"", StringComparison.Ordinal)).ShouldBe((true, true));
        (await dispositions.Content.ReadAsStringAsync(Cancellation)).ShouldContain("value=\"moved away\"");
        using var again = await site.GetAsync($"{participant}/consent");
        (again.StatusCode, again.Headers.Location!.ToString()).ShouldBe((HttpStatusCode.Redirect, participant));
    }
}
