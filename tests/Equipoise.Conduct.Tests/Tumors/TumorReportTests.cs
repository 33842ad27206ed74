using Equipoise.Conduct.Tests.Assessments;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Tests.Tumors;

public sealed class TumorReportTests
{
    // Sums: 60 + 40 = 100, 30 + 30 = 60 (-40 %: PR), 35 + 40 = 75 (+25 % and +15 mm over the nadir of 60: PD).
    [Fact]
    public void Sums_changes_and_responses_stand_beside_what_the_investigator_says()
    {
        var report = Only(new Someone()
            .WithLesion("2026-02-20", "T1", "target", 60).WithLesion("2026-02-20", "T2", "target", 40, site: "liver")
            .WithLesion("2026-04-13", "T1", "target", 30).WithLesion("2026-04-13", "T2", "target", 30, site: "liver")
            .WithLesion("2026-05-25", "T1", "target", 35).WithLesion("2026-05-25", "T2", "target", 40, site: "liver")
            .WithForm("RS", "IMG", ("DATE", "2026-04-13"), ("OVERALL", "PR"))
            .WithForm("RS", "IMG", ("DATE", "2026-05-25"), ("OVERALL", "SD")));

        report.Series!.BaselineSum.ShouldBe(100);
        report.Rows.Select(row => (row.Derived.Sum, row.BaselineChange, row.NadirChange, row.Derived.Overall.Code(), row.Call!.Overall.Code(), row.Disagreement)).ShouldBe(
        [
            (60m, -40m, -40m, "PR", "PR", null),
            (75m, -25m, 25m, "PD", "SD", "2026-05-25: RECIST 1.1 gives PD, RS-2 says SD."),
        ]);
        (report.Best!.Response.Code(), report.Best.Date, report.BestChange).ShouldBe(("PR", new DateOnly(2026, 4, 13), -40m));
        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void What_contradicts_itself_is_named_by_its_entries_and_gives_no_response()
    {
        var report = Only(new Someone().WithLesion("2026-02-20", "T1", "target", 60).WithLesion("2026-04-13", "T1", "non-target", null, "present"));

        report.Series.ShouldBeNull();
        report.Findings.ShouldBe(["TR-2: lesion T1 has another role than at TR-1; a lesion keeps its role."]);
        report.Observations.Count.ShouldBe(2);
    }

    [Fact]
    public void A_baseline_against_the_rules_of_RECIST_is_told()
    {
        var someone = new Someone();
        for (var i = 1; i <= 6; i++)
            someone.WithLesion("2026-02-20", $"T{i}", "target", 20, site: i < 4 ? "lung" : $"organ {i}");
        someone.WithLesion("2026-02-20", "N1", "target", 12, site: "neck", isNode: true);

        Only(someone).Findings.ShouldBe(
        [
            "7 target lesions at baseline; RECIST 1.1 follows at most 5.",
            "3 target lesions in lung; RECIST 1.1 follows at most 2 in an organ.",
            "Target lesion N1 has 12 mm at baseline; RECIST 1.1 asks for a short axis of 15 mm.",
        ]);
    }

    [Fact]
    public void A_lesion_that_is_missing_at_follow_up_makes_it_not_evaluable_and_is_asked_for()
    {
        var report = Only(new Someone()
            .WithLesion("2026-02-20", "T1", "target", 60).WithLesion("2026-02-20", "NT1", "non-target", null, "present", "liver")
            .WithLesion("2026-04-13", "NT1", "non-target", null, "present", "liver"));

        report.Rows.Single().Derived.Overall.ShouldBe(Response.NotEvaluable);
        report.Findings.ShouldBe(["2026-04-13: lesion T1 of the baseline is not assessed; enter what was seen, or not evaluated."]);
    }

    [Fact]
    public void A_new_lesion_is_progression_and_a_judgment_of_another_day_is_told()
    {
        var report = Only(new Someone()
            .WithLesion("2026-02-20", "T1", "target", 60).WithLesion("2026-04-13", "T1", "target", 20).WithLesion("2026-04-13", "X1", "new", null, "present", "bone")
            .WithForm("RS", "IMG", ("DATE", "2026-04-14"), ("OVERALL", "PD")));

        (report.Rows.Single().Derived.New, report.Best!.Response.Code()).ShouldBe((NewLesion.Yes, "PD"));
        report.Findings.ShouldBe(["RS-1 judges the response on 2026-04-14, but no lesion after the baseline was assessed on that day: the days must be the same."]);
    }

    [Fact]
    public void A_baseline_after_randomization_and_a_judgment_without_lesions_are_told()
    {
        Only(new Someone().WithLesion("2026-03-20", "T1", "target", 60)).Findings.ShouldBe(["The first assessment, of 2026-03-20, is after the randomization of 2026-03-02: a baseline comes before it."]);
        Only(new Someone().WithForm("RS", "IMG", ("DATE", "2026-04-14"), ("OVERALL", "PD"))).Findings.ShouldBe(["RS-1 judges the response on 2026-04-14, but no lesion was assessed."]);
    }

    [Fact]
    public void Without_target_lesions_the_judgment_is_written_as_CDISC_does()
    {
        var report = Only(new Someone()
            .WithLesion("2026-02-20", "NT1", "non-target", null, "present").WithLesion("2026-04-13", "NT1", "non-target", null, "present")
            .WithForm("RS", "IMG", ("DATE", "2026-04-13"), ("OVERALL", "NON-CR_NON-PD")));

        report.Rows.Single().ShouldSatisfyAllConditions(row => row.Derived.Overall.Code().ShouldBe("NON-CR/NON-PD"), row => row.Disagreement.ShouldBeNull());
        report.BestChange.ShouldBeNull();
    }

    [Fact]
    public void A_study_without_lesions_has_no_report() => TumorReport.Of(new Someone(Someone.Oral).Assessed()).Evaluators.ShouldBeEmpty();

    [Fact]
    public void The_bars_of_a_waterfall_end_with_the_best_and_stop_at_progression()
    {
        var grown = new Someone().Named("FR01-002").InArm("B").WithLesion("2026-02-20", "T1", "target", 50).WithLesion("2026-04-13", "T1", "target", 65).WithLesion("2026-05-25", "T1", "target", 20);
        var shrunk = new Someone().InArm("A").WithLesion("2026-02-20", "T1", "target", 50).WithLesion("2026-04-13", "T1", "target", 25);

        BestChange.Of([shrunk.Assessed(), grown.Assessed(), new Someone().Assessed()]).Select(bar => (bar.Participant, bar.Arm, bar.Percent, bar.Best!.Value.Code())).ShouldBe(
            [("FR01-002", "B", 30m, "PD"), ("FR01-001", "A", -50m, "PR")]);
    }

    private static EvaluatorReport Only(Someone someone) => TumorReport.Of(someone.Assessed()).Evaluators.Single();
}
