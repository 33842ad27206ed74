using Equipoise.Statistics.Design;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Proportions;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Conformance.Statistics;

/// <summary>Random data with ties, weights, clusters, strata and late entry, beside what R says of them now.</summary>
public sealed class RandomDataInRTests
{
    private const double Tolerance = 1e-9;

    private static readonly (string Name, ConfidenceType Type)[] Scales =
        [("log", ConfidenceType.Log), ("log-log", ConfidenceType.LogLog), ("plain", ConfidenceType.Plain), ("logit", ConfidenceType.Logit), ("arcsin", ConfidenceType.Arcsin)];

    [Fact]
    public void Every_curve_of_random_data_in_R() => Each(set =>
    {
        CompareCurve(set, "plain", KaplanMeier.Estimate(Data(set)));
        CompareCurve(set, "weighted", KaplanMeier.Estimate(Data(set, isWeighted: true)));
        CompareCurve(set, "late", KaplanMeier.Estimate(Data(set, isLate: true)));
        CompareCurve(set, "clustered", KaplanMeier.Estimate(Data(set), clusters: Factor(set, "id")));
    });

    [Fact]
    public void Every_limit_quantile_and_mean_of_random_data_in_R() => Each(set =>
    {
        var curve = KaplanMeier.Estimate(Data(set));
        foreach (var (name, type) in Scales)
        {
            var (lower, upper) = curve.Limits(type, 0.95);
            lower.Concat(upper).ShouldAgree(set[$"limits {name}"], Tolerance, name);
            var quantiles = new[] { 0.25, 0.5, 0.75 }.Select(fraction => curve.Quantile(fraction, type, 0.95)).ToList();
            quantiles.Select(of => of.Time).Concat(quantiles.Select(of => of.Lower)).Concat(quantiles.Select(of => of.Upper)).ShouldAgree(set[$"quantiles {name}"], Tolerance, name);
        }

        var mean = RestrictedMean.Of(curve, set["tau"][0]);
        new[] { mean.Mean, mean.Error }.ShouldAgree(set["mean"], Tolerance, "mean");
    });

    [Fact]
    public void Every_log_rank_test_of_random_data_in_R() => Each(set =>
    {
        var groups = Factor(set, "g");
        foreach (var rho in new[] { 0, 0.5, 1 })
            Sums(LogRank.Test(Data(set), groups, null, new FlemingHarrington(rho, 0))).ShouldAgree(set[FormattableString.Invariant($"logrank {rho}")], Tolerance, $"rho {rho}");
        Sums(LogRank.Test(Data(set), groups, Factor(set, "s"))).ShouldAgree(set["logrank strata"], Tolerance, "strata");
    });

    [Fact]
    public void Every_Cox_model_of_random_data_in_R() => Each(set =>
    {
        foreach (var (name, fit) in Fits(set))
        {
            fit.Coefficients.ShouldAgree(set[$"{name} coef"], Tolerance, $"{name} coef");
            Flat(fit.Variance).ShouldAgree(set[$"{name} var"], Tolerance, $"{name} var");
            new[] { fit.LogLikelihoodAtZero, fit.LogLikelihood, fit.ScoreTest, fit.WaldTest }.ShouldAgree(set[$"{name} tests"], Tolerance, $"{name} tests");
            var concordance = Concordance.Of(fit);
            new[] { concordance.Estimate, concordance.Error }.ShouldAgree(set[$"{name} concordance"], Tolerance, $"{name} concordance");
        }
    });

    [Fact]
    public void Every_residual_and_baseline_of_random_data_in_R() => Each(set =>
    {
        foreach (var (name, fit) in Fits(set))
        {
            var residuals = CoxResiduals.Of(fit);
            residuals.Martingale.ShouldAgree(set[$"{name} martingale"], Tolerance, $"{name} martingale");
            residuals.LinearPredictor.ShouldAgree(set[$"{name} lp"], Tolerance, $"{name} lp");
            ByColumn(residuals.Score()).ShouldAgree(set[$"{name} score"], Tolerance, $"{name} score");
            ByColumn(residuals.DfBeta()).ShouldAgree(set[$"{name} dfbeta"], Tolerance, $"{name} dfbeta");
            BaselineHazard.Of(fit).SelectMany(curve => curve.CumulativeHazard).ShouldAgree(set[$"{name} basehaz"], Tolerance, $"{name} basehaz");
        }
    });

    [Fact]
    public void Every_test_of_proportional_hazards_of_random_data_in_R() => Each(set =>
    {
        foreach (var (name, fit) in Fits(set))
        {
            foreach (var (of, transform) in new[] { ("km", TimeTransform.KaplanMeier), ("rank", TimeTransform.Rank), ("identity", TimeTransform.Identity), ("log", TimeTransform.Log) })
            {
                if (!set.TryGetValue($"{name} zph {of}", out var expected))
                    continue;
                var test = ProportionalHazardsTest.Of(fit, transform);
                test.ChiSquared.Append(test.Global).ShouldAgree(expected, 1e-8, $"{name} {of}");
            }
        }
    });

