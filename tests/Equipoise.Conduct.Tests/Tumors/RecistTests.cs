using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Tests.Tumors;

/// <summary>RECIST 1.1 (Eisenhauer et al. 2009), section 4.3, at its edges.</summary>
public sealed class RecistTests
{
    [Theory]
    [InlineData("100", "70", "PR")] // 30 % less, exactly
    [InlineData("100", "70.1", "SD")]
    [InlineData("100", "120", "PD")] // 20 % more, exactly
    [InlineData("100", "119.9", "SD")]
    [InlineData("20", "24.9", "SD")] // 24.5 % more, but less than 5 mm
    [InlineData("20", "25", "PD")]
    [InlineData("100", "50 60", "PR PD")] // 20 % above the nadir, though 40 % below baseline
    [InlineData("100", "50 59.9", "PR PR")]
    [InlineData("100", "80 - 90", "SD NE SD")] // what was not evaluated is no nadir
    [InlineData("100", "85 100 125", "SD SD PD")]
    [InlineData("30", "0 3", "CR PD")] // whatever comes back after CR is progression
    [InlineData("30", "0 s", "CR PD")]
    [InlineData("30", "s", "PR")] // too small to measure is 5 mm, not gone
    public void Target_lesions_are_judged_by_their_sum(string baseline, string later, string expected)
    {
        var lesions = new Lesions().Target(0, baseline);
        foreach (var (size, place) in later.Split(' ').Select((size, place) => (size, place)))
            lesions.Target(42 * (place + 1), size);

        lesions.Targets.ShouldBe(expected);
    }

    [Theory]
    [InlineData("9", "CR")] // below 10 mm a node is normal, though the sum is not 0
    [InlineData("10", "PR")]
    public void A_target_node_is_gone_below_ten_millimeters(string size, string expected) => new Lesions().Node(0, "20").Node(42, size).Targets.ShouldBe(expected);

    [Fact]
    public void The_nadir_of_an_assessment_is_the_smallest_sum_before_it()
    {
        var assessments = new Lesions().Target(0, "40", "60").Target(42, "30", "30").Target(84, "30", "31").Series.Assessments;

        assessments.Select(assessment => (assessment.Sum, assessment.Nadir)).ShouldBe([(60m, 100m), (61m, 60m)]);
    }

    [Theory]
    [InlineData("75", "-", "PD")] // 60 + 5 at least, whatever the other is
    [InlineData("59", "-", "NE")]
    public void What_was_measured_may_alone_prove_progression(string first, string second, string expected) =>
        new Lesions().Target(0, "30", "30").Target(42, first, second).Targets.ShouldBe(expected);

    [Fact]
    public void A_target_lesion_without_a_row_was_not_evaluated()
    {
        var assessment = new Lesions().Target(0, "30", "30").Target(42, "20").Series.Assessments.Single();

        (assessment.Sum, assessment.Target).ShouldBe((null, Response.NotEvaluable));
    }

    [Theory]
    [InlineData(LesionState.Absent, "CR")]
    [InlineData(LesionState.Present, "NON-CR/NON-PD")]
    [InlineData(LesionState.TooSmall, "NON-CR/NON-PD")]
    [InlineData(LesionState.UnequivocalProgression, "PD")]
    [InlineData(LesionState.NotEvaluated, "NE")]
    public void Non_target_lesions_are_judged_by_the_eye(LesionState state, string expected) =>
        new Lesions().NonTarget(0, LesionState.Present).NonTarget(42, state).Overall.ShouldBe(expected);

    [Theory]
    [InlineData(9.9, "CR")]
    [InlineData(10, "NON-CR/NON-PD")]
    public void A_non_target_node_is_gone_below_ten_millimeters(double size, string expected) =>
        new Lesions().NonTarget(0, LesionState.Measured, isNodal: true, diameter: 12).NonTarget(42, LesionState.Measured, isNodal: true, diameter: (decimal)size).Overall.ShouldBe(expected);

    [Fact]
    public void Not_all_evaluated_is_not_evaluable_unless_one_has_grown()
    {
        var lesions = new Lesions().NonTarget(0, LesionState.Present).NonTarget(0, LesionState.Present, "N2")
            .NonTarget(42, LesionState.Present)
            .NonTarget(84, LesionState.NotEvaluated).NonTarget(84, LesionState.UnequivocalProgression, "N2");

        lesions.Overall.ShouldBe("NE PD");
    }

    [Fact]
    public void A_non_target_lesion_that_comes_back_after_complete_response_is_progression() =>
        new Lesions().NonTarget(0, LesionState.Present).NonTarget(42, LesionState.Absent).NonTarget(84, LesionState.Present).Overall.ShouldBe("CR PD");

    [Fact]
    public void An_equivocal_new_lesion_is_progression_only_when_it_proves_to_be_one_and_then_from_the_first_day()
    {
        var open = new Lesions().Target(0, "30").Target(42, "30").New(42, LesionState.Equivocal);
        open.Overall.ShouldBe("SD");
        open.Series.Assessments.Single().New.ShouldBe(NewLesion.Equivocal);

        open.Target(84, "30").New(84, LesionState.Present).Overall.ShouldBe("PD PD");
    }

    [Fact]
    public void What_was_absent_between_was_something_else() =>
        new Lesions().Target(0, "30")
            .Target(42, "30").New(42, LesionState.Equivocal)
            .Target(84, "30").New(84, LesionState.Absent)
            .Target(126, "30").New(126, LesionState.Present)
            .Overall.ShouldBe("SD SD PD");

    [Fact]
    public void Unusual_choices_at_baseline_are_named_but_judged()
    {
        var series = new Lesions().Target(0, "9", "20", "20").Node(0, "14").Target(42, "0", "0", "0").Node(42, "5").Series;

        series.Assessments.Single().Overall.ShouldBe(Response.Complete);
        series.Warnings.ShouldBe(
        [
            "4 target lesions in organ; RECIST 1.1 follows at most 2 in an organ.",
            "Target lesion T1 has 9 mm at baseline; RECIST 1.1 asks for 10 mm.",
            "Target lesion L1 has 14 mm at baseline; RECIST 1.1 asks for a short axis of 15 mm.",
        ]);
    }

    [Fact]
    public void Contradictions_are_refused_with_their_place()
    {
        Refused(new Lesions().Target(0, "30").Target(42, "30").Target(42, "20")).ShouldBe("Row 3: lesion T1 stands twice on 2026-02-12; keep one of the rows.");
        Refused(new Lesions().New(0, LesionState.Present)).ShouldStartWith("Row 1: lesion X1 is new on the day of the baseline");
        Refused(new Lesions().Target(0, "-")).ShouldStartWith("Row 1: target lesion T1 has no diameter at baseline");
        Refused(new Lesions().Target(0, "30").Target(42, "30", "10")).ShouldStartWith("Row 3: lesion T2 was not there at baseline");
        Refused(new Lesions().Target(0, "30").NonTarget(42, LesionState.Present, "T1")).ShouldStartWith("Row 2: lesion T1 has another role than at Row 1");
    }

    private static string Refused(Lesions lesions) => Should.Throw<LesionException>(() => lesions.Series).Message;
}
