using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Survival;

/// <summary>A Cox model as JSON.</summary>
internal sealed class CoxJson(ParseResult words, CoxReport report)
{
    private static readonly (string Name, TimeTransform Transform)[] Transforms =
        [("km", TimeTransform.KaplanMeier), ("rank", TimeTransform.Rank), ("identity", TimeTransform.Identity), ("log", TimeTransform.Log)];

    private readonly CoxFit fit = report.Fit;

    private IEnumerable<int> Columns => Enumerable.Range(0, fit.Names.Count);

    public string Write(bool isBrief) => JsonReport.Of(json =>
    {
        Estimates(json);
        Tests(json);
        if (report.Profile)
            Limits(json, fit, "");
        if (report.Firth is { } firth)
        {
            json.Numbers("firth_beta", firth.Coefficients).Numbers("firth_se", Columns.Select(firth.Error));
            Limits(json, firth, "firth_");
        }

        var concordance = Concordance.Of(fit);
        json.Numbers("concordance", [concordance.Estimate, concordance.Error]);
        if (fit.Options.Ties == TieMethod.Exact)
            return;
        Diagnostics(json);
        if (isBrief)
            return;
        Residuals(json);
        Curves(json);
    });

    private void Estimates(JsonReport json)
    {
        var ratios = Columns.Select(i => fit.HazardRatio(i, report.Level)).ToList();
        json.Text("time", words.GetValue(SurvivalOptions.Time))
            .Text("event", words.GetValue(SurvivalOptions.Event))
            .Text("ties", fit.Options.Ties.ToString().ToLowerInvariant())
            .Texts("strata", words.GetRequiredValue(SurvivalOptions.Strata))
            .Text("cluster", words.GetValue(SurvivalOptions.Id))
            .Text("weights", words.GetValue(SurvivalOptions.Weights))
            .Number("conf", report.Level)
            .Whole("n", fit.Rows)
            .Whole("nevent", fit.EventCount)
            .Whole("omitted", report.Input.Omitted)
            .Texts("terms", fit.Names)
            .Numbers("coef", fit.Coefficients)
            .Matrix("var", fit.Variance);
        _ = fit.NaiveVariance is { } naive ? json.Matrix("naive_var", naive) : json.Nothing("naive_var");
        json.Numbers("se", Columns.Select(fit.Error))
            .Numbers("hr", ratios.Select(ratio => ratio.Estimate))
            .Numbers("hr_lower", ratios.Select(ratio => ratio.Lower))
            .Numbers("hr_upper", ratios.Select(ratio => ratio.Upper))
            .Numbers("z", Columns.Select(fit.Z))
            .Numbers("p", Columns.Select(fit.PValue))
            .Texts("infinite", fit.Infinite)
            .Texts("left_out", fit.LeftOut)
            .Texts("warnings", report.Warnings);
    }

    private void Tests(JsonReport json) => json
        .Numbers("loglik", [fit.LogLikelihoodAtZero, fit.LogLikelihood])
        .Number("score", fit.ScoreTest)
        .Number("lr", fit.LikelihoodRatioTest)
        .Number("wald", fit.WaldTest)
        .Whole("df", fit.DegreesOfFreedom)
        .Whole("iterations", fit.Iterations);

    private void Limits(JsonReport json, CoxFit of, string prefix)
    {
        var limits = Columns.Select(i => ProfileLikelihood.Limits(of, i, report.Level)).ToList();
        json.Numbers($"{prefix}pl_lower", limits.Select(limit => limit.Lower)).Numbers($"{prefix}pl_upper", limits.Select(limit => limit.Upper));
    }

    private void Diagnostics(JsonReport json)
    {
        json.Object("zph", all =>
        {
            foreach (var (name, transform) in Transforms)
            {
                var test = ProportionalHazardsTest.Of(fit, transform);
                all.Object(name, member => member
                    .Texts("rows", [.. fit.Names, "GLOBAL"])
                    .Numbers("chisq", [.. test.ChiSquared, test.Global])
                    .Numbers("df", [.. Columns.Select(_ => 1.0), test.DegreesOfFreedom])
                    .Numbers("p", [.. Columns.Select(test.PValue), test.GlobalPValue]));
            }
        });
    }

    private void Residuals(JsonReport json)
    {
        var residuals = CoxResiduals.Of(fit);
        json.Numbers("martingale", residuals.Martingale)
            .Numbers("deviance", residuals.Deviance)
            .Matrix("schoenfeld", residuals.Schoenfeld().Select(row => row.Residual))
            .Numbers("schoenfeld_time", residuals.Schoenfeld().Select(row => row.Time))
            .Matrix("score_resid", residuals.Score())
            .Matrix("dfbeta", residuals.DfBeta())
            .Numbers("lp", residuals.LinearPredictor)
            .Numbers("means", fit.Means);
    }

    private void Curves(JsonReport json)
    {
        var (atZero, atMeans) = (BaselineHazard.Of(fit), BaselineHazard.Of(fit, fit.Means));
        json.Object("basehaz", member =>
        {
            member.Numbers("time", atZero.SelectMany(curve => curve.Times)).Numbers("hazard", atZero.SelectMany(curve => curve.CumulativeHazard));
            _ = fit.Options.Strata is null ? member.Nothing("strata") : member.Texts("strata", atZero.SelectMany(curve => curve.Times.Select(_ => curve.Stratum!)));
        });
        json.Object("survfit_mean", member => member
            .Numbers("time", atMeans.SelectMany(curve => curve.Times))
            .Numbers("surv", atMeans.SelectMany(curve => curve.Survival))
            .Numbers("std_err", atMeans.SelectMany(curve => curve.Error)));
    }
}