    [Fact]
    public void Every_curve_of_competing_events_in_R() => Each(set =>
    {
        var curves = CumulativeIncidence.Estimate(Data(set), [.. set["cause"].Select(cause => (int)cause)], 2);
        curves.Causes.SelectMany(cause => cause.Probability).ShouldAgree(set["competing"], Tolerance, "probability");
        curves.Causes.SelectMany(cause => cause.Error).ShouldAgree(set["competing error"], Tolerance, "error");
    });

    [Fact]
    public void Every_exact_limit_of_a_rate_and_adjusted_p_value_in_R() => Each(set =>
    {
        var (rate, p) = (set["rate"], set["p"]);
        var (lower, upper) = ClopperPearson.Limits((int)rate[0], (int)rate[1], 0.95);
        new[] { lower, upper }.ShouldAgree(rate[2..], 1e-12, "rate");
        AdjustedPValues.Bonferroni(p).Concat(AdjustedPValues.Holm(p)).Concat(AdjustedPValues.Hochberg(p)).ShouldAgree(set["adjusted"], 1e-14, "adjusted");
    });

    [Fact]
    public void Every_normal_and_chi_squared_probability_in_R() => Each(set =>
    {
        var (u, q, c) = (set["normal"], set["quantile"], set["chisquared"]);
        // Relative to the value, however small.
        u[..8].Select((x, i) => Normal.Cdf(x) / u[8 + i]).Concat(u[..8].Select((x, i) => Normal.UpperTail(x) / u[16 + i])).ShouldAgree(Enumerable.Repeat(1.0, 16), 1e-12, "normal");
        q[..8].Select(Normal.Quantile).ShouldAgree(q[8..], 1e-12, "quantile");
        c[..6].Select((x, i) => ChiSquared.UpperTail(x, c[6 + i]) / c[12 + i]).ShouldAgree(Enumerable.Repeat(1.0, 6), 1e-11, "chi-squared");
    });

    [Fact]
    public void Every_expected_number_of_events_by_quadrature_in_R() => Each(set =>
    {
        var events = set["events"];
        var trial = new TrialTimeline(PiecewiseRate.Constant(20), events[1], PiecewiseRate.Constant(events[0]), PiecewiseRate.Constant(events[3]), PiecewiseRate.Constant(events[4]));
        var at = trial.At(events[2]);
        new[] { at.ControlEvents, at.TreatedEvents }.ShouldAgree(events[5..], 1e-10, "events");
    });

    private static void Each(Action<Dictionary<string, double[]>> compare)
    {
        RSession.Sets.Count.ShouldBe(24);
        foreach (var set in RSession.Sets)
            compare(set);
    }

    private static void CompareCurve(Dictionary<string, double[]> set, string name, SurvivalCurve curve, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        curve.Times.ShouldAgree(set[$"{name} time"], Tolerance, $"{name} time", test);
        curve.AtRisk.ShouldAgree(set[$"{name} risk"], Tolerance, $"{name} risk", test);
        curve.Survival.ShouldAgree(set[$"{name} surv"], Tolerance, $"{name} surv", test);
        // R keeps the error of S where it is robust, of log S otherwise.
        (curve.IsRobust ? curve.Error : curve.GreenwoodError).ShouldAgree(set[$"{name} error"].Select(error => double.IsFinite(error) ? error : double.NaN), Tolerance, $"{name} error", test);
        curve.CumulativeHazard.ShouldAgree(set[$"{name} hazard"], Tolerance, $"{name} hazard", test);
        curve.CumulativeHazardError.ShouldAgree(set[$"{name} hazarderror"], Tolerance, $"{name} hazard error", test);
    }

    private static SurvivalData Data(Dictionary<string, double[]> set, bool isWeighted = false, bool isLate = false) =>
        new(set["t"], [.. set["e"].Select(e => e == 1)], isLate ? set["b"] : [], isWeighted ? set["w"] : []);

    private static Factor Factor(Dictionary<string, double[]> set, string column) =>
        Equipoise.Statistics.Survival.Factor.Of(column, [.. set[column].Select(value => $"{value}")], [.. set[column].Distinct().Order().Select(value => $"{value}")]);

    private static IEnumerable<(string Name, CoxFit Fit)> Fits(Dictionary<string, double[]> set)
    {
        var covariates = new Covariates().Add("x", set["x"]).Add("z", set["z"]);
        var strata = Factor(set, "s");
        yield return ("efron", CoxRegression.Fit(Data(set), covariates));
        yield return ("breslow", CoxRegression.Fit(Data(set), covariates, new CoxOptions { Ties = TieMethod.Breslow, Strata = strata }));
        yield return ("weighted", CoxRegression.Fit(Data(set, isWeighted: true), covariates));
        yield return ("clustered", CoxRegression.Fit(Data(set), covariates, new CoxOptions { Clusters = Factor(set, "id") }));
        yield return ("late", CoxRegression.Fit(Data(set, isLate: true), covariates, new CoxOptions { Strata = strata }));
    }

    private static double[] Sums(LogRankResult result) => [.. result.Observed, .. result.Expected, .. Flat(result.Variance), result.ChiSquared];

    private static IEnumerable<double> Flat(double[,] matrix) => matrix.Cast<double>();

    private static IEnumerable<double> ByColumn(double[][] rows) => Enumerable.Range(0, rows[0].Length).SelectMany(column => rows.Select(row => row[column]));
}
