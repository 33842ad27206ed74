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
    public async Task It_leads_to_the_study_only_where_that_is_here()
    {
        (await site.ReadAsync("/design/NCT07264075")).QuerySelector("nav.trail a[href='/study/NCT07264075']").ShouldNotBeNull();
        await using var other = new SiteUnderTest();
        await other.InitializeAsync();
        await other.StoreAsync("""{"protocolSection":{"identificationModule":{"nctId":"NCT00000001"},"statusModule":{"lastUpdatePostDateStruct":{"date":"2025-11-21"}}}}""");

        var page = await other.ReadAsync("/design/NCT07264075");

        page.QuerySelector("a[href='/study/NCT07264075']").ShouldBeNull();
        page.QuerySelector("nav.trail")!.TextContent.Trim().ShouldBe("NCT07264075");
    }

    [Fact]
    public async Task The_plot_shows_what_its_table_says()
    {
        var page = await site.ReadAsync("/design/NCT07264075");

        var lines = page.QuerySelectorAll("figure")[0].QuerySelectorAll("svg polyline");
        lines.Length.ShouldBe(4);
        var points = lines[1].GetAttribute("points")!.Split(' ').Select(point => point.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        // Of 26 points the twentieth is at 400 deaths; the figure is 320 high from no power to all.
        var power = new EventCount(0.7, 0.0125).Power(400);
        points[19][1].ShouldBe(336 - (320 * power), 0.06);
        points[19][0].ShouldBe(56 + (572 * 400 / 520.0), 0.06);
        page.QuerySelectorAll("details tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "400").QuerySelectorAll("td")[1].TextContent.ShouldBe($"{Math.Round(100 * power, 1).ToString(CultureInfo.InvariantCulture)}%");
    }

    [Fact]
    public async Task Events_by_month_are_drawn_where_their_table_says()
    {
        var page = await site.ReadAsync("/design/NCT07264075");

        var figure = page.QuerySelectorAll("figure")[1];
        var lines = figure.QuerySelectorAll("svg polyline").Select(line => line.GetAttribute("points")!.Split(' ').Select(point => point.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToArray()).ToArray();
        // Enrollment, and a line for each of four hazard ratios; of 60 months, 572 wide, and 600 participants, 320 high.
        lines.Length.ShouldBe(5);
        var row = page.QuerySelectorAll("details")[1].QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "48");
        var cells = row.QuerySelectorAll("td").Select(cell => double.Parse(cell.TextContent, CultureInfo.InvariantCulture)).ToArray();
        cells[0].ShouldBe(520);
        for (var ratio = 0; ratio < 4; ratio++)
            lines[ratio + 1][48].ShouldBe([56 + (572 * 48 / 60.0), 336 - (320 * (cells[1] + cells[2 + ratio]) / 600)], 0.12);
        // 391 deaths are there in month 47.9 if the ratio is 0.70.
        (cells[1] + cells[3]).ShouldBe(391, 1);
    }

    [Theory]
    [InlineData("/design/NCT00000001")]
    [InlineData("/design/x")]
    public async Task A_study_without_a_scenario_has_no_designs(string address) => ((int)(await site.Client.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode).ShouldBe(404);
}
