using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Proportions;
using Equipoise.Statistics.Survival;

namespace Equipoise.Survival;

/// <summary><c>equipoise survival response</c>: response rates of groups.</summary>
internal static class ResponseVerb
{
    private static readonly Option<string> Response = new("--response") { Description = "The column that is 1 for a responder and 0 for another participant", HelpName = "COLUMN", Required = true };
    private static readonly Option<string?> ResponseValue = new("--response-value") { Description = "What the response column says for a responder; all else is none", HelpName = "VALUE" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("response", "Response rates with exact limits, and their difference by Miettinen and Nurminen, stratified or not")
        {
            SurvivalOptions.File, Response, ResponseValue, SurvivalOptions.Group, SurvivalOptions.Strata, SurvivalOptions.Levels, SurvivalOptions.Level, SurvivalOptions.Delimiter,
        };
        verb.SetAction((words, _) =>
        {
            var rates = Count(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, rates), () => Text(words, rates));
        });
        return verb;
    }

    private static Rates Count(ParseResult words)
    {
        var (response, group, strata) = (words.GetRequiredValue(Response), words.GetValue(SurvivalOptions.Group), words.GetRequiredValue(SurvivalOptions.Strata));
        var table = CsvTable.Read(words.GetRequiredValue(SurvivalOptions.File), words.GetValue(SurvivalOptions.Delimiter), [response, .. group is null ? [] : (string[])[group], .. strata]);
        var levels = new LevelOrders(words, table);
        string[] needed = [.. group is null ? [] : (string[])[group], .. strata];
        int[] rows = [.. Enumerable.Range(0, table.Lines.Count).Where(row => needed.All(name => !CsvTable.IsMissing(table.Column(name)[row])))];
        if (rows.Length == 0)
            throw new TableException($"No row has a value in all of {string.Join(", ", needed)}: nothing is left to analyze.");
        var all = new EventColumn(table, response, words.GetValue(ResponseValue), null, "--response-value", "a response").Read();
        var responses = Array.ConvertAll(rows, row => all[row]);
        var arms = group is null ? new Factor("all", ["all"], new int[rows.Length]) : levels.Factor(table, rows, group);
        var stratum = strata.Length == 0 ? null : Factor.Cross([.. strata.Select(column => levels.Factor(table, rows, column))]);
        return new Rates(arms, group is not null, responses, table.Lines.Count - rows.Length, words.GetRequiredValue(SurvivalOptions.Level), arms.Levels.Count == 2 ? Compare(arms, stratum, responses) : null);
    }

    private static MiettinenNurminen Compare(Factor arms, Factor? strata, bool[] responses)
    {
        var counts = new int[strata?.Levels.Count ?? 1, 2, 2];
        for (var row = 0; row < responses.Length; row++)
        {
            var stratum = strata?.CodeOfRow[row] ?? 0;
            counts[stratum, arms.CodeOfRow[row], 0]++;
            counts[stratum, arms.CodeOfRow[row], 1] += responses[row] ? 1 : 0;
        }

        var parts = Enumerable.Range(0, counts.GetLength(0)).Select(stratum => new ResponseStratum(counts[stratum, 1, 1], counts[stratum, 1, 0], counts[stratum, 0, 1], counts[stratum, 0, 0])).ToList();
        // A stratum with one arm says nothing of the difference.
        return new MiettinenNurminen([.. parts.Where(part => part.Treated > 0 && part.Control > 0)]);
    }

    private static string Json(ParseResult words, Rates rates) => JsonReport.Of(json =>
    {
        json.Text("response", words.GetValue(Response)).Text("group", rates.HasGroups ? rates.Arms.Name : null).Texts("strata", words.GetRequiredValue(SurvivalOptions.Strata))
            .Number("conf", rates.Level).Whole("n", rates.Responses.Length).Whole("omitted", rates.Omitted)
            .Objects("rates", Enumerable.Range(0, rates.Arms.Levels.Count), (member, arm) =>
            {
                var (responders, total, lower, upper) = rates.Of(arm);
                member.Text("level", rates.Arms.Levels[arm]).Whole("n", total).Whole("responders", responders).Number("rate", (double)responders / total).Number("lower", lower).Number("upper", upper);
            });
        if (rates.Comparison is { } comparison)
        {
            var (lower, upper) = comparison.Limits(rates.Level);
            json.Object("difference", member => member.Text("arm1", rates.Arms.Levels[1]).Text("arm0", rates.Arms.Levels[0]).Text("method", "miettinen-nurminen")
                .Number("est", comparison.Difference).Number("lower", lower).Number("upper", upper).Number("z", comparison.Z(0)).Number("p", comparison.PValue));
        }
    });

    private static string Text(ParseResult words, Rates rates)
    {
        var table = new TextTable("group", "responders", "n", "rate", $"{TextTable.Number(100 * rates.Level)}% exact limits");
        for (var arm = 0; arm < rates.Arms.Levels.Count; arm++)
        {
            var (responders, total, lower, upper) = rates.Of(arm);
            table.Add(rates.HasGroups ? $"{rates.Arms.Name}={rates.Arms.Levels[arm]}" : "all", TextTable.Number(responders), TextTable.Number(total), TextTable.Number((double)responders / total), TextTable.Interval(lower, upper));
        }

        var text = $"{table}";
        if (rates.Comparison is { } comparison)
        {
            var (lower, upper) = comparison.Limits(rates.Level);
            var strata = words.GetRequiredValue(SurvivalOptions.Strata);
            text += $"\nDifference {rates.Arms.Levels[1]} minus {rates.Arms.Levels[0]}{(strata.Length > 0 ? $", stratified by {string.Join(", ", strata)}" : "")}: {TextTable.Number(comparison.Difference)}, limits {TextTable.Interval(lower, upper)}, p {TextTable.PValue(comparison.PValue)}\n";
        }

        return text + SurvivalVerb.Omitted(rates.Omitted);
    }

    private sealed record Rates(Factor Arms, bool HasGroups, bool[] Responses, int Omitted, double Level, MiettinenNurminen? Comparison)
    {
        public (int Responders, int Total, double Lower, double Upper) Of(int arm)
        {
            var rows = Enumerable.Range(0, Responses.Length).Where(row => Arms.CodeOfRow[row] == arm).ToArray();
            var responders = rows.Count(row => Responses[row]);
            var (lower, upper) = ClopperPearson.Limits(responders, rows.Length, Level);
            return (responders, rows.Length, lower, upper);
        }
    }
}
