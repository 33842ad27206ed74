using System.Net;
using System.Text.Json;
using Equipoise.Analysis.Overview;
using Equipoise.Conduct.Access;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Studies;
using Equipoise.Web.Conduct.Overview;

namespace Equipoise.Web.Tests.Conduct;

public sealed class OverviewPageTests(ConductUnderTest conduct) : IClassFixture<ConductUnderTest>, IAsyncLifetime
{
    private const string Study = "NCT07264075";
    private const string Page = $"/conduct/studies/{Study}/overview";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var studies = new StudySteps(conduct.Store);
        if ((await studies.ListAsync(Cancellation)).Count > 0)
            return;
        var sponsor = new Actor("a", "sam", "Sam", [new Grant(Role.Sponsor)], "test");
        await studies.OpenAsync(sponsor, await File.ReadAllTextAsync(Repository.PathTo("protocols", "illumine", "protocol.yaml"), Cancellation), Cancellation);
        var sites = new SiteSteps(conduct.Store);
        foreach (var (code, region) in new[] { ("FR01", "EU"), ("US01", "NAM") })
        {
            var site = await sites.RegisterAsync(sponsor, Study, code, new SiteDetails($"Hospital {code}", region, "Somewhere", "Europe/Paris", 5, null), Cancellation);
            await sites.ActivateAsync(sponsor, Study, code, site.Version, "contract signed", Cancellation);
        }

        var screening = new ScreeningSteps(conduct.Store);
        var coordinator = new Actor("b", "cora", "Cora", [new Grant(Role.SiteCoordinator)], "test");
        await screening.ScreenAsync(coordinator, Study, "FR01", null, Cancellation);
        var other = await screening.ScreenAsync(coordinator, Study, "US01", null, Cancellation);
        await screening.FailAsync(coordinator, Study, other.Code, "The tumor is of another kind.", ["inclusion-3"], Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_sponsor_sees_all_sites_the_plan_and_no_arm()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.Sponsor));

        var page = await visitor.ReadAsync(Page);

        page.ShouldContain("0 of 780");
        page.ShouldContain("Hospital FR01");
        page.ShouldContain("North America");
        page.ShouldContain("All arms together");
        page.ShouldContain("inclusion-3: ");
        (await visitor.ReadAsync($"/conduct/studies/{Study}")).ShouldContain($"href=\"{Page}\"");
    }

    [Fact]
    public async Task A_coordinator_of_one_site_sees_that_site_alone()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.SiteCoordinator, "FR01"));

        var page = await visitor.ReadAsync(Page);

        page.ShouldContain("You see site FR01 of the study");
        page.ShouldNotContain("US01");
        page.ShouldNotContain("of 780");
        page.ShouldContain("None so far.");
    }

    [Fact]
    public async Task Whoever_may_see_arms_together_sees_the_flow_of_each()
    {
        using var visitor = await conduct.SignedInAsync(new Grant(Role.SafetyReviewer));

        var page = await visitor.ReadAsync(Page);

        page.ShouldNotContain("All arms together");
        page.ShouldContain("aria-label=\"A: ");
    }

    [Fact]
    public async Task A_program_reads_the_same_numbers()
    {
        using var client = new HttpClient { BaseAddress = new Uri(conduct.Site.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await conduct.TokenAsync(new Grant(Role.Sponsor)));

        var overview = JsonElement.Parse(await client.GetStringAsync($"/api/conduct/v1/studies/{Study}/overview", Cancellation));

        overview.GetProperty("flow").GetProperty("assessed").GetInt32().ShouldBe(2);
        overview.GetProperty("flow").GetProperty("notEligible").GetInt32().ShouldBe(1);
        overview.GetProperty("byArm").GetBoolean().ShouldBeFalse();
        (await client.GetAsync("/api/conduct/v1/studies/NCT00000000/overview", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void The_figure_begins_with_nobody_and_ends_with_all_at_the_last_month()
    {
        var accrual = new Accrual(780, [new AccrualMonth(new DateOnly(2026, 1, 1), 3, 3, 10), new AccrualMonth(new DateOnly(2026, 2, 1), 4, 7, 20)], [], []);

        var plot = new AccrualPlot(accrual);

        plot.Levels.ShouldBe([0, 5, 10, 15, 20]);
        plot.Seen().ShouldBe(System.FormattableString.Invariant($"M{plot.X(0):0.##} {plot.Y(0):0.##}L{plot.X(1):0.##} {plot.Y(3):0.##}L{plot.X(2):0.##} {plot.Y(7):0.##}"));
        plot.Planned().ShouldEndWith(System.FormattableString.Invariant($"L{plot.X(2):0.##} {AccrualPlot.Top}"));
        plot.X(2).ShouldBe(plot.Width - AccrualPlot.Right);
    }
}
