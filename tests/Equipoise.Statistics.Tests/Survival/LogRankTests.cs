using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class LogRankTests
{
    // Group a: events at 1 and 3, censored at 4. Group b: events at 2 and 5, censored at 3.
    //   t = 1: n 6 (3 a), d 1 in a: expected in b 3/6
    //   t = 2: n 5 (2 a), d 1 in b: expected in b 3/5
    //   t = 3: n 4 (2 a), d 1 in a: expected in b 2/4
    //   t = 5: n 1 (0 a), d 1 in b: expected in b 1
    // Observed in b 2, expected 2.6; variance 1/4 + 6/25 + 1/4 + 0 = 0.74.
    private static readonly SurvivalData SixRows = new([1, 3, 4, 2, 5, 3], [true, true, false, true, true, false]);
    private static readonly Factor Arm = Factor.Of("arm", ["a", "a", "a", "b", "b", "b"]);

    [Fact]
    public void Six_rows_give_the_sums_worked_by_hand()
    {
        var result = LogRank.Test(SixRows, Arm);

        result.Observed.ShouldBe([2, 2]);
        result.Expected.ShouldBe([1.4, 2.6], 1e-15);
        result.Variance[1, 1].ShouldBe(0.74, 1e-15);
        result.ChiSquared.ShouldBe(0.36 / 0.74, 1e-14);
        result.Z.ShouldBe(-0.6 / Math.Sqrt(0.74), 1e-14);
        result.DegreesOfFreedom.ShouldBe(1);
    }

    [Fact]
    public void Weights_are_the_pooled_survival_just_before()
    {
        // S before the event times: 1, 5/6, 2/3, 1/2. With γ = 1 the weights are 0, 1/6, 1/3, 1/2.
        var result = LogRank.Test(SixRows, Arm, weights: new FlemingHarrington(0, 1));

        result.Observed[1].ShouldBe(1.0 / 6 + 1.0 / 2, 1e-15);
        result.Expected[1].ShouldBe(0.6 / 6 + 0.5 / 3 + 1.0 / 2, 1e-15);
        result.Variance[1, 1].ShouldBe(0.24 / 36 + 0.25 / 9, 1e-15);
    }

    [Fact]
    public void Strata_add_their_sums()
    {
        var strata = Factor.Of("site", ["x", "x", "y", "x", "y", "y"]);

        var result = LogRank.Test(SixRows, Arm, strata);
        // x: a dies at 1 (2 a, 1 b at risk), b at 2 (1 a, 1 b), a at 3 alone; y: b dies at 5 alone.
        result.Expected[1].ShouldBe(1.0 / 3 + 1.0 / 2 + 0 + 1, 1e-15);
        result.Variance[1, 1].ShouldBe(2.0 / 9 + 1.0 / 4, 1e-15);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_in_words()
    {
        Should.Throw<StatisticsException>(() => LogRank.Test(SixRows, Factor.Of("arm", ["a", "a", "a", "a", "a", "a"]))).Message.ShouldContain("two groups at least");
        Should.Throw<StatisticsException>(() => LogRank.Test(new SurvivalData([1, 2], [false, false]), Factor.Of("arm", ["a", "b"]))).Message.ShouldContain("no events");
    }
}
