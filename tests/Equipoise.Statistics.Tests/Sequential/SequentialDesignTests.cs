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

        design.ConditionalPower(0, 1, 2.5).ShouldBe(Normal.UpperTail((design.Limits[1] - Math.Sqrt(0.5) - 1.25) / Math.Sqrt(0.5)), 1e-13);
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

    [Theory]
    [InlineData(0.025, new[] { 0.5, 0.5, 1 }, "does not come after")]
    [InlineData(0.025, new[] { 0.5, 1.5 }, "at most 1")]
    [InlineData(0.6, new[] { 0.5, 1 }, "error probability")]
    public void Impossible_looks_are_refused_in_words(double alpha, double[] fractions, string words) =>
        Should.Throw<StatisticsException>(() => SequentialDesign.Spend(SpendingFunction.Pocock, fractions, alpha)).Message.ShouldContain(words);
}
