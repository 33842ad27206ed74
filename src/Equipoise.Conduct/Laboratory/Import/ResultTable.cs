using System.Globalization;
using Equipoise.Eligibility.Facts.Rows;

namespace Equipoise.Conduct.Laboratory.Import;

/// <summary>Reads results from CSV (RFC 4180) with a heading: <c>participant, date, test, value, unit</c> and, where they are known,
/// <c>low, high, visit, visitCount</c>, in any order.</summary>
public static class ResultTable
{
    private const int MostRows = 10_000;
    private static readonly string[] Required = ["participant", "date", "test", "value", "unit"];
    private static readonly string[] Optional = ["low", "high", "visit", "visitCount"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="StepRefusedException">It is no such file.</exception>
    public static IReadOnlyList<ReportedResult> Read(string csv)
    {
        Dictionary<string, int>? columns = null;
        var results = new List<ReportedResult>();
        try
        {
            foreach (var (line, cells) in CsvTable.Read(csv.TrimStart('\uFEFF')))
            {
                if (columns is null)
                    columns = Heading(line, cells);
                else if (results.Count == MostRows)
                    throw Refused($"The file has more than {MostRows} results: send it in parts.");
                else
                    results.Add(Row(line, cells, columns));
            }
        }
        catch (FormatException error)
        {
            throw Refused(error.Message);
        }

        return results.Count > 0 ? results : throw Refused(columns is null ? $"The file is empty: begin with a line that names the columns {string.Join(", ", Required)}." : "The file has a heading and no results.");
    }

    private static Dictionary<string, int> Heading(int line, IReadOnlyList<string> cells)
    {
        var known = Required.Concat(Optional).ToDictionary(name => name, name => name, StringComparer.OrdinalIgnoreCase);
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < cells.Count; at++)
        {
            if (!known.TryGetValue(cells[at], out var name))
                throw Refused($"Line {line}: there is no column '{Short(cells[at])}'; the columns are {string.Join(", ", Required.Concat(Optional))}.");
            if (!columns.TryAdd(name, at))
                throw Refused($"Line {line}: the column {name} stands twice.");
        }

        return Required.FirstOrDefault(name => !columns.ContainsKey(name)) is { } missing ? throw Refused($"Line {line}: the column {missing} is missing; the file begins with a line that names its columns.") : columns;
    }

    private static ReportedResult Row(int line, IReadOnlyList<string> cells, Dictionary<string, int> columns)
    {
        string Cell(string name) => columns.TryGetValue(name, out var at) && at < cells.Count ? cells[at] : "";
        var count = Cell("visitCount");
        var isCount = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new ReportedResult
        {
            Where = string.Create(CultureInfo.InvariantCulture, $"line {line}"),
            Participants = [Cell("participant")],
            Sampled = Cell("date"),
            Tests = [Cell("test")],
            Value = Cell("value"),
            Unit = Cell("unit"),
            Low = Cell("low"),
            High = Cell("high"),
            Visit = Cell("visit") is { Length: > 0 } visit ? visit : null,
            VisitCount = isCount ? number : null,
            Problem = cells.Count > columns.Count ? $"The row has {cells.Count} cells, the heading {columns.Count}."
                : count.Length > 0 && !isCount ? $"'{Short(count)}' is no count of a visit: write a whole number from 1." : null,
        };
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static StepRefusedException Refused(string sentence) => StepRefusedException.Invalid("import-file", sentence);
}
