using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class RestrictedMeanTests
{
    // Control: all four die at 1, 2, 3, 4: S = ¾, ½, ¼, 0 and the mean up to 3 is 1 + ¾ + ½ = 2.25; areas after 1, 2 are 1.25 and 0.5:
    // variance 1.25²·1/12 + 0.5²·1/6. Treated: one of four dies at 2: the mean is 2 + ¾ = 2.75; variance 0.75²·1/12.
    private static readonly RestrictedMean Control = RestrictedMean.Of(KaplanMeier.Estimate(new SurvivalData([1, 2, 3, 4], [true, true, true, true])), 3);
    private static readonly RestrictedMean Treated = RestrictedMean.Of(KaplanMeier.Estimate(new SurvivalData([2, 5, 5, 5], [true, false, false, false])), 3);

    [Fact]
    public void The_means_and_variances_are_those_worked_by_hand()
    {
        Control.Mean.ShouldBe(2.25, 1e-14);
        Control.Variance.ShouldBe((1.5625 / 12) + (0.25 / 6), 1e-14);
        Treated.Mean.ShouldBe(2.75, 1e-14);
        Treated.Variance.ShouldBe(0.5625 / 12, 1e-14);
    }

    [Fact]
    public void The_contrasts_follow_their_formulas()
    {
        var comparison = new RestrictedMeanComparison(Treated, Control);
        var (difference, ratio, lost) = (comparison.Difference(0.95), comparison.Ratio(0.95), comparison.RatioOfTimesLost(0.95));
        var error = Math.Sqrt(Treated.Variance + Control.Variance);

        difference.Estimate.ShouldBe(0.5, 1e-14);
        difference.Upper.ShouldBe(0.5 + (1.959963984540054 * error), 1e-12);
        difference.PValue.ShouldBe(2 * Normal.UpperTail(0.5 / error), 1e-14);
        ratio.Estimate.ShouldBe(2.75 / 2.25, 1e-14);
        lost.Estimate.ShouldBe(0.25 / 0.75, 1e-14);
        (ratio.Lower * ratio.Upper).ShouldBe(ratio.Estimate * ratio.Estimate, 1e-12);
    }
}
