using System.CommandLine;
using System.Globalization;
using System.Text;
using Equipoise.Reports;
using Equipoise.Statistics;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival km</c>: survival curves.</summary>
internal static class KaplanMeierVerb
{
    private static readonly (string Name, ConfidenceType Type)[] Types =
        [("log", ConfidenceType.Log), ("log-log", ConfidenceType.LogLog), ("plain", ConfidenceType.Plain), ("logit", ConfidenceType.Logit), ("arcsin", ConfidenceType.Arcsin)];

    private static readonly Option<string?> ConfidenceTypeOption = new("--conf-type")
    {
        Description = "The scale of confidence intervals: log (also when left out), log-log, plain, logit or arcsin; JSON has all five when left out",
        HelpName = "SCALE",
        Validators =
        {
            result =>
            {
                if (Array.FindIndex(Types, type => string.Equals(type.Name, result.GetValueOrDefault<string>(), StringComparison.Ordinal)) < 0)
                    result.AddError($"--conf-type is '{result.GetValueOrDefault<string>()}': write log, log-log, plain, logit or arcsin.");
            },
        },
    };

    private static readonly Option<double[]> Quantiles = SurvivalOptions.Numbers("--quantiles", "Which quantiles of time to give", [0.25, 0.5, 0.75], value => value is > 0 and < 1, "numbers between 0 and 1, such as 0.5 for the median");
    private static readonly Option<double[]> Landmarks = SurvivalOptions.Numbers("--times", "At which times to give survival", [], value => value >= 0, "times of at least 0");
    private static readonly Option<double?> Tau = SurvivalOptions.OptionalNumber("--tau", "Up to when to take the restricted mean; the end of the shortest curve when left out", value => value > 0, "a time above 0");
    private static readonly Option<bool> Reverse = new("--reverse") { Description = "Exchange events and censoring: the follow-up" };
    private static readonly Option<bool> Robust = new("--robust") { Description = "Robust standard errors, as with weights that are not whole numbers" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("km", "Survival curves by Kaplan and Meier, their intervals, quantiles and restricted means") { ConfidenceTypeOption, Quantiles, Landmarks, Tau, Reverse, Robust }.WithRows();
        verb.SetAction((words, _) =>
        {
            var report = Estimate(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, report), () => Text(words, report));
        });
        return verb;
    }

    private static CurveReport Estimate(ParseResult words)
    {
        var input = SurvivalInput.Read(words).Drawn();
        var (data, groups, id) = (input.Data, input.Curves, input.Id);
        if (words.GetValue(Reverse))
            data = data.Reversed();
        bool? robust = words.GetValue(Robust) ? true : null;
        var curves = groups is null ? [KaplanMeier.Estimate(data, robust, id)] : KaplanMeier.Estimate(data, groups, robust, id);
        var labels = groups is null ? ["all"] : groups.Levels;
        var tau = words.GetValue(Tau) ?? curves.Min(curve => curve.Times[^1]);
        return new CurveReport(input, labels, curves, tau > 0 ? [.. curves.Select(curve => Mean(curve, tau))] : [.. curves.Select(_ => (RestrictedMean?)null)], tau);
    }

    // A curve that ends before tau has no mean up to it; the others still have theirs.
    private static RestrictedMean? Mean(SurvivalCurve curve, double tau)
    {
        try
        {
            return RestrictedMean.Of(curve, tau);
        }
        catch (StatisticsException)
        {
            return null;
        }
    }

    private static string Json(ParseResult words, CurveReport report)
    {
        var types = words.GetValue(ConfidenceTypeOption) is { } only ? Types.Where(type => string.Equals(type.Name, only, StringComparison.Ordinal)).ToArray() : Types;
        var level = words.GetRequiredValue(SurvivalOptions.Level);
        return JsonReport.Of(json => json
            .Text("time", words.GetValue(SurvivalOptions.Time))
            .Text("event", words.GetValue(SurvivalOptions.Event))
            .Text("by", report.Input.Curves?.Name ?? "1")
            .Number("conf", level)
            .Whole("n", report.Input.Data.Count)
            .Whole("omitted", report.Input.Omitted)
            .Numbers("probs", words.GetRequiredValue(Quantiles))
            .Objects("curves", Enumerable.Range(0, report.Curves.Count), (curve, i) => new CurveJson(report.Curves[i], level).Write(
                curve.Text("stratum", report.Labels[i]), types, words.GetRequiredValue(Quantiles), words.GetRequiredValue(Landmarks), report.Tau, report.Means[i])));
    }

    private static string Text(ParseResult words, CurveReport report)
    {
        var name = words.GetValue(ConfidenceTypeOption) ?? Types[0].Name;
        var type = Types.Single(known => string.Equals(known.Name, name, StringComparison.Ordinal)).Type;
        var level = words.GetRequiredValue(SurvivalOptions.Level);
        var percent = (100 * level).ToString("0.###", CultureInfo.InvariantCulture);
        var summary = new TextTable(["curve", "n", "events", .. words.GetRequiredValue(Quantiles).SelectMany(p => (string[])[p == 0.5 ? "median" : $"{TextTable.Number(100 * p)}%", $"{percent}% limits"]), $"mean to {TextTable.Number(report.Tau)}", "se"]);
        for (var i = 0; i < report.Curves.Count; i++)
        {
            var limits = report.Curves[i].Limits(type, level);
            summary.Add([report.Labels[i], TextTable.Number(report.Curves[i].Rows), TextTable.Number(report.Curves[i].EventCount),
                .. words.GetRequiredValue(Quantiles).Select(p => report.Curves[i].Quantile(p, limits)).SelectMany(q => (string[])[TextTable.Number(q.Time), TextTable.Interval(q.Lower, q.Upper)]),
                TextTable.Number(report.Means[i]?.Mean ?? double.NaN), TextTable.Number(report.Means[i]?.Error ?? double.NaN)]);
        }

        var text = new StringBuilder($"{summary}{SurvivalVerb.Omitted(report.Input.Omitted)}");
        for (var i = 0; i < report.Curves.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"\n{report.Labels[i]}, {percent}% limits on the {name} scale\n{Steps(report.Curves[i], type, level, words.GetRequiredValue(Landmarks))}");
        return text.ToString();
    }

    private static TextTable Steps(SurvivalCurve curve, ConfidenceType type, double level, double[] landmarks)
    {
        var table = new TextTable("time", "at risk", "events", "censored", "survival", "limits");
        var limits = curve.Limits(type, level);
        for (var i = 0; landmarks.Length == 0 && i < curve.Times.Count; i++)
        {
            table.Add(TextTable.Number(curve.Times[i]), TextTable.Number(curve.AtRisk[i]), TextTable.Number(curve.Events[i]), TextTable.Number(curve.Censored[i]),
                TextTable.Number(curve.Survival[i]), TextTable.Interval(limits.Lower[i], limits.Upper[i]));
        }

        foreach (var at in landmarks.Select(time => CurveJson.At(curve, time, type, level)))
            table.Add(TextTable.Number(at.Time), TextTable.Number(at.AtRisk), "", "", TextTable.Number(at.Survival), TextTable.Interval(at.Lower, at.Upper));
        return table;
    }

    private sealed record CurveReport(SurvivalInput Input, IReadOnlyList<string> Labels, IReadOnlyList<SurvivalCurve> Curves, RestrictedMean?[] Means, double Tau);
}
