using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Conduct.Tumors;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Tumors;

/// <summary><c>equipoise recist overall</c>: the three judgments of an assessment, to the overall response.</summary>
internal static class OverallVerb
{
    private static readonly string[] Columns = ["target", "nontarget", "newlesion"];
    private static readonly string[] Targets = ["CR", "PR", "SD", "PD", "NE"];
    private static readonly string[] NonTargets = ["CR", "NON-CR/NON-PD", "PD", "NE"];

    private static readonly Argument<string> File = new("file") { Description = "CSV with target, nontarget, newlesion", HelpName = "FILE.csv" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("overall", "The overall response from those of target, non-target and new lesions") { File };
        verb.SetAction((words, cancellation) => RunAsync(words, output, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, CancellationToken cancellation)
    {
        var table = CsvTable.Read(words.GetRequiredValue(File), null, Columns);
        var rows = Enumerable.Range(0, table.Lines.Count).Select(row => Judge(table, row)).ToList();
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonReport.Of(json => json.Objects("rows", rows, (item, row) => item
                .Text("target", row.Target).Text("nontarget", row.NonTarget).Text("newlesion", row.New).Text("overall", row.Overall))).AsMemory(), cancellation);
            return ExitCode.Done;
        }

        var text = new TextTable("target", "nontarget", "newlesion", "overall");
        foreach (var row in rows)
            text.Add(row.Target, row.NonTarget, row.New, row.Overall);
        await output.WriteAsync(text.ToString().AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static (string Target, string NonTarget, string New, string Overall) Judge(CsvTable table, int row)
    {
        var overall = OverallResponse.Of(Read(table, "target", row, Targets), Read(table, "nontarget", row, NonTargets), ReadNew(table, row));
        return (table.Column("target")[row], table.Column("nontarget")[row], table.Column("newlesion")[row], overall.Code());
    }

    private static Response? Read(CsvTable table, string column, int row, string[] known)
    {
        var text = table.Column(column)[row];
        if (CsvTable.IsMissing(text))
            return null;
        return known.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? ResponseCodes.Find(text)
            : throw new TableException($"{column} is {CsvTable.Quote(text)} on line {table.Lines[row]}: write {string.Join(", ", known)}, or nothing where there are no such lesions at baseline.");
    }

    private static NewLesion ReadNew(CsvTable table, int row) => table.Column("newlesion")[row].ToUpperInvariant() switch
    {
        "Y" or "YES" or "TRUE" or "1" => NewLesion.Yes,
        "N" or "NO" or "FALSE" or "0" or "" => NewLesion.No,
        "NE" => NewLesion.Equivocal,
        _ => throw new TableException($"newlesion is {CsvTable.Quote(table.Column("newlesion")[row])} on line {table.Lines[row]}: write Y, N or NE."),
    };
}
