using System.Text.Json;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Conformance.Statistics;

/// <summary>Survival curves against R's <c>survfit</c>. The twin on own data is <c>KaplanMeierTests</c>.</summary>
public sealed class KaplanMeierReferenceTests
{
    private const double Tolerance = 1e-10;

    private static readonly (string Name, ConfidenceType Type)[] Types =
        [("log", ConfidenceType.Log), ("log-log", ConfidenceType.LogLog), ("plain", ConfidenceType.Plain), ("logit", ConfidenceType.Logit), ("arcsin", ConfidenceType.Arcsin)];

    [Fact]
    public void Every_curve_is_that_of_the_reference()
    {
        foreach (var fit in Reference.Read("km.json").EnumerateArray())
        {
            var by = fit.Text("by");
            var table = ReferenceTable.Read(fit.Text("dataset"));
            var curves = by == "1"
                ? [KaplanMeier.Estimate(table.Survival(fit.Text("time")))]
                : KaplanMeier.Estimate(table.Complete(by).Survival(fit.Text("time")), table.Complete(by).Factor(by));
            var references = fit.GetProperty("curves").EnumerateArray().ToList();
            curves.Count.ShouldBe(references.Count);
            for (var i = 0; i < curves.Count; i++)
                Compare(curves[i], references[i], $"{fit.Text("dataset")} {references[i].Text("stratum")}");
        }
    }

    private static void Compare(SurvivalCurve curve, JsonElement reference, string what)
    {
        curve.Rows.ShouldBe((int)reference.Number("n"), what);
        curve.EventCount.ShouldBe(reference.Number("events"), what);
        foreach (var (name, values) in (ReadOnlySpan<(string, IReadOnlyList<double>)>)[
            ("time", curve.Times), ("n_risk", curve.AtRisk), ("n_event", curve.Events), ("n_censor", curve.Censored), ("surv", curve.Survival),
            ("se_cumhaz_greenwood", curve.GreenwoodError), ("cumhaz_na", curve.CumulativeHazard), ("se_cumhaz_na", curve.CumulativeHazardError)])
        {
            values.ShouldAgree(reference.Numbers(name), Tolerance, $"{what} {name}");
        }

        foreach (var (name, type) in Types)
            CompareIntervals(curve, reference, name, type, $"{what} {name}");
        var mean = reference.GetProperty("rmean");
        var ours = RestrictedMean.Of(curve, mean.Number("tau"));
        new[] { ours.Mean, ours.Error }.ShouldAgree([mean.Number("rmean"), mean.Number("se")], Tolerance, $"{what} rmean");
    }

    private static void CompareIntervals(SurvivalCurve curve, JsonElement reference, string name, ConfidenceType type, string what)
    {
        var limits = curve.Limits(type, 0.95);
        limits.Lower.ShouldAgree(reference.GetProperty("ci").GetProperty(name).Numbers("lower"), Tolerance, $"{what} lower");
        limits.Upper.ShouldAgree(reference.GetProperty("ci").GetProperty(name).Numbers("upper"), Tolerance, $"{what} upper");

        var quantiles = new[] { 0.25, 0.5, 0.75 }.Select(fraction => curve.Quantile(fraction, type, 0.95)).ToList();
        var theirs = reference.GetProperty("quantiles").GetProperty(name);
        quantiles.Select(quantile => quantile.Time).ShouldAgree(theirs.Numbers("q"), Tolerance, $"{what} quantiles");
        quantiles.Select(quantile => quantile.Lower).ShouldAgree(theirs.Numbers("lower"), Tolerance, $"{what} quantiles lower");
        quantiles.Select(quantile => quantile.Upper).ShouldAgree(theirs.Numbers("upper"), Tolerance, $"{what} quantiles upper");

        var landmarks = reference.GetProperty("landmark").GetProperty(name);
        var at = landmarks.Numbers("times").Select(time => curve.At(time, type, 0.95)).ToList();
        at.Select(landmark => landmark.AtRisk).ShouldAgree(landmarks.Numbers("n_risk"), Tolerance, $"{what} landmark n_risk");
        at.Select(landmark => landmark.Survival).ShouldAgree(landmarks.Numbers("surv"), Tolerance, $"{what} landmark surv");
        at.Select(landmark => landmark.Error).ShouldAgree(landmarks.Numbers("se"), Tolerance, $"{what} landmark se");
        at.Select(landmark => landmark.Lower).ShouldAgree(landmarks.Numbers("lower"), Tolerance, $"{what} landmark lower");
        at.Select(landmark => landmark.Upper).ShouldAgree(landmarks.Numbers("upper"), Tolerance, $"{what} landmark upper");
    }
}
