using Equipoise.Analysis.Comparing;
using Equipoise.Analysis.Looks;
using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Tests.Endpoints;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Analysis.Tests.Looks;

/// <summary>Looks by plans with a rule of futility. B and C alone are compared, 1,000 events being all information, with looks at 0.5 and 1.</summary>
public sealed class FutilityTests
{
    [Fact]
    public void By_conditional_power_it_is_the_statistic_from_which_the_trend_has_that_power()
    {
        var look = Make(Plan("{conditional_power: 0.1}"), [], (500, 1.5));

        var (boundary, design) = (look.Comparisons[0].FutilityBoundary!.Value, SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.5, 1], 0.025));
        new InterimFinding(design, 0, boundary).ConditionalPower(boundary / Math.Sqrt(0.5)).ShouldBe(0.1, 1e-8);
        look.Comparisons[0].Boundary.ShouldBe(design.Limits[0], 1e-10, "a boundary that does not bind leaves the others as they are");
        look.Futility.ShouldBe("conditional power below 0.1, not binding");
        look.Comparisons[0].IsFutile.ShouldBeFalse();
        Make(Plan("{conditional_power: 0.1}"), [], (500, boundary - 0.01)).Comparisons[0].IsFutile.ShouldBeTrue();
    }

    [Fact]
    public void By_spending_it_is_the_limit_that_spends_beta_at_the_information_seen()
    {
        var look = Make(Plan("{spending: \"hsd:-2\", power: 0.8}"), [], (480, 1.5));

        var design = SequentialDesign.SpendBoth(SpendingFunction.OBrienFleming, SpendingFunction.HwangShihDeCani(-2), [0.48, 1], 0.025, 0.8, isBinding: false);
        look.Comparisons[0].FutilityBoundary!.Value.ShouldBe(design.Futility![0], 1e-10);
    }

    [Fact]
    public void The_final_look_has_none_and_neither_has_a_rejected_comparison()
    {
        var first = Make(Plan("{conditional_power: 0.1}"), [], (500, 1.5));

        Make(Plan("{conditional_power: 0.1}"), [first], (1000, 0.2)).Comparisons[0].FutilityBoundary.ShouldBeNull();
        Make(Plan("{conditional_power: 0.1}"), [], (500, 4)).Comparisons[0].FutilityBoundary.ShouldBeNull();
    }

    // The statistics of two looks are normal with correlation √(t₁/t₂) (Jennison and Turnbull 2000, 3.1): crossing above at the first look, or at the last after having
    // stayed between the boundaries at the first, is what alpha is, whatever information the last look has.
    [Theory]
    [InlineData(960)]
    [InlineData(1000)]
    [InlineData(1050)]
    public void A_binding_boundary_lowers_that_of_the_last_look_so_that_alpha_is_spent_to_the_last(int events)
    {
        var (plan, free) = (Plan("{spending: \"power:1\", power: 0.8, binding: true}"), Plan("{spending: \"power:1\", power: 0.8}"));
        var first = Make(plan, [], (500, 1.8));
        var final = Make(plan, [first], (events, 1.9));

        var (upper, lower, correlation) = (first.Comparisons[0].Boundary, first.Comparisons[0].FutilityBoundary!.Value, Math.Sqrt(500.0 / events));
        var between = MultivariateNormal.Box([lower, double.NegativeInfinity], [upper, final.Comparisons[0].Boundary], new[,] { { 1, correlation }, { correlation, 1 } });
        (Normal.UpperTail(upper) + (Normal.UpperTail(lower) - Normal.UpperTail(upper) - between)).ShouldBe(0.025, 1e-7);
        final.Comparisons[0].Boundary.ShouldBeLessThan(Make(free, [Make(free, [], (500, 1.8))], (events, 1.9)).Comparisons[0].Boundary);
    }

    [Fact]
    public void Below_a_binding_boundary_the_trial_must_stop_and_nothing_can_be_rejected_later()
    {
        var plan = Plan("{spending: \"power:1\", power: 0.8, binding: true}");
        var first = Make(plan, [], (500, -0.5));
        var later = Make(plan, [first], (1000, 5));

        first.MustStop.ShouldBeTrue();
        later.Comparisons[0].RejectedAt.ShouldBeNull();
        later.Comparisons[0].AdjustedPValue.ShouldBe(1);
        later.Deviations.ShouldContain("Look 1 was below the binding boundary for futility, and the trial went on.");
    }

    [Fact]
    public void What_is_to_come_is_drawn_with_its_futility()
    {
        var line = BoundaryLine.Of(Plan("{conditional_power: 0.1}"), []).ShouldHaveSingleItem();

        line.Points.Select(point => (point.Information, point.Futility is not null)).ShouldBe([(0.5, true), (1, false)]);
    }

    [Fact]
    public void A_look_at_data_from_before_the_last_look_is_refused()
    {
        var plan = Plan("{conditional_power: 0.1}");
        var first = Make(plan, [], (500, 1.8)) with { Cutoff = new DateOnly(2029, 1, 1) };

        Should.Throw<AnalysisException>(() => Make(plan, [first], (1000, 2))).Message.ShouldBe("Look 1 was at the cutoff 2029-01-01: data as of 2028-01-01 come before it, and looks go forward.");
    }

    [Theory]
    [InlineData("{binding: true}", "Futility is either by 'conditional_power', such as 0.1, or by 'spending' of beta with 'power'.")]
    [InlineData("{conditional_power: 0.1, spending: obf, power: 0.8}", "Futility is either by")]
    [InlineData("{spending: obf}", "'power' is missing: write the power whose error is spent, such as 0.8.")]
    [InlineData("{conditional_power: 0.1, power: 0.8}", "'power' goes with 'spending' of beta")]
    [InlineData("{conditional_power: 1.1}", "'conditional_power' is 1.1: write a probability such as 0.1.")]
    [InlineData("{spending: sometimes, power: 0.8}", "sometimes")]
    public void A_rule_that_cannot_be_is_refused(string rule, string sentence) => Should.Throw<FileException>(() => Plan(rule)).Message.ShouldContain(sentence);

    // Of A and B against C, each with half of the error that passes on to the other.
    [Fact]
    public void Of_several_comparisons_a_binding_boundary_gives_up_one_and_the_others_error_passes_on()
    {
        var plan = OfTwo("{spending: \"power:1\", power: 0.8, binding: true}");
        var alone = SequentialDesign.SpendBoth(SpendingFunction.OBrienFleming, SpendingFunction.Power(1), [0.5, 1], 0.0125, 0.8, isBinding: true);
        var first = Make(plan, [], (500, 1.8), (500, -0.5));

        first.Comparisons.Select(one => one.IsFutile).ShouldBe([false, true]);
        first.MustStop.ShouldBeFalse("the other comparison goes on");
        first.Comparisons[0].FutilityBoundary!.Value.ShouldBe(alone.Futility![0], 1e-8);
        var last = Make(plan, [first], (1000, 2.0), (1000, 6));
        last.Comparisons.Select(one => one.RejectedAt).ShouldBe([null, null], "given up, a comparison is rejected by nothing, and passes nothing on");
        last.Comparisons[0].Boundary.ShouldBe(BindingLimits.Last(SpendingFunction.OBrienFleming, [0.5, 1], 0.0125, [first.Comparisons[0].FutilityBoundary!.Value], isFinal: true), 1e-8);
        // Rejected at the last look, the first comparison gives its share to the second, whose boundary for futility stays that of half the error.
        var both = Make(plan, [Make(plan, [], (500, 1.8), (500, 1.8))], (1000, 4), (1000, 2.0));
        both.Comparisons.Select(one => one.RejectedAt).ShouldBe([2, 2]);
        both.Comparisons[1].Share.ShouldBe(0.025);
    }

    [Fact]
    public void What_is_to_come_counts_on_a_binding_boundary_as_the_look_will()
    {
        var plan = OfTwo("{spending: \"power:1\", power: 0.8, binding: true}");
        var first = Make(plan, [], (500, 1.8), (500, 1.7));
        var drawn = BoundaryLine.Of(plan, [first])[0].Points[^1].Boundary;

        Make(plan, [first], (1000, 1.0), (1000, 1.0)).Comparisons[0].Boundary.ShouldBe(drawn, 1e-9);
    }

    [Fact]
    public void Another_rule_than_the_locked_one_is_a_deviation() =>
        PlanDeviations.Between(Plan("{conditional_power: 0.1}"), Plan("{conditional_power: 0.2}")).ShouldBe(["The rule of futility: conditional power below 0.2, not binding; the plan has conditional power below 0.1, not binding."]);

    private static StatisticalPlan Plan(string futility) => With(futility, "comparisons: [{experimental: B, control: C, events: 1000}]");

    private static StatisticalPlan OfTwo(string futility) => With(
        futility, "comparisons: [{experimental: A, control: C, events: 1000, weight: 0.5, passes_on: {B-C: 1}}, {experimental: B, control: C, events: 1000, weight: 0.5, passes_on: {A-C: 1}}]");

    private static StatisticalPlan With(string futility, string comparisons)
    {
        var text = Records.PlanText("population: ITT", $"population: ITT\nfutility: {futility}").Replace("information: 0.7}", "information: 0.5}", StringComparison.Ordinal);
        var (from, to) = (text.IndexOf("comparisons:", StringComparison.Ordinal), text.IndexOf("looks:", StringComparison.Ordinal));
        return PlanReader.Read($"{text[..from]}{comparisons}\n{text[to..]}", "NCT07264075", Records.Design);
    }

    private static LookFinding Make(StatisticalPlan plan, IReadOnlyList<LookFinding> earlier, params (int Events, double Z)[] seen) => LookCalculation.Make(
        plan,
        [.. plan.Comparisons.Zip(seen, (comparison, now) => new ComparisonResult { Experimental = comparison.Experimental, Control = comparison.Control, Events = now.Events, Z = now.Z, PValue = Normal.UpperTail(now.Z) })],
        new LookFinding
        {
            Number = earlier.Count + 1,
            Name = "Look",
            IsFinal = earlier.Count + 1 >= plan.Looks.Count,
            Cut = earlier.Count + 1,
            Cutoff = new DateOnly(2028, 1, 1),
            DataHash = "hash",
            Plan = 1,
            Alpha = plan.Alpha,
            Spending = plan.Spending.Name,
            Comparisons = [],
            Deviations = [],
        },
        earlier);
}
