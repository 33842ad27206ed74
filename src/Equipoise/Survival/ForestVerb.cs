using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival forest</c>: hazard ratios in subgroups.</summary>
internal static class ForestVerb
{
    private static readonly Option<string[]> Subgroups = SurvivalOptions.Names("--subgroups", "Columns whose values make subgroups");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("forest", "The hazard ratio of two groups in subgroups, with tests of interaction") { Subgroups, CoxVerb.Ties }.WithRows();
        verb.SetAction((words, _) =>
        {
            var (input, effects) = Compare(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, input, effects), () => Text(words, input, effects));
        });
        return verb;
    }

    private static (SurvivalInput Input, IReadOnlyList<SubgroupEffect> Effects) Compare(ParseResult words)
    {
        var subgroups = words.GetRequiredValue(Subgroups);
        if (subgroups.Length == 0)
            throw new TableException("There is no --subgroups: name the columns whose values make subgroups.");
        var input = SurvivalInput.Read(words, subgroups);
        if (input.Group is null)
            throw new TableException("There is no --group: name the column of the two groups to compare.");
        var options = new CoxOptions { Ties = words.GetRequiredValue(CoxVerb.Ties), Strata = input.Strata, Clusters = input.Id };
        return (input, SubgroupForest.Of(input.Data, input.Group, [.. subgroups.Select(input.Factor)], options, words.GetRequiredValue(SurvivalOptions.Level)));
    }

    private static string Json(ParseResult words, SurvivalInput input, IReadOnlyList<SubgroupEffect> effects) => JsonReport.Of(json => json
        .Text("time", words.GetValue(SurvivalOptions.Time))
        .Text("event", words.GetValue(SurvivalOptions.Event))
        .Text("group", input.Group!.Name)
        .Text("arm1", input.Group.Levels[1])
        .Text("arm0", input.Group.Levels[0])
        .Texts("strata", words.GetRequiredValue(SurvivalOptions.Strata))
        .Number("conf", words.GetRequiredValue(SurvivalOptions.Level))
        .Whole("n", input.Data.Count)
        .Whole("omitted", input.Omitted)
        .Objects("subgroups", effects, (member, effect) => member
            .Text("variable", effect.Variable).Text("level", effect.Level)
            .Whole("n1", effect.Treated).Whole("events1", effect.TreatedEvents).Whole("n0", effect.Control).Whole("events0", effect.ControlEvents)
            .Number("hr", effect.HazardRatio).Number("hr_lower", effect.Lower).Number("hr_upper", effect.Upper).Number("p", effect.PValue).Truth("infinite", effect.IsInfinite)
            .Number("interaction_p", effect.InteractionPValue).Whole("interaction_df", effect.InteractionDegreesOfFreedom)));

    private static string Text(ParseResult words, SurvivalInput input, IReadOnlyList<SubgroupEffect> effects)
    {
        var arms = input.Group!;
        var table = new TextTable("subgroup", $"{arms.Name}={arms.Levels[1]} events/n", $"{arms.Name}={arms.Levels[0]} events/n", "hazard ratio", $"{TextTable.Number(100 * words.GetRequiredValue(SurvivalOptions.Level))}% limits", "interaction p");
        foreach (var effect in effects)
        {
            table.Add(string.Equals(effect.Variable, "all", StringComparison.Ordinal) ? "all" : $"{effect.Variable}={effect.Level}", $"{effect.TreatedEvents}/{effect.Treated}", $"{effect.ControlEvents}/{effect.Control}",
                effect.IsInfinite ? "none finite" : TextTable.Number(effect.HazardRatio), effect.IsInfinite ? "-" : TextTable.Interval(effect.Lower, effect.Upper), TextTable.PValue(effect.InteractionPValue));
        }

        return $"{table}{SurvivalVerb.Omitted(input.Omitted)}";
    }
}
