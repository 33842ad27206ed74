using System.CommandLine;
using System.Globalization;
using Equipoise.CommandLine;
using Equipoise.Conduct.Safety;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Safety;

/// <summary><c>equipoise ctcae</c>: laboratory results, to grades by CTCAE 5.0.</summary>
internal static class CtcaeVerb
{
    private static readonly string[] Columns = ["test", "value", "unit", "lln", "uln", "baseline"];

    private static readonly Argument<string> File = new("file") { Description = "CSV with test, value, unit, lln, uln, baseline", HelpName = "FILE.csv" };

    public static Command Build(TextWriter output)
    {
        var verb = new Command("ctcae", "Grade laboratory results by CTCAE 5.0") { File };
        verb.SetAction((words, cancellation) => RunAsync(words, output, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult words, TextWriter output, CancellationToken cancellation)
    {
        var table = CsvTable.Read(words.GetRequiredValue(File), null, Columns);
        var rows = Enumerable.Range(0, table.Lines.Count).Select(row => Read(table, row)).Select(result => (Result: result, Grade: LabGrader.Grade(result))).ToList();
        if (words.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(JsonReport.Of(json => json.Objects("rows", rows, (item, row) => Row(item, row.Result, row.Grade))).AsMemory(), cancellation);
            return ExitCode.Done;
        }

        var text = new TextTable("test", "value", "unit", "grade", "direction", "rule") { Words = ["unit", "direction", "rule"] };
        foreach (var (result, grade) in rows)
            text.Add(result.Test, Show(result.Value), result.Unit, grade.Grade?.ToString(CultureInfo.InvariantCulture) ?? "-", grade.Direction, grade.Rule);
        await output.WriteAsync(text.ToString().AsMemory(), cancellation);
        return ExitCode.Done;
    }

    private static void Row(JsonReport item, LabResult result, LabGrade grade)
    {
        item.Text("test", result.Test);
        Number(item, "value", result.Value);
        item.Text("unit", result.Unit);
        Number(item, "lln", result.LowerLimit);
        Number(item, "uln", result.UpperLimit);
        Number(item, "baseline", result.Baseline);
        if (grade.Grade is { } known)
            item.Whole("grade", known);
        else
            item.Nothing("grade");
        item.Text("direction", grade.Direction).Text("rule", grade.Rule);
    }

    private static LabResult Read(CsvTable table, int row)
    {
        var test = table.Column("test")[row];
        if (test.Length == 0)
            throw new TableException($"test is empty on line {table.Lines[row]}: name the test.");
        var (lower, upper) = (Decimal(table, "lln", row), Decimal(table, "uln", row));
        if (upper is 0)
            throw new TableException($"uln is 0 on line {table.Lines[row]}: write the upper limit of normal, or nothing where it is not known.");
        if (lower > upper)
            throw new TableException($"lln is {Show(lower)} on line {table.Lines[row]}, above uln, {Show(upper)}: exchange them, or correct one.");
        return new LabResult(test, Decimal(table, "value", row), table.Column("unit")[row], lower, upper, Decimal(table, "baseline", row));
    }

    private static decimal? Decimal(CsvTable table, string column, int row)
    {
        var text = table.Column(column)[row];
        if (CsvTable.IsMissing(text))
            return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000_000
            ? number
            : throw new TableException($"{column} is {CsvTable.Quote(text)} on line {table.Lines[row]}: write a number of at least 0 with a decimal point, or nothing.");
    }

    private static void Number(JsonReport item, string name, decimal? value) => _ = value is { } number ? item.Number(name, (double)number) : item.Nothing(name);

    private static string Show(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
