using System.Globalization;
using Equipoise.Analysis.Overview;
using Equipoise.Analysis.Tests.Endpoints;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Records;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Sites;
using Equipoise.Statistics.Design;

namespace Equipoise.Analysis.Tests.Overview;

public sealed class OverviewTests
{
    private static readonly DateOnly Today = Day("2026-06-15");

    [Fact]
    public void Months_count_from_the_first_randomization_and_the_plan_stops_at_the_enrollment()
    {
        var overview = Of(new Records().Randomized("FR01-001", "2026-01-31").Randomized("FR01-002", "2026-02-27").Randomized("FR01-003", "2026-02-28"));

        // Months from 31 January begin on 28 February, 31 March, 30 April and 31 May: the last day of a month that has fewer.
        var accrual = Accrual.Of(overview, new PiecewiseRate([0, 2], [10, 500]), Today);

        accrual.Months.Select(month => month.Begins).ShouldBe([Day("2026-01-31"), Day("2026-02-28"), Day("2026-03-31"), Day("2026-04-30"), Day("2026-05-31")]);
        accrual.Months.Select(month => month.Randomized).ShouldBe([2, 1, 0, 0, 0]);
        accrual.Months.Select(month => month.Expected).ShouldBe([10.0, 20.0, 520.0, 780.0, 780.0]);
        accrual.Randomized.ShouldBe(3);
    }

    [Fact]
    public void Regions_are_the_sums_of_their_sites()
    {
        var overview = Of(
            new Records().Randomized("FR01-001", "2026-03-01"),
            [Site("FR01", "EU", cap: 10), Site("DE01", "EU", cap: 5), Site("US01", "NAM", active: false)],
            [Screened("FR01-001", ParticipantStatus.Randomized), Screened("FR01-002", ParticipantStatus.ScreenFailure, "inclusion-3"), Screened("US01-001", ParticipantStatus.Screening)]);

        var accrual = Accrual.Of(overview, plan: null, Today);

        accrual.Regions.Select(region => (region.Region, region.ActiveSites, region.Screened, region.Failed, region.Randomized, region.Cap))
            .ShouldBe([("EU", 2, 2, 1, 1, 15), ("NAM", 0, 1, 0, 0, null)]);
        accrual.Sites.Select(site => site.Site).ShouldBe(["DE01", "FR01", "US01"]);
        accrual.Sites[1].FailureRate.ShouldBe(0.5);
        accrual.Months.ShouldAllBe(month => month.Expected == null);
    }

    [Fact]
    public void A_reader_of_some_sites_gets_no_plan_since_it_is_one_for_all()
    {
        var overview = Of(new Records().Randomized("FR01-001", "2026-03-01")) with { IsWhole = false };

        Accrual.Of(overview, PiecewiseRate.Constant(10), Today).Months.ShouldAllBe(month => month.Expected == null);
    }

    [Fact]
    public void A_person_screened_twice_is_one_person_whose_last_screening_counts()
    {
        var flow = ParticipantFlow.Of(Of(
            new Records().Randomized("FR01-002", "2026-03-01"),
            participants:
            [
                Screened("FR01-001", ParticipantStatus.ScreenFailure, "inclusion-3"), Screened("FR01-002", ParticipantStatus.Randomized) with { RescreenedFrom = "FR01-001" },
                Screened("FR01-003", ParticipantStatus.ScreenFailure, "exclusion-1 exclusion-2"), Screened("FR01-004", ParticipantStatus.ScreenFailure), Screened("FR01-005", ParticipantStatus.Screening),
                Screened("FR01-006", ParticipantStatus.OffStudy),
            ]));

        (flow.Assessed, flow.NotEligible, flow.NotRandomizedOtherwise, flow.InScreening, flow.Randomized).ShouldBe((5, 1, 2, 1, 1));
        flow.Assessed.ShouldBe(flow.NotEligible + flow.NotRandomizedOtherwise + flow.InScreening + flow.Randomized);
    }

    [Fact]
    public void Every_arm_tells_who_got_a_dose_who_stopped_and_why()
    {
        var records = new Records().Randomized("FR01-001", "2026-03-01", "A").Randomized("FR01-002", "2026-03-02", "B").Randomized("FR01-003", "2026-03-03", "B")
            .Ended("FR01-002", "treatment-end", "2026-05-01", "TOX").Ended("FR01-002", "treatment-end", "2026-05-01", "PD").Became("FR01-002", "death", "2026-06-01");

        var flow = ParticipantFlow.Of(Of(records));

        flow.Arms.Select(arm => (arm.Arm, arm.Allocated, arm.Died)).ShouldBe([("A", 1, 0), ("B", 2, 1), ("C", 0, 0)]);
        ParticipantFlow.Of(Of(records) with { ShowsArms = false }).Arms.Select(arm => (arm.Arm, arm.Allocated, arm.Died)).ShouldBe([(null, 3, 1)]);
    }

    [Fact]
    public void A_screening_that_failed_by_two_criteria_counts_for_both()
    {
        var overview = Of(new Records(), participants:
        [
            Screened("FR01-001", ParticipantStatus.ScreenFailure, "inclusion-3 exclusion-2"), Screened("FR01-002", ParticipantStatus.ScreenFailure, "exclusion-2"), Screened("FR01-003", ParticipantStatus.ScreenFailure),
            Screened("FR01-004", ParticipantStatus.Screening),
        ]);

        ScreeningFailures.ByCriterion(overview).Select(failed => (failed.Id, failed.Count)).ShouldBe([("exclusion-2", 2), ("inclusion-3", 1)]);
        ScreeningFailures.ByCriterion(overview)[0].Text.ShouldNotBe("exclusion-2", "the criterion is told in words");
        ScreeningFailures.Otherwise(overview).ShouldBe(1);
    }

    private static StudyOverview Of(Records records, IReadOnlyList<Site>? sites = null, IReadOnlyList<Participant>? participants = null) =>
        new(records.Read() with { Participants = participants ?? [] }, sites ?? [Site("FR01", "EU")], IsWhole: true, ShowsArms: true);

    private static Site Site(string code, string region, int? cap = null, bool active = true) => new()
    {
        Study = "NCT07264075", Code = code, Name = $"Hospital {code}", Region = region, Country = "France", TimeZone = "Europe/Paris", Status = active ? "active" : "registered", EnrollmentCap = cap,
    };

    private static Participant Screened(string code, string status, string? failed = null) => new()
    {
        Study = "NCT07264075", Code = code, Site = code[..4], Status = status, ProtocolVersion = "1.0", ScreenedOn = Day("2026-02-01"), FailedCriteria = failed,
    };

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
