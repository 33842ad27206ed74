using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival rmst</c>: restricted mean survival times of two arms.</summary>
internal static class RestrictedMeanVerb
{
    private static readonly Option<double> Tau = Required();
    private static readonly Option<string[]> Terms = SurvivalOptions.Names("--covariates", "Columns to adjust for; texts are factors");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("rmst", "Restricted mean survival times of two arms, their difference and ratio") { Tau, Terms }.WithRows();
        verb.SetAction((words, _) =>
        {
            var report = Estimate(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, report), () => Text(words, report));
        });
        return verb;
    }

    private static Option<double> Required()
    {
        var option = SurvivalOptions.Number("--tau", "Up to when to take the mean; at most the end of the shorter curve", 0, value => value > 0, "a time above 0");
        option.DefaultValueFactory = null;
        option.Required = true;
        return option;
    }

    private static Report Estimate(ParseResult words)
    {
        var terms = words.GetRequiredValue(Terms);
        var input = SurvivalInput.Read(words, terms);
        if (input.Group is null)
            throw new TableException("There is no --group: name the column of the two arms.");
        if (input.Group.Levels.Count != 2)
            throw new TableException($"{input.Group.Name} has {input.Group.Levels.Count} values, {string.Join(", ", input.Group.Levels)}: restricted means compare two arms.");
        if (input.Strata is not null && terms.Length > 0)
            throw new TableException("--strata and --covariates are two ways to adjust: leave one out.");
        var (tau, level) = (words.GetRequiredValue(Tau), words.GetRequiredValue(SurvivalOptions.Level));
        var curves = KaplanMeier.Estimate(input.Data, input.Group);
        var arms = new RestrictedMeanComparison(RestrictedMean.Of(curves[1], tau), RestrictedMean.Of(curves[0], tau));
        return new Report(input, arms, level, input.Strata is null ? null : StratifiedDifference.OfRestrictedMeans(input.Data, input.Group, input.Strata, tau), terms.Length == 0 ? [] :
            [.. Scales.Select(scale => RestrictedMeanRegression.Fit(input.Data, input.Group, input.Covariates(terms, withGroup: false), tau, scale))]);
    }

    private static readonly RestrictedMeanScale[] Scales = [RestrictedMeanScale.Difference, RestrictedMeanScale.Ratio, RestrictedMeanScale.LossRatio];

    private static string Json(ParseResult words, Report report) => JsonReport.Of(json =>
    {
        Unadjusted(json, words, report);
        if (report.Stratified is { } stratified)
        {
            json.Object("stratified", member => Write(
                member.Texts("strata", words.GetRequiredValue(SurvivalOptions.Strata)).Number("rmst1", stratified.Treated).Number("rmst0", stratified.Control).Number("var1", stratified.TreatedVariance).Number("var0", stratified.ControlVariance),
                [(report.Contrasts[0].Name, stratified.Contrast(report.Level))]));
        }

        if (report.Adjusted.Length > 0)
        {
            json.Object("adjusted", member =>
            {
                Write(member, report.AdjustedContrasts);
                foreach (var fit in report.Adjusted)
                {
                    member.Object(fit.Scale.ToString().ToLowerInvariant(), model => model.Texts("terms", fit.Names).Numbers("coef", fit.Coefficients).Matrix("var", fit.Variance)
                        .Numbers("se", fit.Names.Select((_, i) => Math.Sqrt(fit.Variance[i, i]))).Numbers("p", fit.Names.Select((_, i) => fit.Contrast(i, report.Level).PValue)));
                }
            });
        }
    });

    private static void Unadjusted(JsonReport json, ParseResult words, Report report) => json
        .Text("time", words.GetValue(SurvivalOptions.Time))
        .Text("event", words.GetValue(SurvivalOptions.Event))
        .Text("group", report.Input.Group!.Name)
        .Text("arm1", report.Input.Group.Levels[1])
        .Text("arm0", report.Input.Group.Levels[0])
        .Number("tau", words.GetRequiredValue(Tau))
        .Number("conf", report.Level)
        .Whole("n", report.Input.Data.Count)
        .Whole("omitted", report.Input.Omitted)
        .Numbers("rmst1", report.Mean(report.Arms.Treated))
        .Numbers("rmst0", report.Mean(report.Arms.Control))
        .Number("var1", report.Arms.Treated.Variance)
        .Number("var0", report.Arms.Control.Variance)
        .Numbers("rmtl1", report.TimeLost(report.Arms.Treated))
        .Numbers("rmtl0", report.TimeLost(report.Arms.Control))
        .Object("contrasts", contrasts => Rows(contrasts, report.Contrasts));

    private static void Write(JsonReport json, (string Name, Contrast Value)[] contrasts) => json.Object("contrasts", member => Rows(member, contrasts));

    private static void Rows(JsonReport json, (string Name, Contrast Value)[] contrasts) => json
        .Texts("rows", contrasts.Select(contrast => contrast.Name))
        .Numbers("est", contrasts.Select(contrast => contrast.Value.Estimate))
        .Numbers("lower", contrasts.Select(contrast => contrast.Value.Lower))
        .Numbers("upper", contrasts.Select(contrast => contrast.Value.Upper))
        .Numbers("p", contrasts.Select(contrast => contrast.Value.PValue));

    private static string Text(ParseResult words, Report report)
    {
        var group = report.Input.Group!;
        var arms = new TextTable($"mean survival to {TextTable.Number(words.GetRequiredValue(Tau))}", "mean", "se", "limits", "time lost");
        foreach (var (level, mean) in (ReadOnlySpan<(int, RestrictedMean)>)[(0, report.Arms.Control), (1, report.Arms.Treated)])
        {
            var row = report.Mean(mean);
            arms.Add($"{group.Name}={group.Levels[level]}", TextTable.Number(row[0]), TextTable.Number(row[1]), TextTable.Interval(row[2], row[3]), TextTable.Number(mean.TimeLost));
        }

        var contrasts = new TextTable($"arm 1 is {group.Levels[1]}, arm 0 is {group.Levels[0]}", "estimate", "limits", "p");
        foreach (var (name, contrast) in report.Contrasts)
            AddRow(contrasts, name, contrast);
        if (report.Stratified is { } stratified)
            AddRow(contrasts, $"{report.Contrasts[0].Name}, stratified by {string.Join(", ", words.GetRequiredValue(SurvivalOptions.Strata))}", stratified.Contrast(report.Level));
        foreach (var (name, contrast) in report.AdjustedContrasts)
            AddRow(contrasts, $"{name}, adjusted for {string.Join(", ", words.GetRequiredValue(Terms))}", contrast);
        return $"{arms}\n{contrasts}{SurvivalVerb.Omitted(report.Input.Omitted)}";
    }

    private static void AddRow(TextTable table, string name, Contrast contrast) =>
        table.Add(name, TextTable.Number(contrast.Estimate), TextTable.Interval(contrast.Lower, contrast.Upper), TextTable.PValue(contrast.PValue));

    private sealed record Report(SurvivalInput Input, RestrictedMeanComparison Arms, double Level, StratifiedDifference? Stratified, RestrictedMeanRegression[] Adjusted)
    {
        public (string Name, Contrast Value)[] AdjustedContrasts => [.. Adjusted.Select((fit, i) => (Contrasts[i].Name, fit.Contrast(1, Level)))];

        public (string Name, Contrast Value)[] Contrasts =>
        [
            ("RMST (arm=1)-(arm=0)", Arms.Difference(Level)),
            ("RMST (arm=1)/(arm=0)", Arms.Ratio(Level)),
            ("RMTL (arm=1)/(arm=0)", Arms.RatioOfTimesLost(Level)),
        ];

        public double[] Mean(RestrictedMean mean)
        {
            var (lower, upper) = mean.Limits(Level);
            return [mean.Mean, mean.Error, lower, upper];
        }

        public double[] TimeLost(RestrictedMean mean)
        {
            var (lower, upper) = mean.Limits(Level);
            return [mean.TimeLost, mean.Error, mean.Tau - upper, mean.Tau - lower];
        }
    }
}
