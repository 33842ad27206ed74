using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sequential;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Statistics.Tests.Sequential;

public sealed class SequentialDesignTests
{
    [Fact]
    public void One_look_is_the_ordinary_test()
    {
        var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [1], 0.025);

        design.Limits[0].ShouldBe(1.959963984540054, 1e-12);
        // z for alpha plus z for a power of 0.9.
        design.DriftFor(0.9).ShouldBe(1.959963984540054 + 1.2815515655446004, 1e-10);
        design.Inflation(0.9).ShouldBe(1, 1e-10);
    }

    [Fact]
    public void The_first_limit_is_the_quantile_of_what_is_spent()
    {
        // 2(1 − Φ(z_0.0125/√½)), and its quantile.
        var spent = 2 * Normal.UpperTail(Normal.UpperQuantile(0.0125) / Math.Sqrt(0.5));
        SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.5, 1], 0.025).Limits[0].ShouldBe(Normal.UpperQuantile(spent), 1e-11);
    }

    [Fact]
    public void Two_looks_spend_what_a_bivariate_normal_says()
    {
        // P(Z₁ ≥ b₁ or Z₂ ≥ b₂) = 1 − P(Z₁ < b₁, Z₂ < b₂) with correlation √t₁: another integral than the look-by-look one.
        var design = SequentialDesign.Spend(SpendingFunction.Pocock, [0.4, 1], 0.025);
        var correlation = Math.Sqrt(0.4);

        var below = MultivariateNormal.Box([double.NegativeInfinity, double.NegativeInfinity], design.Limits, new[,] { { 1, correlation }, { correlation, 1 } });

        (1 - below).ShouldBe(0.025, 1e-12);
    }

    [Fact]
    public void Pococks_limits_are_equal_and_OBrien_and_Flemings_fall_by_the_root_of_information()
    {
        double[] thirds = [1.0 / 3, 2.0 / 3, 1];
        var (pocock, obf) = (SequentialDesign.WangTsiatis(0.5, thirds, 0.025), SequentialDesign.WangTsiatis(0, thirds, 0.025));

        pocock.Limits.ShouldAllBe(limit => Math.Abs(limit - pocock.Limits[0]) < 1e-12);
        (obf.Limits[0] * Math.Sqrt(1.0 / 3)).ShouldBe(obf.Limits[2], 1e-12);
    }

    [Fact]
    public void Conditional_power_without_later_looks_is_the_closed_form()
    {
        // Z = 1 at t = ½: S = √½, and S(1) ≥ b is reached with probability 1 − Φ((b − √½ − θ/2)/√½).
        var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.5, 1], 0.025);

        new InterimFinding(design, 0, 1).ConditionalPower(2.5).ShouldBe(Normal.UpperTail((design.Limits[1] - Math.Sqrt(0.5) - 1.25) / Math.Sqrt(0.5)), 1e-13);
    }

    [Fact]
    public void Any_limits_spend_exactly_alpha_on_one_side_and_on_two() =>
        Prop.ForAll(
            (from looks in Gen.Choose(1, 5)
             from steps in Gen.Choose(1, 20).ListOf(looks)
             from alpha in Gen.Elements(0.001, 0.0125, 0.025, 0.1)
             from spending in Gen.Elements(SpendingFunction.OBrienFleming, SpendingFunction.Pocock, SpendingFunction.HwangShihDeCani(-4), SpendingFunction.Power(2))
             select (Fractions: steps.Select((_, i) => steps.Take(i + 1).Sum() / (double)steps.Sum()).ToArray(), alpha, spending)).ToArbitrary(),
            plan =>
            {
                var (one, two) = (SequentialDesign.Spend(plan.spending, plan.Fractions, plan.alpha), SequentialDesign.Spend(plan.spending, plan.Fractions, 2 * plan.alpha, 2));
                return Math.Abs(one.CrossingProbabilities(0).Sum() - plan.alpha) < 1e-13 && Math.Abs(two.CrossingProbabilities(0).Sum() - plan.alpha) < 1e-13
                    && one.Limits.Zip(one.NominalP).All(look => look.First > 0 && look.Second <= plan.alpha + 1e-15);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(Thoroughness.Full ? 1_000 : 40).WithReplay(seed: 20261122, gamma: 9));

    [Fact]
    public void Limits_for_futility_spend_beta_and_meet_at_the_end()
    {
        foreach (var isBinding in (bool[])[false, true])
        {
            var design = SequentialDesign.SpendBoth(SpendingFunction.HwangShihDeCani(-4), SpendingFunction.HwangShihDeCani(-2), [1.0 / 3, 2.0 / 3, 1], 0.025, 0.9, isBinding);

            design.Limits[2].ShouldBe(design.Futility![2]);
            design.CrossingProbabilities(0, ignoresFutility: !isBinding).Sum().ShouldBe(0.025, 1e-13);
            var drift = design.DriftFor(0.9);
            design.FutilityProbabilities(drift).Sum().ShouldBe(0.1, 1e-11);
            // β(1 − e^{2/3})/(1 − e²) by the first third.
            design.FutilityProbabilities(drift)[0].ShouldBe(0.1 * (1 - Math.Exp(2.0 / 3)) / (1 - Math.Exp(2)), 1e-11);
            // Whoever has not rejected has stopped for futility in the end.
            (design.CrossingProbabilities(0).Sum() + design.FutilityProbabilities(0).Sum()).ShouldBe(1, 1e-12);
        }
    }

    [Fact]
    public void The_usual_design_with_advice_on_futility_has_the_published_limits()
    {
        // gsDesign(k = 3, test.type = 4): Anderson, gsDesign manual, section 3.
        var design = SequentialDesign.SpendBoth(SpendingFunction.HwangShihDeCani(-4), SpendingFunction.HwangShihDeCani(-2), [1.0 / 3, 2.0 / 3, 1], 0.025, 0.9, isBinding: false);

        design.Limits.Zip([3.0107, 2.5465, 1.9992]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        design.Futility!.Zip([-0.2387, 0.9411, 1.9992]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        design.Inflation(0.9).ShouldBe(1.0699, 1e-4);
    }

    [Fact]
    public void At_a_first_look_stage_wise_limits_are_the_ordinary_ones()
    {
        var design = SequentialDesign.Spend(SpendingFunction.Pocock, [0.5, 1], 0.025);
        var interval = new SequentialInterval(design, 0, 2.4);
        var (middle, margin) = (2.4 / Math.Sqrt(0.5), Normal.UpperQuantile(0.025) / Math.Sqrt(0.5));

        interval.PValue.ShouldBe(Normal.UpperTail(2.4), 1e-14);
        interval.Median.ShouldBe(middle, 1e-10);
        interval.Stagewise(0.95).Lower.ShouldBe(middle - margin, 1e-10);
        interval.Stagewise(0.95).Upper.ShouldBe(middle + margin, 1e-10);
    }

    [Fact]
    public void On_the_limit_of_the_last_look_p_values_are_alpha_and_the_lower_limits_0()
    {
        var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.4, 0.7, 1], 0.025);
        var interval = new SequentialInterval(design, 2, design.Limits[2]);

        interval.PValue.ShouldBe(0.025, 1e-13);
        interval.RepeatedPValue(SpendingFunction.OBrienFleming).ShouldBe(0.025, 1e-10);
        interval.Stagewise(0.95).Lower.ShouldBe(0, 1e-9);
        interval.Repeated(SpendingFunction.OBrienFleming, 0.95).Lower.ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Predictive_power_with_one_look_to_come_is_the_closed_form()
    {
        // Without a prior, Z(1) given Z(t) is normal with mean z/√t and variance (1 − t)/t.
        var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.6, 1], 0.025);
        var finding = new InterimFinding(design, 0, 1.7);

        finding.PredictivePower().ShouldBe(Normal.UpperTail((design.Limits[1] - (1.7 / Math.Sqrt(0.6))) / Math.Sqrt(0.4 / 0.6)), 1e-12);
        // A prior worth infinitely much is an assumed effect.
        finding.PredictivePower(3, 1e12).ShouldBe(finding.ConditionalPower(3), 1e-9);
    }

    [Theory]
    [InlineData(0.025, new[] { 0.5, 0.5, 1 }, "does not come after")]
    [InlineData(0.025, new[] { 0.5, 1.5 }, "at most 1")]
    [InlineData(0.6, new[] { 0.5, 1 }, "error probability")]
    public void Impossible_looks_are_refused_in_words(double alpha, double[] fractions, string words) =>
        Should.Throw<StatisticsException>(() => SequentialDesign.Spend(SpendingFunction.Pocock, fractions, alpha)).Message.ShouldContain(words);
}
