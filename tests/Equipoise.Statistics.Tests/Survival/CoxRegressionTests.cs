using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class CoxRegressionTests
{
    // Five rows, x = 1, 0, 1, 0, 0 with events at 1 (x = 1), 2 (x = 0) and 3 (x = 1), the others censored at 4. With r = exp(β):
    //   t = 1: r/(2r + 3)    t = 2: 1/(r + 3)    t = 3: r/(r + 2)
    // The slope of the log likelihood, 2 − 2r/(2r + 3) − r/(r + 3) − r/(r + 2), is 0 where
    // 2(2r + 3)(r + 3)(r + 2) = 2r(r + 3)(r + 2) + r(2r + 3)(r + 2) + r(2r + 3)(r + 3),
    // 4r³ + 26r² + 54r + 36 = 6r³ + 26r² + 27r, that is 2r³ − 27r − 36 = 0.
    private static readonly SurvivalData FiveRows = new([1, 2, 3, 4, 4], [true, true, true, false, false]);
    private static readonly Covariates X = new Covariates().Add("x", [1, 0, 1, 0, 0]);

    // Ties: two of the four die together at 1, one with x = 1 and one with x = 0; then x = 1 dies at 2 beside x = 0.
    private static readonly SurvivalData Tied = new([1, 1, 2, 3], [true, true, true, false]);
    private static readonly Covariates TiedX = new Covariates().Add("x", [1, 0, 1, 0]);

    [Fact]
    public void Without_ties_the_estimate_solves_the_equation_worked_by_hand()
    {
        var fit = CoxRegression.Fit(FiveRows, X);

        var r = Math.Exp(fit.Coefficients[0]);
        ((2 * r * r * r) - (27 * r) - 36).ShouldBe(0, 1e-8);
        // p(1 − p) of each risk set: 6r/(2r + 3)², 3r/(r + 3)², 2r/(r + 2)².
        var information = (6 * r / Math.Pow((2 * r) + 3, 2)) + (3 * r / Math.Pow(r + 3, 2)) + (2 * r / Math.Pow(r + 2, 2));
        fit.Variance[0, 0].ShouldBe(1 / information, 1e-10);
        fit.LogLikelihoodAtZero.ShouldBe(-Math.Log(5 * 4 * 3), 1e-12);
        fit.LogLikelihood.ShouldBe(Math.Log(r / ((2 * r) + 3) / (r + 3) * r / (r + 2)), 1e-12);
    }

    // At β = 0:  Breslow 1/4²·1/2;  Efron 1/(4·3)·1/2;  exact 1/6·1/2 (six pairs).
    [Theory]
    [InlineData(TieMethod.Breslow, 32.0)]
    [InlineData(TieMethod.Efron, 24.0)]
    [InlineData(TieMethod.Exact, 12.0)]
    public void Each_treatment_of_ties_has_its_own_likelihood(TieMethod ties, double denominator) =>
        CoxRegression.Fit(Tied, TiedX, new CoxOptions { Ties = ties }).LogLikelihoodAtZero.ShouldBe(-Math.Log(denominator), 1e-13);

    [Fact]
    public void Exact_ties_give_the_estimate_worked_by_hand()
    {
        // Pairs of r, r, 1, 1: one of r², four of r, one of 1. The likelihood r/(r² + 4r + 1)·r/(r + 1) has its maximum where
        // 2 = (2r² + 4r)/(r² + 4r + 1) + r/(r + 1), that is (4r + 2)(r + 1) = r(r² + 4r + 1), or r³ − 5r − 2 = 0.
        var r = Math.Exp(CoxRegression.Fit(Tied, TiedX, new CoxOptions { Ties = TieMethod.Exact }).Coefficients[0]);

        ((r * r * r) - (5 * r) - 2).ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Residuals_of_a_fit_sum_to_what_theory_says()
    {
        var fit = CoxRegression.Fit(Tied, TiedX);
        var residuals = CoxResiduals.Of(fit);

        residuals.Martingale.Sum().ShouldBe(0, 1e-12);
        residuals.Score().Sum(row => row[0]).ShouldBe(0, 1e-10);
        residuals.Schoenfeld().Sum(row => row.Residual[0]).ShouldBe(0, 1e-10);
    }

    [Fact]
    public void The_hazard_without_covariates_effect_is_that_of_Nelson_and_Aalen()
    {
        // x is balanced in both risk sets that have events, so that its coefficient is 0 and the hazards 2/4, 1/2 are Breslow's.
        var data = new SurvivalData([1, 1, 2, 2], [true, true, true, true]);
        var fit = CoxRegression.Fit(data, new Covariates().Add("x", [1, 0, 1, 0]), new CoxOptions { Ties = TieMethod.Breslow });

        fit.Coefficients[0].ShouldBe(0, 1e-12);
        BaselineHazard.Of(fit)[0].CumulativeHazard.ShouldBe([0.5, 1.5], 1e-12);
    }

    [Fact]
    public void A_monotone_likelihood_is_said_and_Firths_penalty_is_finite()
    {
        var data = new SurvivalData([1, 2, 3, 4, 5, 6], [true, true, true, false, false, false]);
        var x = new Covariates().Add("x", [1, 1, 1, 0, 0, 0]);

        CoxRegression.Fit(data, x).Infinite.ShouldBe(["x"]);
        var firth = CoxRegression.Fit(data, x, new CoxOptions { Firth = true });
        firth.Infinite.ShouldBeEmpty();
        firth.Coefficients[0].ShouldBeInRange(0.5, 5);
        ProfileLikelihood.Limits(CoxRegression.Fit(data, x), 0, 0.95).Upper.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Firths_penalty_solves_the_equation_worked_by_hand()
    {
        // One event of three at risk, x = 1, 0, 0: U = 1 − p and I = p(1 − p) with p = r/(r + 2). The penalty adds ½·d(log I)/dβ
        // = ½(1 − 2p), so that 1 − p + ½ − p = 0: p = ¾, r = 6.
        var fit = CoxRegression.Fit(new SurvivalData([1, 2, 2], [true, false, false]), new Covariates().Add("x", [1, 0, 0]), new CoxOptions { Firth = true });

        Math.Exp(fit.Coefficients[0]).ShouldBe(6, 1e-8);
    }

    [Fact]
    public void A_covariate_that_others_determine_is_left_out_and_said()
    {
        var x = new Covariates().Add("x", [1, 0, 1, 0, 0]).Add("same", [3, 1, 3, 1, 1]).Add("constant", [7, 7, 7, 7, 7]);

        var fit = CoxRegression.Fit(FiveRows, x);

        fit.LeftOut.ShouldBe(["same", "constant"]);
        fit.Coefficients[0].ShouldBe(CoxRegression.Fit(FiveRows, X).Coefficients[0], 1e-12);
        fit.Coefficients[1].ShouldBe(double.NaN);
    }

    [Fact]
    public void A_profile_limit_is_where_the_likelihood_has_lost_half_a_quantile()
    {
        var fit = CoxRegression.Fit(FiveRows, X);
        var (lower, upper) = ProfileLikelihood.Limits(fit, 0, 0.95);

        foreach (var r in (double[])[Math.Exp(lower), Math.Exp(upper)])
            (2 * (fit.LogLikelihood - Math.Log(r / ((2 * r) + 3) / (r + 3) * r / (r + 2)))).ShouldBe(3.841458820694124, 1e-8);
    }

    [Fact]
    public void A_row_cut_into_intervals_changes_nothing()
    {
        var cut = new SurvivalData([1, 1.5, 2, 3, 4, 2.5, 4], [true, false, true, true, false, false, false], [0, 0, 1.5, 0, 0, 0, 2.5]);
        var x = new Covariates().Add("x", [1, 0, 0, 1, 0, 0, 0]);

        CoxRegression.Fit(cut, x).Coefficients[0].ShouldBe(CoxRegression.Fit(FiveRows, X).Coefficients[0], 1e-10);
    }

    [Fact]
    public void The_score_test_of_exact_ties_is_the_log_rank_test() =>
        CoxRegression.Fit(Tied, TiedX, new CoxOptions { Ties = TieMethod.Exact }).ScoreTest
            .ShouldBe(LogRank.Test(Tied, Factor.Of("x", ["1", "0", "1", "0"])).ChiSquared, 1e-12);

    [Fact]
    public void Concordance_counts_the_pairs_worked_by_hand()
    {
        // Pairs of FiveRows: the event at 1 (x = 1) with four others, of which one has x = 1 (½) and three have x = 0 (1 each); the
        // event at 2 (x = 0) with x = 1 (0) and two x = 0 (½ each); the event at 3 (x = 1) with two x = 0 (1 each). β > 0:
        // (3.5 + 1 + 2)/(4 + 3 + 2).
        Concordance.Of(CoxRegression.Fit(FiveRows, X)).Estimate.ShouldBe(6.5 / 9, 1e-12);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused_in_words()
    {
        Should.Throw<StatisticsException>(() => CoxRegression.Fit(new SurvivalData([1, 2], [false, false]), new Covariates().Add("x", [0, 1]))).Message.ShouldContain("no events");
        Should.Throw<StatisticsException>(() => CoxRegression.Fit(FiveRows, new Covariates())).Message.ShouldContain("no covariates");
        Should.Throw<StatisticsException>(() => CoxRegression.Fit(FiveRows, new Covariates().Add("x", [1, 1, 1, 1, 1]))).Message.ShouldContain("No covariate varies");
    }

    // coxph(Surv(s, t, rep(1, 6)) ~ g + x) of R "ran out of iterations": the dying row can be made the likeliest of every risk set, up to a likelihood of 1, where nothing slopes.
    [Fact]
    public void A_likelihood_that_rises_to_one_has_infinite_coefficients()
    {
        var data = new SurvivalData(
            [11.472, 8.129, 26.587, 0.8606, 0.718, 9.402], [true, true, true, true, true, true], [5.87, 5.92, 0, 0.254, 0.062, 1.3]);
        var arms = Factor.Of("g", ["a", "d", "c", "c", "a", "d"], ["a", "c", "d"]);

        var fit = CoxRegression.Fit(data, new Covariates().Add(arms).Add("x", [9900.07, 9811.47, 10106.09, 10001.08, 9821.07, 10102.14]));

        // Where the largest of a risk set has just left it, subtraction would leave nothing of the others but rounding.
        fit.LogLikelihood.ShouldBeInRange(-1e-6, 1e-12);
        fit.Infinite.ShouldBe(["gc", "gd", "x"]);
        CoxResiduals.Of(fit).Deviance.Length.ShouldBe(6);
    }

    // R gives no coefficient here (coxph(Surv(t, e) ~ x + strata(s), weights = w): NA). Weights that no binary fraction is equal to leave a variance of 10⁻¹⁷ where there is none.
    [Fact]
    public void A_covariate_that_is_constant_among_those_at_risk_is_refused_whatever_the_weights()
    {
        var data = new SurvivalData([4, 3, 2, 1], [true, false, false, true], [], [2.304, 1.949, 0.486, 2.646]);
        var strata = Factor.Of("s", ["a", "b", "b", "b"]);

        Should.Throw<StatisticsException>(() => CoxRegression.Fit(data, new Covariates().Add("x", [0.7, 0.1, 0.1, 0.1]), new CoxOptions { Strata = strata }))
            .Message.ShouldContain("No covariate varies among those at risk at an event");
    }

    // coxph(Surv(c(0, 0, 1, 0), c(2, 3, 4, 5), rep(1, 4)) ~ c(1.5, 2, 4, 3), weights = 1:4) of R: means 2.625, the plain mean, and these linear.predictors; without starts 2.95.
    [Fact]
    public void With_late_entry_the_linear_predictor_is_centered_at_the_plain_mean()
    {
        var x = new Covariates().Add("x", [1.5, 2, 4, 3]);
        bool[] events = [true, true, true, true];

        var late = CoxRegression.Fit(new SurvivalData([2, 3, 4, 5], events, [0, 0, 1, 0], [1, 2, 3, 4]), x);

        late.Means[0].ShouldBe(2.625);
        double[] predictors = [0.9034483873156702, 0.5019157707309279, -1.1042146956080412, -0.3011494624385564];
        CoxResiduals.Of(late).LinearPredictor.Zip(predictors).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
        CoxRegression.Fit(new SurvivalData([2, 3, 4, 5], events, [], [1, 2, 3, 4]), x).Means[0].ShouldBe(2.95, 1e-15);
    }

    // coxph of R: "Loglik converged before variable 1,2,3; coefficient may be infinite". No covariate separates by itself; together they do, and what is left of the information has a lower rank.
    [Fact]
    public void Coefficients_that_run_to_infinity_together_are_named()
    {
        var data = new SurvivalData([2770466.0538583994, 1398565.4953867197, 2567208.6346894503, 3030895.1861914368, 3149132.0428889315, 24065645.980894424, 6463309.8315812126], [true, true, true, true, true, true, true]);
        double[] first = [-975.59032442535215, -490.71916672637531, 325.70096046654902, -1467.8668973319407, 1226.902564202506, -2627.3039184281802, 636.29065123861267], second = [1, 0, 1, 0, 1, 1, 1];

        var fit = CoxRegression.Fit(data, new Covariates().Add("x1", first).Add("x2", second).Add("x1:x2", [.. first.Zip(second, (a, b) => a * b)]));

        fit.Infinite.ShouldNotBeEmpty();
    }
}
