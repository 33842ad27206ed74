using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Sequential;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design interim</c>: what a look shows of the effect, and what the end will probably show.</summary>
internal static class InterimVerb
{
    private static readonly Option<double?> Level = SurvivalOptions.OptionalNumber("--conf", "The confidence level; 1 - 2 alpha when left out", value => value is > 0 and < 1, "a number between 0 and 1, such as 0.95");
    private static readonly Option<double> Information = SurvivalOptions.Number("--information", "The information at the end, so that effects are Z per root of information; for a log hazard ratio, events times r/(1+r)², the fourth of them with equal arms", 1, value => value > 0, "a number above 0");
    private static readonly Option<double?> Effect = SurvivalOptions.OptionalNumber("--effect", "The effect that was planned for, per root of information; the one with the power when left out", _ => true, "a number");
    private static readonly Option<double> PriorMean = SurvivalOptions.Number("--prior-mean", "What was believed of the effect before the trial", 0, _ => true, "a number");
    private static readonly Option<double> PriorInformation = SurvivalOptions.Number("--prior-information", "The worth of that belief; 0 for none", 0, value => value >= 0, "a number of at least 0");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("interim", "Estimates with stage-wise and repeated limits at a look, conditional and predictive power")
        {
            BoundaryOptions.Look, BoundaryOptions.Z, Level, Information, Effect, PriorMean, PriorInformation,
        }.WithBoundaries();
        verb.SetAction((words, _) =>
        {
            var finding = Find(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(finding), () => Text(finding));
        });
        return verb;
    }

    private static Finding Find(ParseResult words)
    {
        var (design, look, z) = (BoundaryOptions.Design(words), (int)Math.Min(int.MaxValue, words.GetRequiredValue(BoundaryOptions.Look)) - 1, words.GetRequiredValue(BoundaryOptions.Z));
        var (root, spending) = (Math.Sqrt(words.GetRequiredValue(Information)), words.GetRequiredValue(BoundaryOptions.Spending));
        var level = words.GetValue(Level) ?? 1 - (2 * design.Alpha / design.Sides);
        var interval = new SequentialInterval(design, look, z);
        var (p, median, stagewise) = (interval.PValue, interval.Median / root, Divided(interval.Stagewise(level), root));
        var isExact = words.GetValue(BoundaryOptions.Exact) is not null;
        var repeated = isExact ? (double.NaN, double.NaN) : Divided(interval.Repeated(spending, level), root);
        var repeatedP = isExact ? double.NaN : interval.RepeatedPValue(spending);
        var ahead = new InterimFinding(design, look, z);
        var drift = words.GetValue(Effect) * root ?? design.DriftFor(words.GetRequiredValue(DesignOptions.Power));
        return look + 1 < design.Limits.Count
            ? new Finding(design, look, z, level, p, median, stagewise, repeated, repeatedP, ahead.ConditionalPower(ahead.Trend), ahead.ConditionalPower(0), ahead.ConditionalPower(drift),
                ahead.PredictivePower(words.GetRequiredValue(PriorMean) * root, words.GetRequiredValue(PriorInformation) / (root * root)))
            : new Finding(design, look, z, level, p, median, stagewise, repeated, repeatedP, double.NaN, double.NaN, double.NaN, double.NaN);
    }

    private static (double, double) Divided((double Lower, double Upper) limits, double root) => (limits.Lower / root, limits.Upper / root);

    private static string Json(Finding found) => JsonReport.Of(json => json
        .Whole("look", found.Look + 1)
        .Number("z", found.Z)
        .Number("information_fraction", found.Design.Fractions[found.Look])
        .Number("limit", found.Design.Limits[found.Look])
        .Truth("crossed", (found.Design.Sides == 2 ? Math.Abs(found.Z) : found.Z) >= found.Design.Limits[found.Look])
        .Object("stagewise", member => member.Number("pvalue", found.PValue).Number("thetahat", found.Median).Number("cilevel", found.Level).Number("lower", found.Stagewise.Lower).Number("upper", found.Stagewise.Upper))
        .Object("repeated", member => member.Number("pvalue", found.RepeatedP).Number("cilevel", found.Level).Number("lower", found.Repeated.Lower).Number("upper", found.Repeated.Upper))
        .Object("conditional_power", member => member.Number("trend", found.PowerOfTrend).Number("null", found.PowerOfNull).Number("design", found.PowerOfDesign))
        .Number("predictive_power", found.PredictivePower));

    private static string Text(Finding found)
    {
        var table = new TextTable($"look {found.Look + 1}, {TextTable.Number(100 * found.Design.Fractions[found.Look])}% of the information, Z {TextTable.Number(found.Z)}, limit {TextTable.Number(found.Design.Limits[found.Look])}", "effect", $"{TextTable.Number(100 * found.Level)}% limits", "one-sided p")
            .Add("stage-wise", TextTable.Number(found.Median), TextTable.Interval(found.Stagewise.Lower, found.Stagewise.Upper), TextTable.PValue(found.PValue))
            .Add("repeated", "", TextTable.Interval(found.Repeated.Lower, found.Repeated.Upper), TextTable.PValue(found.RepeatedP));
        if (double.IsNaN(found.PredictivePower))
            return $"{table}";
        return $"{table}\n{new TextTable("power at later looks", "")
            .Add("if the trend goes on", TextTable.Number(found.PowerOfTrend))
            .Add("if the effect is as planned", TextTable.Number(found.PowerOfDesign))
            .Add("if there is no effect", TextTable.Number(found.PowerOfNull))
            .Add("predictive", TextTable.Number(found.PredictivePower))}";
    }

    private sealed record Finding(
        SequentialDesign Design, int Look, double Z, double Level, double PValue, double Median, (double Lower, double Upper) Stagewise, (double Lower, double Upper) Repeated, double RepeatedP,
        double PowerOfTrend, double PowerOfNull, double PowerOfDesign, double PredictivePower);
}
