using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Conformance.Statistics;

/// <summary>Restricted means against R's <c>survRM2</c> and <c>lrstat</c>. The twin on own data is <c>RestrictedMeanTests</c>.</summary>
public sealed class RestrictedMeanReferenceTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Every_comparison_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("rmst.json").EnumerateArray())
        {
            var table = ReferenceTable.Read(entry.Text("dataset")).Complete(entry.Text("group"));
            var group = table.Factor(entry.Text("group"));
            var curves = KaplanMeier.Estimate(table.Survival(), group);
            var what = $"{entry.Text("dataset")} to {entry.Number("tau")}";

            var (treated, control) = (Mean("arm1"), Mean("arm0"));

            var comparison = new RestrictedMeanComparison(treated, control);
            Row(treated).ShouldAgree(entry.Numbers("rmst1"), Tolerance, $"{what} rmst1");
            Row(control).ShouldAgree(entry.Numbers("rmst0"), Tolerance, $"{what} rmst0");
            treated.Variance.ShouldAgree(entry.Number("var1"), Tolerance, $"{what} var1");
            control.Variance.ShouldAgree(entry.Number("var0"), Tolerance, $"{what} var0");
            var (lower, upper) = treated.Limits(0.95);
            new[] { treated.TimeLost, treated.Error, treated.Tau - upper, treated.Tau - lower }.ShouldAgree(entry.Numbers("rmtl1"), Tolerance, $"{what} rmtl1");
            Contrast[] contrasts = [comparison.Difference(0.95), comparison.Ratio(0.95), comparison.RatioOfTimesLost(0.95)];
            var theirs = entry.GetProperty("contrasts");
            contrasts.Select(contrast => contrast.Estimate).ShouldAgree(theirs.Numbers("est"), Tolerance, $"{what} est");
            contrasts.Select(contrast => contrast.Lower).ShouldAgree(theirs.Numbers("lower"), Tolerance, $"{what} lower");
            contrasts.Select(contrast => contrast.Upper).ShouldAgree(theirs.Numbers("upper"), Tolerance, $"{what} upper");
            contrasts.Select(contrast => contrast.PValue).ShouldAgree(theirs.Numbers("p"), Tolerance, $"{what} p");

            RestrictedMean Mean(string arm) => RestrictedMean.Of(curves[group.Levels.ToList().IndexOf(entry.Text(arm))], entry.Number("tau"));
        }
    }

    [Fact]
    public void Every_mean_beside_a_weighted_test_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("weighted_logrank.json").EnumerateArray().Where(entry => entry.Names("strata").Length == 0))
        {
            var table = ReferenceTable.Read(entry.Text("dataset")).Complete(entry.Text("group"));
            var curves = KaplanMeier.Estimate(table.Survival(), table.Factor(entry.Text("group")));
            foreach (var theirs in entry.GetProperty("rmdiff").EnumerateArray())
            {
                var (treated, control) = (RestrictedMean.Of(curves[1], theirs.Number("milestone")), RestrictedMean.Of(curves[0], theirs.Number("milestone")));
                var difference = new RestrictedMeanComparison(treated, control).Difference(theirs.Number("conflev"));
                new[] { treated.Mean, control.Mean, treated.Variance, control.Variance, difference.Estimate, difference.Lower, difference.Upper, difference.PValue }
                    .ShouldAgree([.. new[] { "rmst1", "rmst2", "vrmst1", "vrmst2", "rmstDiff", "lower", "upper", "rmstDiffPValue" }.Select(name => theirs.Number(name))], Tolerance, entry.Text("dataset"));
            }
        }
    }

    [Fact]
    public void Every_difference_stratified_or_not_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("weighted_logrank.json").EnumerateArray().Where(entry => entry.TryGetProperty("kmdiff", out _)))
        {
            var table = ReferenceTable.Read(entry.Text("dataset")).Complete([entry.Text("group"), .. entry.Names("strata")]);
            var strata = entry.Names("strata").Select(table.Factor).ToArray();
            var (data, arms, stratum) = (table.Survival(), table.Factor(entry.Text("group")), strata.Length == 0 ? null : Factor.Cross(strata));
            foreach (var theirs in entry.GetProperty("kmdiff").EnumerateArray())
                Compare(StratifiedDifference.OfSurvival(data, arms, stratum, theirs.Number("milestone")), theirs, ["surv1", "surv2", "vsurv1", "vsurv2", "survDiff", "survDiffZ", "lower", "upper", "survDiffPValue"]);
            foreach (var theirs in entry.GetProperty("rmdiff").EnumerateArray())
                Compare(StratifiedDifference.OfRestrictedMeans(data, arms, stratum, theirs.Number("milestone")), theirs, ["rmst1", "rmst2", "vrmst1", "vrmst2", "rmstDiff", "rmstDiffZ", "lower", "upper", "rmstDiffPValue"]);
        }
    }

    private static void Compare(StratifiedDifference ours, System.Text.Json.JsonElement theirs, string[] names)
    {
        var contrast = ours.Contrast(theirs.Number("conflev"));
        new[] { ours.Treated, ours.Control, ours.TreatedVariance, ours.ControlVariance, ours.Estimate, ours.Z, contrast.Lower, contrast.Upper, contrast.PValue }
            .ShouldAgree([.. names.Select(name => theirs.Number(name))], Tolerance, names[0]);
    }

    private static double[] Row(RestrictedMean mean)
    {
        var (lower, upper) = mean.Limits(0.95);
        return [mean.Mean, mean.Error, lower, upper];
    }
}
