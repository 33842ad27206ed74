using Equipoise.Conduct.Laboratory;
using Equipoise.Conduct.Tests.Assessments;

namespace Equipoise.Conduct.Tests.Laboratory;

public sealed class LaboratoryReportTests
{
    [Fact]
    public void A_value_is_graded_by_the_sites_range_and_its_direction_told()
    {
        var result = Only(new Someone().WithRange("platelets", "10*3/uL", 150, 400).WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("PLAT", "60")));

        (result.Low, result.High, result.HasOwnRange, result.Indicator).ShouldBe((150m, 400m, false, "L"));
        (result.Grade.Grade, result.Grade.Direction, result.Grade.Term).ShouldBe((2, "L", "Platelet count decreased")); // below 75, not below 50
    }

    [Fact]
    public void The_range_that_came_with_a_value_counts_before_the_sites()
    {
        var result = Only(new Someone().WithRange("alt", "U/L", 5, 40).WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("ALT", "50"), ("RANGES", "alt U/L 5 60; ast U/L 5 50")));

        (result.High, result.HasOwnRange, result.Indicator, result.Grade.Grade).ShouldBe((60m, true, "N", 0));
    }

    [Fact]
    public void Without_a_range_a_grade_that_needs_one_stays_open()
    {
        var result = Only(new Someone().WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("ALT", "50")));

        result.Grade.Grade.ShouldBeNull();
        result.Grade.Rule.ShouldContain("cannot be said without that limit or baseline");
        result.Indicator.ShouldBe("");
    }

    // ULN 40, baseline 100, which is above it: 160 is 1.6 times the baseline, so grade 1 (CTCAE 5.0: from 1.5 times an abnormal baseline), where 4 times ULN
    // with a normal baseline would be grade 2; 310 is above 3 times the baseline: grade 2.
    [Fact]
    public void A_rule_that_depends_on_the_baseline_compares_with_the_last_value_before_treatment()
    {
        var results = Results(new Someone().WithRange("alt", "U/L", 5, 40)
            .WithForm("LB", "SCR", ("DATE", "2026-02-10"), ("ALT", "30"))
            .WithForm("LB", "UNS", ("DATE", "2026-03-02"), ("ALT", "100"))
            .WithForm("LB", "CYC", ("DATE", "2026-03-23"), ("ALT", "160"))
            .WithForm("LB", "CYC", ("DATE", "2026-04-13"), ("ALT", "310")));

        results.Select(result => result.IsBaseline).ShouldBe([false, true, false, false]);
        results.Select(result => result.Grade.Grade).ShouldBe([0, 0, 1, 2]);
    }

    [Fact]
    public void The_day_of_the_first_dose_is_the_last_for_a_baseline()
    {
        var report = Report(new Someone(Someone.Oral).WithRange("alt", "U/L", 5, 40)
            .WithForm("TAKEN", "DISP", ("ON", null), ("WHY", "forgotten"))
            .WithForm("TAKEN", "DISP", ("ON", "2026-03-05"))
            .WithForm("BLOOD", "DISP", ("DRAWN", "2026-03-01"), ("LIVER", "30"))
            .WithForm("BLOOD", "DISP", ("DRAWN", "2026-03-05"), ("LIVER", "100"))
            .WithForm("BLOOD", "DISP", ("DRAWN", "2026-03-06"), ("LIVER", "130")));

        (report.BaselineUntil, report.BaselineIsByDose).ShouldBe((new DateOnly(2026, 3, 5), true));
        report.Tests.Single().Baseline!.Value.ShouldBe(100);
        report.Tests.Single().Results[^1].Grade.Grade.ShouldBe(0); // 1.3 times the baseline
    }

    // 2.2 mmol/L with an albumin of 20 g/L is 2.2 + 0.02 × 20 = 2.6 mmol/L corrected: above 2.55, which 2.2 is not.
    [Fact]
    public void Calcium_is_graded_as_corrected_for_albumin_of_the_same_sample()
    {
        var calcium = Report(new Someone().WithRange("calcium", "mmol/L", 2.15m, 2.55m).WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("CA", "2.2"), ("ALB", "20")))
            .Tests.Single(test => test.Variable is "calcium").Results.Single();

        (calcium.Value, calcium.Grade.Grade, calcium.Grade.Term).ShouldBe((2.2m, 1, "Hypercalcemia"));
        calcium.Grade.Rule.ShouldEndWith("corrected for albumin");
    }

    [Fact]
    public void A_graded_value_without_an_adverse_event_is_flagged_and_one_no_worse_than_at_baseline_is_not()
    {
        var results = Results(new Someone()
            .WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("HGB", "9.5")) // grade 2, as the history has it
            .WithForm("LB", "CYC", ("DATE", "2026-03-23"), ("HGB", "9.0"))
            .WithForm("LB", "CYC", ("DATE", "2026-04-13"), ("HGB", "7.5")));

        results.Select(result => result.Grade.Grade).ShouldBe([2, 2, 3]);
        results.Select(result => result.Disagreement).ShouldBe([null, null, "The value is of grade 3 (Anemia), but no adverse event of that term is on record for the day."]);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, "The value is of grade 3, but AE-1 (anemia) has grade 2.")]
    public void The_investigators_grade_stands_beside_the_derived_one(int investigator, string? disagreement)
    {
        var result = Results(new Someone().WithForm("LB", "CYC", ("DATE", "2026-03-23"), ("HGB", "7.5")).WithEvent("anemia", investigator, "2026-03-20", "2026-04-01"))[0];

        result.Event!.Grade.ShouldBe(investigator);
        result.Disagreement.ShouldBe(disagreement);
    }

    [Fact]
    public void An_event_graded_above_all_values_of_its_days_is_told()
    {
        var report = Report(new Someone().WithForm("LB", "CYC", ("DATE", "2026-03-23"), ("HGB", "9.5")).WithEvent("Anemia", 4, "2026-03-20"));

        report.Problems.ShouldBe(["AE-1 (Anemia) has grade 4, but the worst value on its days is of grade 2."]);
    }

    [Fact]
    public void Ranges_that_cannot_be_read_are_named_and_the_sites_are_taken()
    {
        var report = Report(new Someone().WithRange("alt", "U/L", 5, 40).WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("ALT", "50"), ("RANGES", "alt 5-60")));

        report.Problems.Single().ShouldStartWith("The reference ranges of LB-1 cannot be read, so the site's are taken: 'alt 5-60' is no reference range");
        report.Tests.Single().Results.Single().High.ShouldBe(40);
    }

    [Fact]
    public void Somebody_in_screening_has_no_baseline_yet()
    {
        var report = Report(new Someone().InArm(null).WithRange("alt", "U/L", 5, 40).WithForm("LB", "SCR", ("DATE", "2026-03-01"), ("ALT", "130")));

        report.BaselineUntil.ShouldBeNull();
        report.Tests.Single().Results.Single().Grade.Grade.ShouldBe(2); // above 3 times ULN
    }

    private static LaboratoryReport Report(Someone someone) => LaboratoryReport.Of(someone.Assessed());

    private static IReadOnlyList<LaboratoryResult> Results(Someone someone) => Report(someone).Tests.Single().Results;

    private static LaboratoryResult Only(Someone someone) => Results(someone).Single();
}
