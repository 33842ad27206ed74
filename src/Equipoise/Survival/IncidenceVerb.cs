using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival cif</c>: competing events.</summary>
internal static class IncidenceVerb
{
    private static readonly Option<string> Censored = new("--censored") { Description = "What the event column says for a censored row; every other value is an event of its own", HelpName = "VALUE", DefaultValueFactory = _ => "0" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("cif", "Cumulative incidence of competing events by Aalen and Johansen") { Censored }.WithRows();
        verb.SetAction((words, _) =>
        {
            var report = Estimate(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, report), () => Text(words, report));
        });
        return verb;
    }

    private static Report Estimate(ParseResult words)
    {
        if (words.GetValue(SurvivalOptions.EventValue) is not null || words.GetValue(SurvivalOptions.Id) is not null)
            throw new TableException("Competing events take no --event-value and no --id: say with --censored which rows are censored.");
        var input = SurvivalInput.ReadCauses(words, words.GetRequiredValue(Censored)).Drawn();
        var causes = input.Causes!;
        if (causes.Levels.Count < 2)
            throw new TableException($"{causes.Name} is always {causes.Levels[0]}: there are no events.");
        string[] labels = input.Curves is { } groups ? [.. groups.Levels] : ["all"];
        var curves = labels.Select((_, group) => Enumerable.Range(0, input.Data.Count).Where(row => input.Curves is null || input.Curves.CodeOfRow[row] == group).ToArray())
            .Select(rows => CumulativeIncidence.Estimate(input.Data.Of(rows), [.. rows.Select(row => causes.CodeOfRow[row])], causes.Levels.Count - 1));
        return new Report(input, [.. causes.Levels.Skip(1)], labels, [.. curves]);
    }

    private static string Json(ParseResult words, Report report)
    {
        var level = words.GetRequiredValue(SurvivalOptions.Level);
        return JsonReport.Of(json => json
            .Text("time", words.GetValue(SurvivalOptions.Time))
            .Text("event", words.GetValue(SurvivalOptions.Event))
            .Number("conf", level)
            .Whole("n", report.Input.Data.Count)
            .Whole("omitted", report.Input.Omitted)
            .Objects("curves", report.Labels.Zip(report.Curves), (member, curve) => member
                .Text("stratum", curve.First)
                .Numbers("time", curve.Second.Times)
                .Numbers("n_risk", curve.Second.AtRisk)
                .Numbers("surv", curve.Second.EventFree)
                .Objects("causes", report.Causes.Zip(curve.Second.Causes), (cause, at) =>
                {
                    var (lower, upper) = at.Second.Limits(level);
                    cause.Text("cause", at.First).Numbers("n_event", at.Second.Events).Numbers("cif", at.Second.Probability).Numbers("se", at.Second.Error).Numbers("lower", lower).Numbers("upper", upper);
                })));
    }

    private static string Text(ParseResult words, Report report)
    {
        var (text, level) = ("", words.GetRequiredValue(SurvivalOptions.Level));
        foreach (var (label, curve) in report.Labels.Zip(report.Curves))
        {
            var table = new TextTable([label, "at risk", "event-free", .. report.Causes.SelectMany(cause => (string[])[cause, "limits"])]);
            var limits = curve.Causes.Select(cause => cause.Limits(level)).ToList();
            for (var i = 0; i < curve.Times.Count; i++)
            {
                table.Add([TextTable.Number(curve.Times[i]), TextTable.Number(curve.AtRisk[i]), TextTable.Number(curve.EventFree[i]),
                    .. curve.Causes.SelectMany((cause, k) => (string[])[TextTable.Number(cause.Probability[i]), TextTable.Interval(limits[k].Lower[i], limits[k].Upper[i])])]);
            }

            text += $"{table}\n";
        }

        return text + SurvivalVerb.Omitted(report.Input.Omitted);
    }

    private sealed record Report(SurvivalInput Input, string[] Causes, string[] Labels, CumulativeIncidence[] Curves);
}
