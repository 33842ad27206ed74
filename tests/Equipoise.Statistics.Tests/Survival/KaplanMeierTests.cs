using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class KaplanMeierTests
{
    // Six rows: events at 1, 1, 4 and 6, censored at 3 and 4.
    //   t = 1: n 6, d 2: S = 4/6 = 2/3;           Greenwood 2/(6·4) = 1/12;          hazard 1/3
    //   t = 3: n 4, d 0: nothing moves
    //   t = 4: n 3, d 1: S = 2/3·2/3 = 4/9;       Greenwood 1/12 + 1/(3·2) = 1/4;    hazard 1/3 + 1/3
    //   t = 6: n 1, d 1: S = 0;                   Greenwood is not finite;           hazard 2/3 + 1
    private static readonly SurvivalData SixRows = new([4, 1, 6, 3, 1, 4], [true, true, true, false, true, false]);

    [Fact]
    public void Six_rows_give_the_product_worked_by_hand()
    {
        var curve = KaplanMeier.Estimate(SixRows);

        curve.Times.ShouldBe([1, 3, 4, 6]);
        curve.AtRisk.ShouldBe([6, 4, 3, 1]);
        curve.Events.ShouldBe([2, 0, 1, 1]);
        curve.Censored.ShouldBe([0, 1, 1, 0]);
        curve.Survival.ShouldBe([2.0 / 3, 2.0 / 3, 4.0 / 9, 0], 1e-15);
        curve.GreenwoodError.Take(3).ShouldBe([Math.Sqrt(1.0 / 12), Math.Sqrt(1.0 / 12), 0.5], 1e-15);
        curve.CumulativeHazard.ShouldBe([1.0 / 3, 1.0 / 3, 2.0 / 3, 5.0 / 3], 1e-15);
        // Σ d/n²: 2/36, then 1/9 more, then 1 more.
        curve.CumulativeHazardError.ShouldBe([Math.Sqrt(2.0 / 36), Math.Sqrt(2.0 / 36), Math.Sqrt(6.0 / 36), Math.Sqrt(42.0 / 36)], 1e-15);
    }

    [Fact]
    public void The_restricted_mean_is_the_area_worked_by_hand()
    {
        // Up to 5: 1·1 + (4 − 1)·2/3 + (5 − 4)·4/9 = 31/9. Areas after the events: 22/9 at 1 and 4/9 at 4;
        // variance (22/9)²·2/(6·4) + (4/9)²·1/(3·2) = 484/972 + 16/486 = 516/972.
        var mean = RestrictedMean.Of(KaplanMeier.Estimate(SixRows), 5);

        mean.Mean.ShouldBe(31.0 / 9, 1e-14);
        mean.Variance.ShouldBe(516.0 / 972, 1e-14);
        mean.TimeLost.ShouldBe(14.0 / 9, 1e-14);
    }

    [Theory]
    [InlineData(ConfidenceType.Plain, 0.5 - 0.489991, 0.5 + 0.489991)]
    // exp(log ½ ± 1.959964·0.5), cut at 1
    [InlineData(ConfidenceType.Log, 0.187659, 1)]
    // ½^exp(±1.959964·0.5/log 2)
    [InlineData(ConfidenceType.LogLog, 0.057847, 0.844861)]
    // 1/(1 + exp(±1.959964·0.5/0.5))
    [InlineData(ConfidenceType.Logit, 0.123471, 0.876529)]
    // sin²(π/4 ± ½·1.959964·0.5·1)
    [InlineData(ConfidenceType.Arcsin, 0.084756, 0.915244)]
    public void Each_interval_follows_its_formula(ConfidenceType type, double lower, double upper)
    {
        // Two of four die: S = ½, and the standard error of log S is √(1/12 + 1/6) = ½.
        var landmark = KaplanMeier.Estimate(new SurvivalData([1, 2, 3, 4], [true, true, true, true])).At(2, type, 0.95);

        landmark.Survival.ShouldBe(0.5, 1e-15);
        landmark.Lower.ShouldBe(lower, 1e-6);
        landmark.Upper.ShouldBe(upper, 1e-6);
    }

    [Fact]
    public void A_median_on_a_flat_piece_is_its_middle()
    {
        var curve = KaplanMeier.Estimate(new SurvivalData([1, 2, 3, 4], [true, true, true, true]));

        curve.Quantile(0.5, ConfidenceType.Log, 0.95).Time.ShouldBe(2.5);
    }

    [Fact]
    public void A_curve_that_never_comes_down_to_half_has_no_median()
    {
        var curve = KaplanMeier.Estimate(new SurvivalData([1, 2, 3, 4], [true, false, false, false]));

        curve.Quantile(0.5, ConfidenceType.Log, 0.95).Time.ShouldBe(double.NaN);
        curve.Quantile(0.2, ConfidenceType.Log, 0.95).Time.ShouldBe(1);
    }

    [Fact]
    public void Times_that_differ_by_rounding_are_one_time()
    {
        var curve = KaplanMeier.Estimate(new SurvivalData([0.1 + 0.2, 0.3, 0.5], [true, true, true]));

        curve.Times.Count.ShouldBe(2);
        curve.Events.ShouldBe([2, 1]);
    }

    [Fact]
    public void Late_entry_counts_only_those_who_have_entered()
    {
        // Entry at 0, 2 and 3, end at 4, 3 and 5: at 3 the third has not entered (an interval is open at its start).
        var curve = KaplanMeier.Estimate(new SurvivalData([4, 3, 5], [true, true, false], [0, 2, 3]));

        curve.AtRisk.ShouldBe([2, 2, 1]);
        curve.Survival.ShouldBe([0.5, 0.25, 0.25], 1e-15);
        curve.At(2.5, ConfidenceType.Log, 0.95).AtRisk.ShouldBe(2);
        curve.At(1.5, ConfidenceType.Log, 0.95).AtRisk.ShouldBe(1);
        // summary(survfit(Surv(c(0, 2, 3), c(4, 3, 5), c(1, 1, 0)) ~ 1), times = c(1.5, 2.5, 3, 6), extend = TRUE)$n.risk of R: 2 2 2 0.
        new[] { 1.5, 2.5, 3, 6 }.Select(curve.AtRiskFrom).ShouldBe([2, 2, 2, 0]);
    }

    [Fact]
    public void Whole_weights_are_the_same_as_rows_repeated()
    {
        var weighted = KaplanMeier.Estimate(new SurvivalData([1, 2, 3], [true, false, true], weights: [2, 3, 1]));
        var repeated = KaplanMeier.Estimate(new SurvivalData([1, 1, 2, 2, 2, 3], [true, true, false, false, false, true]));

        weighted.Survival.ShouldBe(repeated.Survival, 1e-15);
        weighted.GreenwoodError.Take(2).ShouldBe(repeated.GreenwoodError.Take(2), 1e-15);
    }

    [Fact]
    public void Robust_errors_without_weights_are_those_of_the_empirical_distribution()
    {
        // Without censoring the weight derivative of S(t) is (1[T > t] − S(t))/n, so that the variance of S is S(1 − S)/n.
        var curve = KaplanMeier.Estimate(new SurvivalData([1, 2, 3, 4, 5], [true, true, true, true, true]), robust: true);

        for (var i = 0; i < 4; i++)
        {
            var survival = curve.Survival[i];
            (curve.ErrorOfLogSurvival[i] * survival).ShouldBe(Math.Sqrt(survival * (1 - survival) / 5), 1e-14);
        }
    }

    [Fact]
    public void Nobody_left_and_nobody_at_all_are_said_in_words()
    {
        Should.Throw<StatisticsException>(() => KaplanMeier.Estimate(new SurvivalData([], []))).Message.ShouldContain("no rows");
        Should.Throw<StatisticsException>(() => RestrictedMean.Of(KaplanMeier.Estimate(new SurvivalData([1, 2], [true, false])), 3))
            .Message.ShouldContain("at most 2");
    }

    [Theory]
    [InlineData(-1, "The time of row 2 is -1")]
    [InlineData(double.NaN, "The time of row 2 is NaN")]
    [InlineData(double.PositiveInfinity, "The time of row 2 is ∞")]
    public void An_impossible_time_is_refused_with_its_row(double time, string sentence) =>
        Should.Throw<StatisticsException>(() => new SurvivalData([1, time], [true, true])).Message.ShouldContain(sentence.Replace("∞", "Infinity"));

    // survfit(Surv(1:3, c(1, 1, 1)) ~ 1, weights = c(.5, 1.5, 1), conf.type = "plain") of R: std.err 0.1712337223046938, 0.28327886186626583, 0, and limits of 0 at the end.
    [Fact]
    public void Where_nobody_survives_the_robust_error_is_zero()
    {
        var curve = KaplanMeier.Estimate(new SurvivalData([1, 2, 3], [true, true, true], [], [0.5, 1.5, 1]));

        curve.Error.ShouldBe([0.1712337223046938, 0.28327886186626583, 0], 1e-12);
        curve.At(3, ConfidenceType.Plain, 0.95).ShouldBe(new Landmark(3, 1, 0, 0, 0, 0));
    }
}
