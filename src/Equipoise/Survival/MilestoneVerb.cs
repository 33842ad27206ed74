using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival milestone</c>: survival of two groups at given times.</summary>
internal static class MilestoneVerb
{
    private static readonly Option<double[]> Times = SurvivalOptions.Numbers("--times", "At which times to compare survival", [], value => value > 0, "times above 0");

    public static Command Build(TextWriter output)
    {
        Times.Required = true;
        var verb = new Command("milestone", "The difference of two groups in survival at times, stratified or not") { Times }.WithRows();
        verb.SetAction((words, _) =>
        {
            var input = SurvivalInput.Read(words);
            if (input.Group is not { Levels.Count: 2 })
                throw new TableException(input.Group is null ? "There is no --group: name the column of the two groups." : $"{input.Group.Name} has {input.Group.Levels.Count} values, {string.Join(", ", input.Group.Levels)}: differences compare two groups.");
            var differences = words.GetRequiredValue(Times).Select(time => (Time: time, Value: StratifiedDifference.OfSurvival(input.Data, input.Group, input.Strata, time))).ToList();
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, input, differences), () => Text(words, input, differences));
        });
        return verb;
    }

    private static string Json(ParseResult words, SurvivalInput input, List<(double Time, StratifiedDifference Value)> differences)
    {
        var level = words.GetRequiredValue(SurvivalOptions.Level);
        return JsonReport.Of(json => json
            .Text("group", input.Group!.Name)
            .Text("arm1", input.Group.Levels[1])
            .Text("arm0", input.Group.Levels[0])
            .Texts("strata", words.GetRequiredValue(SurvivalOptions.Strata))
            .Number("conf", level)
            .Whole("n", input.Data.Count)
            .Whole("omitted", input.Omitted)
            .Objects("milestones", differences, (member, at) =>
            {
                var contrast = at.Value.Contrast(level);
                member.Number("milestone", at.Time).Number("surv1", at.Value.Treated).Number("surv0", at.Value.Control).Number("vsurv1", at.Value.TreatedVariance).Number("vsurv0", at.Value.ControlVariance)
                    .Number("surv_diff", at.Value.Estimate).Number("se", at.Value.Error).Number("z", at.Value.Z).Number("lower", contrast.Lower).Number("upper", contrast.Upper).Number("p", contrast.PValue);
            }));
    }

    private static string Text(ParseResult words, SurvivalInput input, List<(double Time, StratifiedDifference Value)> differences)
    {
        var level = words.GetRequiredValue(SurvivalOptions.Level);
        var table = new TextTable("time", $"{input.Group!.Name}={input.Group.Levels[1]}", $"{input.Group.Name}={input.Group.Levels[0]}", "difference", $"{TextTable.Number(100 * level)}% limits", "p");
        foreach (var (time, value) in differences)
        {
            var contrast = value.Contrast(level);
            table.Add(TextTable.Number(time), TextTable.Number(value.Treated), TextTable.Number(value.Control), TextTable.Number(contrast.Estimate), TextTable.Interval(contrast.Lower, contrast.Upper), TextTable.PValue(contrast.PValue));
        }

        return $"{table}{SurvivalVerb.Omitted(input.Omitted)}";
    }
}
