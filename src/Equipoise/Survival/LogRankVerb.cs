using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival logrank</c>: whether groups differ.</summary>
internal static class LogRankVerb
{
    private static readonly Option<double> Rho = SurvivalOptions.Number("--rho", "The exponent of S in the weight of an event time", 0, value => value >= 0, "a number of at least 0");
    private static readonly Option<double> Gamma = SurvivalOptions.Number("--gamma", "The exponent of 1 - S in the weight of an event time", 0, value => value >= 0, "a number of at least 0");
    private static readonly Option<bool> MaxCombo = new("--maxcombo") { Description = "Also the largest of the tests with weights (0,0), (0,1) and (1,1) of two groups" };
    private static readonly Option<bool> Pairwise = new("--pairwise") { Description = "Also each pair of groups on its own rows" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("logrank", "The log-rank test and its weighted relatives, for any number of groups and strata") { Rho, Gamma, MaxCombo, Pairwise }.WithRows();
        verb.SetAction((words, _) =>
        {
            var report = Test(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, report), () => Text(words, report));
        });
        return verb;
    }

    private static Report Test(ParseResult words)
    {
        var input = SurvivalInput.Read(words);
        if (input.Group is null)
            throw new TableException("There is no --group: name the column of the groups to compare.");
        _ = SurvivalInput.Compared(input.Group);
        var weights = new FlemingHarrington(words.GetRequiredValue(Rho), words.GetRequiredValue(Gamma));
        if (words.GetValue(MaxCombo) && input.Group.Levels.Count != 2)
            throw new TableException($"{input.Group.Name} has {input.Group.Levels.Count} values: --maxcombo compares two groups.");
        return new Report(
            input, input.Group, LogRank.Test(input.Data, input.Group, input.Strata, weights),
            words.GetValue(MaxCombo) ? Statistics.Survival.Comparisons.MaxCombo.Test(input.Data, input.Group, input.Strata) : null,
            words.GetValue(Pairwise) ? LogRank.Pairwise(input.Data, input.Group, input.Strata, weights) : []);
    }

    private static string Json(ParseResult words, Report report) => JsonReport.Of(json =>
    {
        json.Text("time", words.GetValue(SurvivalOptions.Time))
            .Text("event", words.GetValue(SurvivalOptions.Event))
            .Text("group", report.Group.Name)
            .Texts("strata", words.GetRequiredValue(SurvivalOptions.Strata))
            .Number("rho", report.Result.Weights.Rho)
            .Number("gamma", report.Result.Weights.Gamma)
            .Whole("omitted", report.Input.Omitted);
        Write(json, report.Group, report.Result);
        if (report.MaxCombo is { } combo)
        {
            json.Object("maxcombo", member => member
                .Numbers("rho", combo.Tests.Select(test => test.Weights.Rho))
                .Numbers("gamma", combo.Tests.Select(test => test.Weights.Gamma))
                .Numbers("z", combo.Tests.Select(test => test.Z))
                .Matrix("corr", combo.Correlation)
                .Number("p_value", combo.OneSidedPValue)
                .Number("p_two_sided", combo.TwoSidedPValue));
        }

        if (words.GetValue(Pairwise))
            json.Objects("pairwise", report.Pairs, (member, pair) => Write(member, Pair(report.Group, pair), pair.Result));
    });

    private static void Write(JsonReport json, Factor groups, LogRankResult result)
    {
        json.Texts("groups", SurvivalInput.LabelsOf(groups))
            .Numbers("n", result.Counts.Select(count => (double)count))
            .Numbers("obs", result.Observed)
            .Numbers("exp", result.Expected)
            .Matrix("var", result.Variance)
            .Number("chisq", result.ChiSquared)
            .Whole("df", result.DegreesOfFreedom)
            .Number("p", result.PValue);
        if (groups.Levels.Count == 2)
            json.Number("u", result.Score).Number("v", result.Variance[1, 1]).Number("z", result.Z).Number("p_one_sided", result.OneSidedPValue);
    }

    private static Factor Pair(Factor groups, (int First, int Second, LogRankResult Result) pair) => new(groups.Name, [groups.Levels[pair.First], groups.Levels[pair.Second]], []);

    private static string Text(ParseResult words, Report report)
    {
        var (result, labels) = (report.Result, SurvivalInput.LabelsOf(report.Group));
        var table = new TextTable("group", "n", "observed", "expected", "(O-E)²/V");
        for (var i = 0; i < labels.Count; i++)
        {
            var difference = result.Observed[i] - result.Expected[i];
            table.Add(labels[i], TextTable.Number(result.Counts[i]), TextTable.Number(result.Observed[i]), TextTable.Number(result.Expected[i]), TextTable.Number(difference * difference / result.Variance[i, i]));
        }

        var strata = words.GetRequiredValue(SurvivalOptions.Strata);
        var name = result.Weights == FlemingHarrington.LogRank ? "Log-rank test" : $"Fleming-Harrington test, rho {result.Weights.Rho}, gamma {result.Weights.Gamma}";
        var text = $"{name}{(strata.Length > 0 ? $", stratified by {string.Join(", ", strata)}" : "")}\n\n{table}\n{Line(result)}\n";
        foreach (var pair in report.Pairs)
            text += $"{labels[pair.First]} and {labels[pair.Second]}: {Line(pair.Result)}\n";
        if (report.MaxCombo is { } combo)
            text += $"MaxCombo: p {TextTable.PValue(combo.TwoSidedPValue)} on two sides, {TextTable.PValue(combo.OneSidedPValue)} for {labels[1]} being better\n";
        return text + SurvivalVerb.Omitted(report.Input.Omitted);
    }

    private static string Line(LogRankResult result) => $"chi-squared {TextTable.Number(result.ChiSquared)} on {result.DegreesOfFreedom} df, p {TextTable.PValue(result.PValue)}";

    private sealed record Report(SurvivalInput Input, Factor Group, LogRankResult Result, MaxCombo? MaxCombo, IReadOnlyList<(int First, int Second, LogRankResult Result)> Pairs);
}
