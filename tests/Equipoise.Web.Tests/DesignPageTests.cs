using System.Globalization;
using Equipoise.Statistics.Design;

namespace Equipoise.Web.Tests;

public sealed class DesignPageTests(SiteUnderTest site) : IClassFixture<SiteUnderTest>
{
    [Fact]
    public async Task It_shows_events_months_and_smallest_effects_and_whose_assumptions_they_are()
    {
        var page = await site.ReadAsync("/design/NCT07264075");

        page.QuerySelector("[role=note]")!.TextContent.ShouldContain("not of the sponsor");
        page.QuerySelectorAll("h3").Select(heading => heading.TextContent).ShouldBe(["Hazard ratio 0.65", "Hazard ratio 0.70", "Hazard ratio 0.75", "Hazard ratio 0.80"]);
        var rows = page.QuerySelectorAll("h3 + .table-scroll tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => cell.TextContent).ToArray()).ToArray();
        rows.Length.ShouldBe(36);
        // 4·(2.2414 + 1.2816)²/log²(0.7) = 390.2; exp(−2·2.2414/√391) = 0.797.
        rows.ShouldContain(row => row[0] == "0.0125" && row[1] == "90%" && row[2] == "391" && row[4] == "0.797");
        page.QuerySelectorAll("p.muted").Select(line => line.TextContent).ShouldContain(line => line.StartsWith("The design needs 600 events; 520 participants", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plot_shows_what_its_table_says()
    {
        var page = await site.ReadAsync("/design/NCT07264075");

        var lines = page.QuerySelectorAll("figure svg polyline");
        lines.Length.ShouldBe(4);
        var points = lines[1].GetAttribute("points")!.Split(' ').Select(point => point.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        // Of 26 points the twentieth is at 400 deaths; the figure is 320 high from no power to all.
        var power = new EventCount(0.7, 0.0125).Power(400);
        points[19][1].ShouldBe(336 - (320 * power), 0.06);
        points[19][0].ShouldBe(56 + (572 * 400 / 520.0), 0.06);
        page.QuerySelectorAll("details tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "400").QuerySelectorAll("td")[1].TextContent.ShouldBe($"{Math.Round(100 * power, 1).ToString(CultureInfo.InvariantCulture)}%");
    }

    [Theory]
    [InlineData("/design/NCT00000001")]
    [InlineData("/design/x")]
    public async Task A_study_without_a_scenario_has_no_designs(string address) => ((int)(await site.Client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(404);
}
