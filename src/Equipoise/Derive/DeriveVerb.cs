using System.CommandLine;
using Equipoise.CommandLine;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Derive;

/// <summary><c>equipoise derive</c>: values that follow from others, one for each row of a file.</summary>
internal static class DeriveVerb
{
    public static Command Build(TextWriter output)
    {
        var verb = new Command("derive", "Derive values from others, a row at a time");
        foreach (var derivation in Derivations.All)
            verb.Add(Build(derivation, output));
        return verb;
    }

    private static Command Build(Derivation derivation, TextWriter output)
    {
        var file = new Argument<string>("file") { Description = $"CSV with {string.Join(", ", derivation.Columns)}", HelpName = "FILE.csv" };
        var verb = new Command(derivation.Name, derivation.Description) { file };
        verb.SetAction(async (words, cancellation) =>
        {
            var table = CsvTable.Read(words.GetRequiredValue(file), null, derivation.Columns);
            var values = Enumerable.Range(0, table.Lines.Count).Select(row => derivation.Of(new DerivationRow(table, row))).ToList();
            await output.WriteLineAsync((words.GetValue(SharedOptions.Json) ? Json(derivation, table, values) : Text(derivation, table, values)).AsMemory(), cancellation);
            return ExitCode.Done;
        });
        return verb;
    }

    private static string Json(Derivation derivation, CsvTable table, List<double[]> values) => JsonReport.Of(json => json.Objects("rows", Enumerable.Range(0, values.Count), (item, row) =>
    {
        foreach (var column in derivation.Columns)
        {
            if (DerivationRow.IsText(column))
                item.Text(column, table.Column(column)[row]);
            else
                item.Number(column, table.Number(column, row));
        }

        for (var i = 0; i < derivation.Results.Count; i++)
            item.Number(derivation.Results[i].Name, values[row][i]);
    }));

    private static string Text(Derivation derivation, CsvTable table, List<double[]> values)
    {
        var text = new TextTable([.. derivation.Columns, .. derivation.Results.Select(result => $"{result.Name} [{result.Unit}]")]);
        for (var row = 0; row < values.Count; row++)
            text.Add([.. derivation.Columns.Select(column => table.Column(column)[row]), .. values[row].Select(value => TextTable.Number(value, 2))]);
        return text.ToString().TrimEnd();
    }
}
