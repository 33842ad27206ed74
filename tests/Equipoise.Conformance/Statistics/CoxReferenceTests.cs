using System.Text.Json;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Conformance.Statistics;

/// <summary>Cox models against R's <c>coxph</c>, <c>cox.zph</c>, <c>residuals</c> and <c>basehaz</c>, and against <c>lrstat</c> for profile likelihoods and
/// Firth's penalty. The twin on own data is <c>CoxRegressionTests</c>.</summary>
public sealed class CoxReferenceTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void Every_model_is_that_of_the_reference()
    {
        foreach (var model in Reference.Read("cox.json").EnumerateArray())
        {
            var terms = model.Text("rhs").Split('+');
            var strata = model.Names("strata");
            var table = ReferenceTable.Read(model.Text("dataset")).Complete([.. terms, .. strata]);
            var options = new CoxOptions
            {
                Ties = Enum.Parse<TieMethod>(model.Text("ties"), ignoreCase: true),
                Strata = strata.Length == 0 ? null : Factor.Cross([.. strata.Select(table.Factor)]),
            };
            var what = $"{model.Text("dataset")} {model.Text("rhs")} {options.Ties} {string.Join('+', strata)}";

            var fit = CoxRegression.Fit(table.Survival(), Covariates(table, terms), options);

            CompareEstimates(fit, model, what);
            CompareTests(fit, model, what);
            if (model.TryGetProperty("basehaz", out _))
                CompareResiduals(fit, model, what);
        }
    }

    [Fact]
    public void Every_profile_and_penalized_estimate_is_that_of_the_reference()
    {
        foreach (var model in Reference.Read("cox_pl_firth.json").EnumerateArray())
        {
            var terms = model.Names("covariates");
            var table = ReferenceTable.Read(model.Text("dataset")).Complete(terms);
            var ties = Enum.Parse<TieMethod>(model.Text("ties"), ignoreCase: true);
            var what = $"{model.Text("dataset")} {ties}";
            foreach (var (prefix, isPenalized) in (ReadOnlySpan<(string, bool)>)[("", false), ("firth_", true)])
            {
                var fit = CoxRegression.Fit(table.Survival(), Covariates(table, terms), new CoxOptions { Ties = ties, Firth = isPenalized });
                var limits = terms.Select((_, i) => ProfileLikelihood.Limits(fit, i, 0.95)).ToList();

                fit.Coefficients.ShouldAgree(model.Numbers($"{prefix}beta"), 1e-6, $"{what} {prefix}beta");
                terms.Select((_, i) => fit.Error(i)).ShouldAgree(model.Numbers($"{prefix}se"), 1e-6, $"{what} {prefix}se");
                limits.Select(limit => limit.Lower).ShouldAgree(model.Numbers($"{prefix}pl_lower"), 1e-6, $"{what} {prefix}lower");
                limits.Select(limit => limit.Upper).ShouldAgree(model.Numbers($"{prefix}pl_upper"), 1e-6, $"{what} {prefix}upper");
            }
        }
    }

    private static Covariates Covariates(ReferenceTable table, string[] terms)
    {
        var covariates = new Covariates();
        foreach (var term in terms)
            _ = table.IsText(term) ? covariates.Add(table.Factor(term)) : covariates.Add(term, table.Numbers(term));
        return covariates;
    }

    private static void CompareEstimates(CoxFit fit, JsonElement model, string what)
    {
        var ratios = fit.Names.Select((_, i) => fit.HazardRatio(i, 0.95)).ToList();
        fit.Rows.ShouldBe((int)model.Number("n"), what);
        fit.EventCount.ShouldBe((int)model.Number("nevent"), what);
        fit.Names.ShouldBe(model.Names("terms"), what);
        fit.Coefficients.ShouldAgree(model.Numbers("coef"), Tolerance, $"{what} coef");
        fit.Variance.Cast<double>().ShouldAgree(model.Matrix("var").SelectMany(row => row), Tolerance, $"{what} var");
        fit.Names.Select((_, i) => fit.Error(i)).ShouldAgree(model.Numbers("se"), Tolerance, $"{what} se");
        ratios.Select(ratio => ratio.Estimate).ShouldAgree(model.Numbers("hr"), Tolerance, $"{what} hr");
        ratios.Select(ratio => ratio.Lower).ShouldAgree(model.Numbers("hr_lower"), Tolerance, $"{what} hr_lower");
        ratios.Select(ratio => ratio.Upper).ShouldAgree(model.Numbers("hr_upper"), Tolerance, $"{what} hr_upper");
        fit.Names.Select((_, i) => fit.Z(i)).ShouldAgree(model.Numbers("z"), Tolerance, $"{what} z");
        fit.Names.Select((_, i) => fit.PValue(i)).ShouldAgree(model.Numbers("p"), Tolerance, $"{what} p");
    }

    private static void CompareTests(CoxFit fit, JsonElement model, string what)
    {
        new[] { fit.LogLikelihoodAtZero, fit.LogLikelihood }.ShouldAgree(model.Numbers("loglik"), Tolerance, $"{what} loglik");
        fit.ScoreTest.ShouldAgree(model.Number("score"), Tolerance, $"{what} score");
        fit.LikelihoodRatioTest.ShouldAgree(model.Number("lr"), Tolerance, $"{what} lr");
        fit.WaldTest.ShouldAgree(model.Number("wald"), Tolerance, $"{what} wald");
        fit.DegreesOfFreedom.ShouldBe((int)model.Number("df"), what);
        if (!model.TryGetProperty("concordance", out var concordance))
            return;
        var ours = Concordance.Of(fit);
        new[] { ours.Estimate, ours.Error }.ShouldAgree(concordance.Numbers(), Tolerance, $"{what} concordance");
        foreach (var (name, transform) in (ReadOnlySpan<(string, TimeTransform)>)[
            ("km", TimeTransform.KaplanMeier), ("rank", TimeTransform.Rank), ("identity", TimeTransform.Identity), ("log", TimeTransform.Log)])
        {
            var zph = model.GetProperty("zph").GetProperty(name);
            var test = ProportionalHazardsTest.Of(fit, transform);
            test.ChiSquared.Append(test.Global).ShouldAgree(zph.Numbers("chisq"), Tolerance, $"{what} zph {name}");
            fit.Names.Select((_, i) => test.PValue(i)).Append(test.GlobalPValue).ShouldAgree(zph.Numbers("p"), Tolerance, $"{what} zph {name} p");
        }
    }

    private static void CompareResiduals(CoxFit fit, JsonElement model, string what)
    {
        var residuals = CoxResiduals.Of(fit);
        residuals.Martingale.ShouldAgree(model.Numbers("martingale"), Tolerance, $"{what} martingale");
        residuals.Deviance.ShouldAgree(model.Numbers("deviance"), Tolerance, $"{what} deviance");
        residuals.Score().SelectMany(row => row).ShouldAgree(model.Matrix("score_resid").SelectMany(row => row), Tolerance, $"{what} score_resid");
        residuals.DfBeta().SelectMany(row => row).ShouldAgree(model.Matrix("dfbeta").SelectMany(row => row), Tolerance, $"{what} dfbeta");
        residuals.Schoenfeld().SelectMany(row => row.Residual).ShouldAgree(model.Matrix("schoenfeld").SelectMany(row => row), Tolerance, $"{what} schoenfeld");

        residuals.LinearPredictor.ShouldAgree(model.Numbers("lp"), Tolerance, $"{what} lp");
        fit.Means.ShouldAgree(model.Numbers("means"), Tolerance, $"{what} means");

        var baseline = BaselineHazard.Of(fit).ShouldHaveSingleItem();
        baseline.Times.ShouldAgree(model.GetProperty("basehaz").Numbers("time"), Tolerance, $"{what} basehaz time");
        baseline.CumulativeHazard.ShouldAgree(model.GetProperty("basehaz").Numbers("hazard"), Tolerance, $"{what} basehaz hazard");
        var atMeans = BaselineHazard.Of(fit, fit.Means).ShouldHaveSingleItem();
        atMeans.Survival.ShouldAgree(model.GetProperty("survfit_mean").Numbers("surv"), Tolerance, $"{what} survfit surv");
        atMeans.Error.ShouldAgree(model.GetProperty("survfit_mean").Numbers("std_err"), Tolerance, $"{what} survfit std_err");
    }
}
