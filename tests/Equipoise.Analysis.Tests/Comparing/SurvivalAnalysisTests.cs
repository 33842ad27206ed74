using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Endpoints;
using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Comparing;

public sealed class SurvivalAnalysisTests
{
    private static readonly StatisticalPlan Plan = Records.Plan();

    [Fact]
    public void An_arm_that_lives_longer_has_a_hazard_ratio_below_one_and_a_small_p()
    {
        var results = Analyze([.. Arm("A", 200), .. Arm("B", 400), .. Arm("C", 100)]);

        var (second, first) = (results.Comparisons[0], results.Comparisons[1]);
        (second.Experimental, second.Control).ShouldBe(("B", "C"));
        second.HazardRatio!.Value.Estimate.ShouldBeLessThan(first.HazardRatio!.Value.Estimate);
        first.HazardRatio.Value.Upper.ShouldBeLessThan(1);
        second.PValue!.Value.ShouldBeLessThan(0.001);
        results.Arms.Select(arm => arm.Code).ShouldBe(["A", "B", "C"]);
    }

    // Holm (Scand J Statist 1979;6:65–70): the smaller p is doubled, the larger stands unless the doubled smaller one is above it.
    [Fact]
    public void The_p_values_are_adjusted_by_the_procedure_of_the_plan()
    {
        var comparisons = Analyze([.. Arm("A", 130), .. Arm("B", 160), .. Arm("C", 100)]).Comparisons;
        var (small, large) = (comparisons.Min(one => one.PValue!.Value), comparisons.Max(one => one.PValue!.Value));

        comparisons.Min(one => one.AdjustedPValue!.Value).ShouldBe(2 * small, 1e-15);
        comparisons.Max(one => one.AdjustedPValue!.Value).ShouldBe(Math.Max(2 * small, large), 1e-15);
    }

    [Fact]
    public void Strata_that_differ_do_not_disturb_a_comparison_within_them()
    {
        // Within each stratum the two arms are alike; between the strata they differ tenfold.
        var alike = new[] { ("EU", 50), ("AS", 500) }.SelectMany(stratum => Arm("B", stratum.Item2, stratum.Item1).Concat(Arm("C", stratum.Item2, stratum.Item1))).ToList();

        var comparison = Analyze(alike).Comparisons[0];

        comparison.HazardRatio!.Value.Estimate.ShouldBe(1, 1e-6);
        comparison.PValue!.Value.ShouldBe(0.5, 1e-9);
    }

    // The estimator of Kaplan and Meier by hand: four participants, deaths at 1 and 2 months, one censored at 1.5, one alive at 3.
    // S(1) = 3/4; at 2 months two are at risk: S(2) = 3/4 · 1/2 = 3/8.
    [Fact]
    public void The_curve_is_the_Kaplan_Meier_estimate()
    {
        var months = SurvivalAnalysis.DaysOfMonth;
        var results = Analyze([Row("C", months, true), Row("C", 1.5 * months, false), Row("C", 2 * months, true), Row("C", 3 * months, false)]);

        var curve = results.Arms.ShouldHaveSingleItem().Curve;
        curve.Survival.Where((_, at) => curve.Events[at] > 0).ShouldBe([0.75, 0.375]);
        results.Arms[0].Events.ShouldBe(2);
    }

    [Fact]
    public void Before_the_first_event_there_is_a_sentence_and_no_number()
    {
        var comparison = Analyze([Row("B", 10, false), Row("C", 20, false)]).Comparisons[0];

        comparison.HazardRatio.ShouldBeNull();
        comparison.PValue.ShouldBeNull();
        comparison.Note.ShouldBe("There is no event yet.");
    }

    [Fact]
    public void Where_only_one_arm_has_events_the_hazard_ratio_is_said_to_be_infinite_or_zero_and_not_a_made_up_number()
    {
        var comparison = Analyze([Row("B", 10, true), Row("B", 20, true), Row("B", 30, true), Row("C", 50, false), Row("C", 60, false)]).Comparisons[0];

        comparison.HazardRatio.ShouldBeNull();
        comparison.Note!.ShouldContain("no finite estimate");
    }

    [Fact]
    public void Nobody_gives_a_sentence() =>
        Should.Throw<AnalysisException>(() => Analyze([])).Message.ShouldContain("Nobody was randomized");

    private static SurvivalResults Analyze(IReadOnlyList<EventTime> times) => SurvivalAnalysis.Analyze(DataOf(times), ["A", "B", "C"], Plan);

    private static StudyData DataOf(IReadOnlyList<EventTime> times) => Made.Data(times);

    // Sixty deaths at even steps of an exponential's quantiles with this mean, in days.
    private static IEnumerable<EventTime> Arm(string arm, double mean, string stratum = "EU") =>
        Enumerable.Range(0, 60).Select(i => Row(arm, -mean * Math.Log((60 - i - 0.5) / 60) + 1, true, stratum));

    private static EventTime Row(string arm, double days, bool isEvent, string stratum = "EU") => Made.Time(arm, days, isEvent, stratum);
}
