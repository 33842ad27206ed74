using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class AdjustedComparisonTests
{
    private static readonly SurvivalData Rows = new([2, 3, 5, 8, 9, 12, 1, 4, 6, 7, 10, 11], [true, false, true, true, false, true, true, true, false, true, true, false]);
    private static readonly Factor Arms = Factor.Of("arm", ["a", "a", "a", "a", "a", "a", "b", "b", "b", "b", "b", "b"]);

    [Fact]
    public void Without_censoring_the_adjusted_mean_is_a_least_squares_fit()
    {
        // min(T, 5) is 1, 3 | 2, 5: means 2 and 3.5, difference 1.5; the covariate is balanced and does not enter.
        var data = new SurvivalData([1, 3, 2, 9], [true, true, true, true]);
        var arms = Factor.Of("arm", ["a", "a", "b", "b"]);

        var fit = RestrictedMeanRegression.Fit(data, arms, new Covariates(), 5, RestrictedMeanScale.Difference);

        fit.Coefficients[0].ShouldBe(2, 1e-14);
        fit.Coefficients[1].ShouldBe(1.5, 1e-14);
        // Residuals ∓1 and ∓1.5: (1 + 1)/2² + (2.25 + 2.25)/2².
        fit.Variance[1, 1].ShouldBe(0.5 + 1.125, 1e-14);
    }

    [Fact]
    public void With_no_covariates_the_estimates_are_those_of_the_curves()
    {
        // The weighted mean with the censoring curve is the area under the survival curve (Satten and Datta, Am Stat 2001;55:207–210).
        var curves = KaplanMeier.Estimate(Rows, Arms);
        var (control, treated) = (RestrictedMean.Of(curves[0], 9), RestrictedMean.Of(curves[1], 9));

        var fits = Enum.GetValues<RestrictedMeanScale>().Select(scale => RestrictedMeanRegression.Fit(Rows, Arms, new Covariates(), 9, scale).Contrast(1, 0.95).Estimate).ToArray();

        fits[0].ShouldBe(treated.Mean - control.Mean, 1e-12);
        fits[1].ShouldBe(treated.Mean / control.Mean, 1e-12);
        fits[2].ShouldBe(treated.TimeLost / control.TimeLost, 1e-12);
    }

    [Fact]
    public void A_stratified_difference_weighs_strata_by_their_rows()
    {
        var strata = Factor.Of("sex", ["f", "f", "f", "f", "m", "m", "f", "f", "f", "f", "m", "m"]);
        int[] women = [0, 1, 2, 3, 6, 7, 8, 9], men = [4, 5, 10, 11];

        var all = StratifiedDifference.OfRestrictedMeans(Rows, Arms, strata, 7);

        var (ofWomen, ofMen) = (StratifiedDifference.OfRestrictedMeans(Rows.Of(women), Arms.Of(women), null, 7), StratifiedDifference.OfRestrictedMeans(Rows.Of(men), Arms.Of(men), null, 7));
        all.Estimate.ShouldBe(((8 * ofWomen.Estimate) + (4 * ofMen.Estimate)) / 12, 1e-13);
        all.Error.ShouldBe(Math.Sqrt((64 * ofWomen.Error * ofWomen.Error) + (16 * ofMen.Error * ofMen.Error)) / 12, 1e-13);
    }

    [Fact]
    public void A_stratum_with_one_arm_is_named() =>
        Should.Throw<StatisticsException>(() => StratifiedDifference.OfSurvival(Rows, Arms, Factor.Of("sex", ["f", "m", "m", "m", "m", "m", "m", "m", "m", "m", "m", "m"]), 5)).Message.ShouldContain("stratum f");

    [Fact]
    public void A_forest_has_the_ratio_of_each_subgroup_and_one_test_for_each_variable()
    {
        var sex = Factor.Of("sex", ["f", "m", "f", "m", "f", "m", "f", "m", "f", "m", "f", "m"]);

        var forest = SubgroupForest.Of(Rows, Arms, [sex]);

        forest.Select(effect => effect.Level).ShouldBe(["all", "f", "m"]);
        forest[0].HazardRatio.ShouldBe(CoxRegression.Fit(Rows, new Covariates().Add(Arms)).HazardRatio(0, 0.95).Estimate, 1e-12);
        (forest[1].Treated + forest[2].Treated, forest[1].ControlEvents + forest[2].ControlEvents).ShouldBe((6, 4));
        forest[1].InteractionPValue.ShouldBe(forest[2].InteractionPValue);
        forest[1].InteractionDegreesOfFreedom.ShouldBe(1);
    }

    [Fact]
    public void A_subgroup_without_events_has_no_ratio()
    {
        var forest = SubgroupForest.Of(Rows, Arms, [Factor.Of("x", ["p", "q", "p", "p", "q", "p", "p", "p", "q", "p", "p", "q"])]);

        double.IsNaN(forest.Single(effect => string.Equals(effect.Level, "q", StringComparison.Ordinal)).HazardRatio).ShouldBeTrue();
    }

    [Fact]
    public void Units_as_large_as_numbers_go_change_nothing_but_the_unit()
    {
        double[] x = [1, 4, 2, 5, 3, 3, 2, 1, 5, 4, 2, 6];
        var (small, large) = (CoxRegression.Fit(Rows, new Covariates().Add("x", x)), CoxRegression.Fit(Rows, new Covariates().Add("x", Array.ConvertAll(x, value => value * 1e307))));
        var far = new SurvivalData(Array.ConvertAll(Rows.Times.ToArray(), time => time * 1e307), Rows.Events);
        var (near, distant) = (RestrictedMean.Of(KaplanMeier.Estimate(Rows), 9), RestrictedMean.Of(KaplanMeier.Estimate(far), 9e307));

        large.Z(0).ShouldBe(small.Z(0), 1e-9);
        (large.Coefficients[0] * 1e307).ShouldBe(small.Coefficients[0], 1e-9);
        (distant.Mean / 1e307).ShouldBe(near.Mean, 1e-12);
        (distant.Error / 1e307).ShouldBe(near.Error, 1e-12);
    }
}
