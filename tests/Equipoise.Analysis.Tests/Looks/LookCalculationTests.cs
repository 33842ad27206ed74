using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Tests.Endpoints;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Tests.Looks;

public sealed class LookCalculationTests
{
    // 1,000 events of each comparison are all information, so that a number of events is easily a fraction.
    private static readonly StatisticalPlan Plan = Records.Plan("events: 353", "events: 1000");

    // Lan and DeMets (1983), spending like O'Brien and Fleming's test, at 0.7 and 1 of the information: 2.7665 and 2.2696 at one-sided 0.0125, 2.4380 and
    // 1.9999 at 0.025, as gsDesign 3.11 gives them.
    [Fact]
    public void The_boundary_is_that_of_the_information_and_the_share()
    {
        var look = Make(1, [], (700, 1), (700, 1));

        look.Comparisons.ShouldAllBe(one => one.Share == 0.0125 && one.Information == 0.7 && one.RejectedAt == null);
        look.Comparisons[0].Boundary.ShouldBe(2.7665, 5e-5);
        Normal.UpperTail(look.Comparisons[0].Boundary).ShouldBe(look.Comparisons[0].NominalLevel, 1e-12);
        look.Deviations.ShouldBeEmpty();
    }

    [Fact]
    public void A_rejected_comparison_hands_its_share_on_and_the_other_is_tested_again_at_the_same_look()
    {
        // 2.6 is below 2.7665, the boundary with half of alpha, and above 2.4380, that with all of it.
        var alone = Make(1, [], (700, 2.6), (700, 1));
        var together = Make(1, [], (700, 2.6), (700, 3));

        alone.Comparisons[0].RejectedAt.ShouldBeNull();
        together.Comparisons.Select(one => one.RejectedAt).ShouldBe([1, 1]);
        together.Comparisons[0].Boundary.ShouldBe(2.4380, 5e-5);
        together.Comparisons[1].Boundary.ShouldBe(2.7665, 5e-5, "it was rejected with its own share");
    }

    [Fact]
    public void What_an_earlier_look_rejected_stays_rejected_and_its_share_counts_from_the_start()
    {
        var first = Make(1, [], (700, 3), (700, 1));
        var final = Make(2, [first], (1000, 3.2), (1000, 2.1));

        final.IsFinal.ShouldBeTrue();
        final.Comparisons.Select(one => one.RejectedAt).ShouldBe([1, 2]);
        final.Comparisons[1].Boundary.ShouldBe(1.9999, 5e-5);
    }

