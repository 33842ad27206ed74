using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Equipoise.Analysis.Looks;
using Equipoise.Conduct.Access;
using Equipoise.Web.Analysis.Reports;
using Equipoise.Web.Tests.Conduct;
using Microsoft.Extensions.DependencyInjection;

namespace Equipoise.Web.Tests.Analysis;

public sealed class ReportPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_closed_report_shows_each_arm_and_its_numbers_are_those_of_the_data()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.MonitoringCommittee));
        var report = await visitor.ReadAsync($"{await CutAsync("For the committee")}/closed-report");
        var page = await new HtmlParser().ParseDocumentAsync(report, Cancellation);

        report.ShouldContain("<strong>Screened</strong> 361");
        report.ShouldContain("<strong>Randomized</strong> 360");
        page.QuerySelectorAll(".branches .box").Length.ShouldBe(3);
        report.ShouldContain("progression 60");
        foreach (var heading in new[] { "Overall survival", "Boundaries", "Subgroups: B with C", "Subgroups: A with C", "Events and the next look", "Progression-free survival", "Objective response by RECIST 1.1", "Exposure", "Safety" })
            page.QuerySelectorAll("h2").Select(one => one.TextContent.Trim()).ShouldContain(heading);

        // 30 of 120 have an event in each arm; grades 1, 5, 4, 3, 2 in turn: six of each.
        var grades = page.QuerySelectorAll("[aria-label='Adverse events'] tbody tr").ToDictionary(row => row.Children[0].TextContent, row => row.Children.Skip(1).Select(cell => cell.TextContent).ToArray());
        grades["Any"].ShouldBe(["30 (25.0 %)", "30 (25.0 %)", "30 (25.0 %)"]);
        grades["Grade 3"].ShouldBe(["6 (5.0 %)", "6 (5.0 %)", "6 (5.0 %)"]);
        grades["Grade 3 or more"].ShouldBe(["18 (15.0 %)", "18 (15.0 %)", "18 (15.0 %)"]);
        grades["Serious"].ShouldBe(["15 (12.5 %)", "15 (12.5 %)", "15 (12.5 %)"]);
        // 40 of 120 respond in each arm.
        page.QuerySelector("[aria-label='Objective response by RECIST 1.1'] tbody tr")!.TextContent.ShouldContain("40 of 120");
        page.QuerySelectorAll("figure svg[role=img]").Length.ShouldBeGreaterThanOrEqualTo(6);
        page.QuerySelectorAll("figure svg[role=img]").ShouldAllBe(svg => svg.GetAttribute("aria-label")!.Length > 10);
    }

    [Fact]
    public async Task The_open_report_tells_no_arm_from_another()
    {
        using var sponsor = await conduct.SignedInAsync(new Grant(Role.Sponsor));
        var cut = await CutAsync("For everybody");

        var report = await sponsor.ReadAsync($"{cut}/open-report");

        report.ShouldContain("360 of 780 planned are randomized");
        report.ShouldContain("All arms (n = 360)");
        report.ShouldContain("Interim analysis");
        foreach (var telling in new[] { "Hazard", "ivonescimab", "Ivonescimab", "Pembrolizumab", "data-arm", "B-C", "branches\"" })
            report.ShouldNotContain(telling, Case.Sensitive);
        using var closed = await sponsor.GetAsync($"{cut}/closed-report");
        closed.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_report_as_a_file_needs_no_server_and_is_the_same_bytes_each_time()
    {
        var cut = await CutAsync("For the archive");
        using var scope = conduct.Site.Services.CreateScope();
        var opened = await scope.ServiceProvider.GetRequiredService<StudyLooks>().OpenAsync(FrozenTrial.Analyst, FrozenTrial.Study, long.Parse(cut.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture), Permission.Analyze, Cancellation);

        var file = await PrintedReport.RenderAsync(opened, isOpen: false);

        (await PrintedReport.RenderAsync(opened, isOpen: false)).ShouldBe(file);
        var html = Encoding.UTF8.GetString(file);
        html.ShouldContain(".survival-figure");
        html.ShouldNotContain("<link");
        html.ShouldNotContain("<script");
        html.ShouldContain(opened.Cut.Hash);
    }

    [Fact]
    public async Task Reports_of_a_frozen_cut_are_the_same_bytes_after_later_data_a_later_plan_and_a_later_look()
    {
        await using var later = await LaterTrial.OpenAsync();
        await later.LockAsync("events: 353", "events: 220");
        var first = await FrozenTrial.FreezeAsync(later.Store, "First");
        await later.LookAsync(first.Number, "continue");
        var (closed, open) = (await later.PrintAsync(first.Number, isOpen: false), await later.PrintAsync(first.Number, isOpen: true));

        await later.LockAsync("strata: [REGION, CPS, ECOG, HPV]", "strata: [CPS]");
        var second = await FrozenTrial.FreezeAsync(later.Store, "Second", FrozenTrial.Data() with { Cutoff = new DateOnly(2026, 2, 1) });
        await later.LookAsync(second.Number, "complete");

        (await later.PrintAsync(first.Number, isOpen: false)).ShouldBe(closed);
        (await later.PrintAsync(first.Number, isOpen: true)).ShouldBe(open);
        (await later.PrintAsync(second.Number, isOpen: false)).ShouldContain("The strata: CPS; the plan has REGION, CPS, ECOG, HPV.");
    }

    private async Task<string> CutAsync(string name)
    {
        await FrozenTrial.OpenAsync(conduct.Store);
        return $"/analysis/{FrozenTrial.Study}/cuts/{(await FrozenTrial.FreezeAsync(conduct.Store, name)).Number}";
    }
}
