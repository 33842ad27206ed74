using System.Net;
using Equipoise.Conduct.Access;

namespace Equipoise.Web.Tests.Conduct;

/// <summary>A laboratory's reference ranges are typed into rows that carry the names and units of the protocol's forms.</summary>
public sealed class SiteRangePageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_for_each_value_of_the_protocol_is_filled_in_and_comes_back()
    {
        await RunningStudy.OfAsync(conduct);
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));
        (await sponsor.ReadAsync($"{RunningStudy.Pages}/sites/new")).ShouldContain("name=\"high.bilirubin.total\"");

        using var registered = await sponsor.PostAsync(
            $"{RunningStudy.Pages}/sites/new", ("code", "ES77"), ("name", "Hospital of rows"), ("region", "EU"), ("country", "Spain"), ("timeZone", "Europe/Madrid"),
            ("low.ast", "5"), ("high.ast", "40"), ("high.bilirubin.total", "21"), ("ranges", "Hemoglobin g/dL 13 17 male\nhemoglobin g/dL 12 15 female"));

        registered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await sponsor.ReadAsync($"{RunningStudy.Pages}/sites/ES77");
        page.ShouldContain("name=\"high.ast\"");
        page.ShouldContain("value=\"40\"");
        page.ShouldContain("hemoglobin g/dL 13 17 male");
    }

    [Theory]
    [InlineData("high.ast", "forty", "AST from")]
    [InlineData("ranges", "bilirubin umol/L 3 21", "perhaps bilirubin")]
    [InlineData("ranges", "ast U/L", "is no reference range")]
    public async Task What_is_no_range_is_refused_with_its_name_and_what_it_may_have_been(string box, string typed, string sentence)
    {
        await RunningStudy.OfAsync(conduct);
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));

        using var refused = await sponsor.PostAsync(
            $"{RunningStudy.Pages}/sites/new", ("code", "ES78"), ("name", "Hospital of rows"), ("region", "EU"), ("country", "Spain"), ("timeZone", "Europe/Madrid"), (box, typed));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain(sentence, Case.Insensitive);
    }
}