    [Fact]
    public void Fewer_or_more_events_than_planned_change_the_boundary_and_the_timing_is_said_to_deviate()
    {
        var early = Make(1, [], (600, 1), (700, 1));

        early.Comparisons[0].Boundary.ShouldBe(SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.6], 0.0125).Limits[0], 1e-9);
        early.Comparisons[0].Boundary.ShouldBeGreaterThan(2.7665);
        early.Deviations.ShouldHaveSingleItem().ShouldBe("Timing: B-C has 600 of 1000 events, 60 % of the information; look 1 was planned at 70 %.");
    }

    // Whatever information there is at the last look, the error that is left is spent: over both looks it is the share exactly.
    [Theory]
    [InlineData(930)]
    [InlineData(1000)]
    [InlineData(1080)]
    public void The_last_look_spends_what_is_left(int events)
    {
        var first = Make(1, [], (700, 1), (700, 1));
        var final = Make(2, [first], (events, 1), (events, 1));

        // The statistics of two looks are normal with correlation √(t₁/t₂) (Jennison and Turnbull 2000, 3.1).
        var correlation = Math.Sqrt(700.0 / events);
        var stays = MultivariateNormal.Box(
            [double.NegativeInfinity, double.NegativeInfinity], [first.Comparisons[0].Boundary, final.Comparisons[0].Boundary], new[,] { { 1, correlation }, { correlation, 1 } });
        (1 - stays).ShouldBe(0.0125, 1e-7);
    }

    [Fact]
    public void The_adjusted_p_is_the_error_at_which_the_procedure_would_just_reject()
    {
        var look = Make(1, [], (700, 2.7), (700, 1));
        var adjusted = look.Comparisons[0].AdjustedPValue;

        Make(1, [], Plan with { Alpha = adjusted * 1.0001 }, (700, 2.7), (700, 1)).Comparisons[0].RejectedAt.ShouldBe(1);
        Make(1, [], Plan with { Alpha = adjusted * 0.9999 }, (700, 2.7), (700, 1)).Comparisons[0].RejectedAt.ShouldBeNull();
        adjusted.ShouldBeGreaterThan(Plan.Alpha, "it was not rejected");
    }

    // With one look at all information the procedure is Holm's (Scand J Statist 1979;6:65–70).
    [Fact]
    public void With_one_look_the_adjusted_p_is_Holms()
    {
        var plan = Plan with { Looks = [new PlannedLook("Final analysis", 1)] };
        var look = Make(1, [], plan, (1000, 2.5), (1000, 2.1));

        look.Comparisons[0].AdjustedPValue.ShouldBe(2 * Normal.UpperTail(2.5), 1e-9);
        look.Comparisons[1].AdjustedPValue.ShouldBe(Math.Max(2 * Normal.UpperTail(2.5), Normal.UpperTail(2.1)), 1e-9);
    }

    [Fact]
    public void Conditional_power_is_for_the_looks_that_are_left()
    {
        var look = Make(1, [], (700, 2), (700, 2.9));

        var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.7, 1], 0.025);
        look.Comparisons[0].ConditionalPower!.Value.ShouldBe(new InterimFinding(design, 0, 2).ConditionalPower(2 / Math.Sqrt(0.7)), 1e-9);
        look.Comparisons[1].ConditionalPower.ShouldBeNull("it is rejected");
    }

    // The look that was planned at 0.7 is this one, though it comes early: only the final one is left.
    [Fact]
    public void A_look_that_comes_early_is_not_still_to_come()
    {
        var look = Make(1, [], (660, 2), (660, 1));

        var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.66, 1], 0.0125);
        look.Comparisons[0].ConditionalPower!.Value.ShouldBe(new InterimFinding(design, 0, 2).ConditionalPower(2 / Math.Sqrt(0.66)), 1e-9);
    }

    [Fact]
    public void No_look_follows_the_final_one()
    {
        var first = Make(1, [], (700, 1), (700, 1));

        Should.Throw<AnalysisException>(() => Make(3, [first, Make(2, [first], (1000, 1), (1000, 1))], (1001, 1), (1001, 1))).Message.ShouldContain("no look follows it");
    }

    [Fact]
    public void A_comparison_without_a_test_is_a_sentence()
    {
        var results = Results((700, 1), (700, 1));
        results = [results[0] with { PValue = null, Z = null, Note = "There is no event yet." }, results[1]];

        Should.Throw<AnalysisException>(() => LookCalculation.Make(Plan, results, Frame(1, Plan), [])).Message.ShouldBe("A look needs a test of every comparison, and B-C has none: There is no event yet.");
    }

    [Fact]
    public void What_is_recorded_is_read_again_the_same()
    {
        var look = Make(1, [], (700, 3), (700, 1));

        LookFinding.Read(look.Write()).Write().ShouldBe(look.Write());
        Should.Throw<FormatException>(() => LookFinding.Read("[]"));
    }

    private static LookFinding Make(int number, IReadOnlyList<LookFinding> earlier, params (int Events, double Z)[] seen) => Make(number, earlier, Plan, seen);

    private static LookFinding Make(int number, IReadOnlyList<LookFinding> earlier, StatisticalPlan plan, params (int Events, double Z)[] seen) =>
        LookCalculation.Make(plan, Results(seen), Frame(number, plan), earlier);

    private static IReadOnlyList<ComparisonResult> Results(params (int Events, double Z)[] seen) =>
        [.. seen.Select((one, at) => new ComparisonResult { Experimental = at == 0 ? "B" : "A", Control = "C", Events = one.Events, Z = one.Z, PValue = Normal.UpperTail(one.Z), HazardRatio = (0.7, 0.6, 0.8) })];

    private static LookFinding Frame(int number, StatisticalPlan plan) => new()
    {
        Number = number,
        Name = "Look",
        IsFinal = number >= plan.Looks.Count,
        Cut = number,
        Cutoff = new DateOnly(2028, 1, 1),
        DataHash = "hash",
        Plan = 1,
        Alpha = plan.Alpha,
        Spending = plan.Spending.Name,
        Comparisons = [],
        Deviations = [],
    };
}
