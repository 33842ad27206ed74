using System.CommandLine;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct.Randomization;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Randomizing;

/// <summary><c>equipoise randomize check</c>: whether a list is the one that its seed makes, and the seed the one committed to.</summary>
internal static class CheckVerb
{
    private const int LongestStratum = 100_000;
    private static readonly string[] Columns = ["stratum", "position", "arm"];

    private static readonly Argument<string> File = new("file") { Description = "CSV with stratum, position, arm, as plan prints it", HelpName = "LIST.csv" };
    private static readonly Option<string?> Committed = new("--commitment") { Description = "The hash that was published at activation", HelpName = "HASH" };

    public static Command Build(TextWriter output, TextWriter messages)
    {
        var verb = new Command("check", "Make a list again from its seed and lay it beside the one that was used") { File, PlanVerb.Seed, PlanVerb.Number, Committed }.WithScheme();
        verb.SetAction((words, cancellation) => RunAsync(words, output, messages, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, TextWriter messages, CancellationToken cancellation)
    {
        var (study, definition) = SchemeOptions.Read(words);
        if (definition.IsMinimization)
            throw new TableException("Minimization has no lists to check.");
        var seed = SeedFile.Read(words.GetValue(PlanVerb.Seed) ?? throw new TableException("Name the seed by --seed-file."));
        var scheme = words.GetValue(PlanVerb.Number);
        var commitment = Commitment.Of(seed, definition.Write(), study, scheme);
        var table = CsvTable.Read(words.GetRequiredValue(File), null, Columns);
        var problems = new List<string>();
        if (words.GetValue(Committed) is { } published && !string.Equals(published.Trim(), commitment, StringComparison.OrdinalIgnoreCase))
            problems.Add($"The commitment of this seed and scheme is {commitment}, not the one given: it is another seed, scheme or study.");
        problems.AddRange(Compare(table, definition, seed, study, scheme));
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonReport.Of(json => json.Truth("verified", problems.Count == 0).Text("commitment", commitment).Whole("slots", table.Lines.Count).Texts("problems", problems)).AsMemory(), cancellation);
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }

        foreach (var problem in problems)
            await messages.WriteLineAsync(problem.AsMemory(), cancellation);
        if (problems.Count == 0)
            await output.WriteLineAsync($"{table.Lines.Count} places are those that the seed makes; commitment {commitment}.");
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Compare(CsvTable table, SchemeDefinition definition, byte[] seed, string study, long scheme)
    {
        var rows = Enumerable.Range(0, table.Lines.Count).Select(row => (Row: row, Stratum: table.Column("stratum")[row], Position: Position(table, row))).ToList();
        var strata = definition.Strata().ToHashSet(StringComparer.Ordinal);
        foreach (var stranger in rows.Where(row => !strata.Contains(row.Stratum)))
            yield return $"stratum is {CsvTable.Quote(stranger.Stratum)} on line {table.Lines[stranger.Row]}, which the scheme does not have.";
        foreach (var twice in rows.GroupBy(row => (row.Stratum, row.Position)).Where(group => group.Count() > 1))
            yield return $"Position {twice.Key.Position} of {twice.Key.Stratum} stands on lines {string.Join(" and ", twice.Select(row => table.Lines[row.Row]))}: a place is used once.";
        var lists = SlotPlan.Of(definition, seed, study, scheme, rows.Max(row => row.Position)).ToDictionary(slot => (slot.Stratum, slot.Position), slot => slot.Arm);
        foreach (var row in rows)
        {
            if (lists.TryGetValue((row.Stratum, row.Position), out var arm) && !string.Equals(arm, table.Column("arm")[row.Row], StringComparison.Ordinal))
                yield return $"arm is {CsvTable.Quote(table.Column("arm")[row.Row])} on line {table.Lines[row.Row]}, but the seed makes position {row.Position} of {row.Stratum} arm {arm}.";
        }
    }

    private static int Position(CsvTable table, int row) =>
        int.TryParse(table.Column("position")[row], NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position is > 0 and <= LongestStratum
            ? position
            : throw new TableException($"position is {CsvTable.Quote(table.Column("position")[row])} on line {table.Lines[row]}: write a whole number from 1 to {LongestStratum}.");
}
