using Equipoise.Reports;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Survival;

/// <summary>A survival curve as JSON.</summary>
internal sealed class CurveJson(SurvivalCurve curve, double level)
{
    public void Write(JsonReport json, (string Name, ConfidenceType Type)[] types, double[] quantiles, double[] landmarks, double tau, RestrictedMean? mean)
    {
        json.Whole("n", curve.Rows)
            .Number("events", curve.EventCount)
            .Numbers("time", curve.Times)
            .Numbers("n_risk", curve.AtRisk)
            .Numbers("n_event", curve.Events)
            .Numbers("n_censor", curve.Censored)
            .Numbers("surv", curve.Survival)
            .Numbers("se_cumhaz_greenwood", curve.GreenwoodError)
            .Numbers("se_surv", curve.Error)
            .Numbers("cumhaz_na", curve.CumulativeHazard)
            .Numbers("se_cumhaz_na", curve.CumulativeHazardError)
            .Truth("robust", curve.IsRobust)
            .Object("ci", ci => Each(ci, types, (member, type) =>
            {
                var (lower, upper) = curve.Limits(type, level);
                member.Numbers("lower", lower).Numbers("upper", upper);
            }))
            .Object("quantiles", all => Each(all, types, (member, type) => Quantiles(member, quantiles, curve.Limits(type, level))));
        if (landmarks.Length > 0)
            json.Object("landmark", all => Each(all, types, (member, type) => Landmarks(member, [.. landmarks.Select(time => At(curve, time, type, level))])));
        json.Object("rmean", member => member.Number("tau", tau).Number("rmean", mean?.Mean ?? double.NaN).Number("se", mean?.Error ?? double.NaN));
    }

    /// <summary>Survival at a time; not a number behind a curve that ended above 0, of which nobody knows how it goes on.</summary>
    public static Landmark At(SurvivalCurve curve, double time, ConfidenceType type, double level) => curve.At(time, type, level) is var at && time > curve.Times[^1] && curve.Survival[^1] > 0
        ? at with { Survival = double.NaN, Error = double.NaN, Lower = double.NaN, Upper = double.NaN }
        : at;

    private static void Each(JsonReport json, (string Name, ConfidenceType Type)[] types, Action<JsonReport, ConfidenceType> write)
    {
        foreach (var (name, type) in types)
            json.Object(name, member => write(member, type));
    }

    private void Landmarks(JsonReport json, Landmark[] at) => json
        .Numbers("times", at.Select(landmark => landmark.Time))
        .Numbers("n_risk", at.Select(landmark => curve.AtRiskFrom(landmark.Time)))
        .Numbers("surv", at.Select(landmark => landmark.Survival))
        .Numbers("se", at.Select(landmark => landmark.Error))
        .Numbers("lower", at.Select(landmark => landmark.Lower))
        .Numbers("upper", at.Select(landmark => landmark.Upper));

    private void Quantiles(JsonReport json, double[] fractions, (double[] Lower, double[] Upper) limits)
    {
        var quantiles = fractions.Select(fraction => curve.Quantile(fraction, limits)).ToList();
        json.Numbers("q", quantiles.Select(quantile => quantile.Time))
            .Numbers("lower", quantiles.Select(quantile => quantile.Lower))
            .Numbers("upper", quantiles.Select(quantile => quantile.Upper));
    }
}
