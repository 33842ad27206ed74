using Equipoise.Conduct.Randomization;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Conduct.Tests.Randomization;

/// <summary>Minimization, worked by hand.</summary>
public sealed class PocockSimonTests
{
    [Theory]
    [InlineData(ImbalanceMeasure.Range, new[] { 2.0, 1, 3 })]
    [InlineData(ImbalanceMeasure.Variance, new[] { 4.0 / 3, 1.0 / 3, 7.0 / 3 })]
    public void The_imbalance_is_that_after_each_arm(ImbalanceMeasure measure, double[] imbalance)
    {
        // Counts 3, 2, 4: after A they are 4, 2, 4; after B 3, 3, 4; after C 3, 2, 5.
        var step = PocockSimon.Weigh([[3, 2, 4]], [1, 1, 1], [1], measure, 0.8);

        step.Imbalance.ShouldBe(imbalance, 1e-12);
        step.Preferred.ShouldBe([1]);
        step.Probabilities.ShouldBe([0.1, 0.8, 0.1], 1e-12);
    }

    [Fact]
    public void An_unequal_ratio_has_a_biased_coin()
    {
        // Han, Enas and McEntegart: with 1:2:3 and 0.7 the rows are these.
        Row(0).ShouldBe([0.7, 0.12, 0.18], 1e-12);
        Row(1).ShouldBe([0.06, 0.76, 0.18], 1e-12);
        Row(2).ShouldBe([0.06, 0.12, 0.82], 1e-12);

        static IReadOnlyList<double> Row(int behind)
        {
            int[] counts = [10, 20, 30];
            counts[behind] = 0;
            var step = PocockSimon.Weigh([counts], [1, 2, 3], [1], ImbalanceMeasure.Range, 0.7);
            step.Preferred.ShouldBe([behind]);
            return step.Probabilities;
        }
    }

    [Fact]
    public void Ties_are_broken_among_the_tied_only()
    {
        var step = PocockSimon.Weigh([[5, 5, 9]], [1, 1, 1], [1], ImbalanceMeasure.Range, 1);

        step.Preferred.ShouldBe([0, 1]);
        step.Probabilities.ShouldBe([0.5, 0.5, 0], 1e-12);
    }

    [Fact]
    public void The_first_participant_is_allocated_by_the_ratio()
    {
        PocockSimon.Weigh([[0, 0, 0], [0, 0, 0]], [1, 1, 1], [1, 1], ImbalanceMeasure.StandardDeviation, 0.8).Probabilities.ShouldBe([1 / 3.0, 1 / 3.0, 1 / 3.0], 1e-12);
        var balanced = PocockSimon.Weigh([[8, 4, 4]], [2, 1, 1], [1], ImbalanceMeasure.Range, 0.8);
        balanced.Preferred.ShouldBe([0]); // adding to the arm of two parts disturbs least
    }

    [Fact]
    public void Factors_count_by_their_weights()
    {
        // The first factor asks for A, the second for B; the heavier wins.
        PocockSimon.Weigh([[0, 3], [3, 0]], [1, 1], [2, 1], ImbalanceMeasure.Range, 0.9).Preferred.ShouldBe([0]);
        PocockSimon.Weigh([[0, 3], [3, 0]], [1, 1], [1, 2], ImbalanceMeasure.Range, 0.9).Preferred.ShouldBe([1]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.0999, 0)]
    [InlineData(0.1001, 1)]
    [InlineData(0.8999, 1)]
    [InlineData(0.9001, 2)]
    [InlineData(0.99999, 2)]
    public void A_draw_falls_on_an_arm_by_its_probability(double fraction, int arm) => PocockSimon.Draw(new MinimizationStep([], [1], [0.1, 0.8, 0.1]), fraction).ShouldBe(arm);

    [Fact]
    public void The_same_arrivals_give_the_same_arms_and_the_margins_stay_balanced()
    {
        var scheme = new SchemeDefinition("minimization", ["NEW", "PBO"], [2, 1], [], [new SchemeFactor("SEX", ["F", "M"]), new SchemeFactor("AGE", ["YOUNG", "OLD"])], "range", 0.8m, [1, 2]);
        var arrivals = Enumerable.Range(0, 300).Select(i => (IReadOnlyList<string>)[i % 3 == 0 ? "F" : "M", i % 7 < 3 ? "YOUNG" : "OLD"]).ToList();
        List<string> Allocate(int seed)
        {
            var replay = new MinimizationReplay(scheme, SlotListTests.Seed(seed), "S", 1);
            return [.. arrivals.Select(levels => replay.Next(levels).Arm)];
        }

        var arms = Allocate(1);

        Allocate(1).ShouldBe(arms);
        Allocate(2).ShouldNotBe(arms);
        foreach (var level in (string[])["F", "M", "YOUNG", "OLD"])
        {
            var margin = arms.Zip(arrivals).Where(pair => pair.Second.Contains(level)).Select(pair => pair.First).ToList();
            (margin.Count(arm => arm == "NEW") / 2.0 - margin.Count(arm => arm == "PBO")).ShouldBeInRange(-4, 4, level);
        }

        Should.Throw<ArgumentException>(() => new MinimizationReplay(scheme, SlotListTests.Seed(1), "S", 1).Next(["F", "MIDDLE"])).Message.ShouldStartWith("'F/MIDDLE' does not name a level of each factor.");
    }
}
