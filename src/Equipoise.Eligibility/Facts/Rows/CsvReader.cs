namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>Reads a table of facts, one a row, whose first line names the columns.</summary>
public static class CsvReader
{
    /// <summary>The columns a table may have; <c>fact</c> is needed, their order is free.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["patient", "fact", "name", "value", "unit", "date", "end", "low", "high", "words", "reason", "source"];

    /// <summary>The patients of a table, in its order. A row that cannot be read is named in <see cref="PatientFacts.Unreadable"/>.</summary>
    /// <exception cref="FormatException">It is not CSV, its first line names a column that there is not, or it has no row.</exception>
    public static IReadOnlyList<PatientFacts> Read(string text)
    {
        List<string>? header = null;
        var rows = new List<FactRow>();
        foreach (var (line, cells) in CsvTable.Read(text))
        {
            if (header is null)
            {
                header = [.. cells];
                CheckHeader(header);
                continue;
            }

            if (cells.Count > header.Count)
                throw new FormatException($"Line {line} has {cells.Count} cells, and there are {header.Count} columns: put a cell with a comma, or whatever parts the columns, in quotes.");
            string Cell(string column) => header.IndexOf(column) is >= 0 and var place && place < cells.Count ? cells[place] : "";
            rows.Add(new FactRow(Cell("patient"), Cell("fact"), Cell("name"), Cell("value"), Cell("unit"), Cell("date"), Cell("end"), Cell("low"), Cell("high"), Cell("words"), Cell("reason"), Cell("source"), $"line {line}"));
        }

        if (rows.Count == 0)
            throw new FormatException("There is no fact in it: a table of facts has a line of column names and one fact on each line below.");
        return FactRows.Read(rows);
    }

    private static void CheckHeader(List<string> header)
    {
        if (!header.Contains("fact", StringComparer.Ordinal))
            throw new FormatException($"Line 1 does not name the column 'fact': the columns are {string.Join(", ", Columns)}.");
        if (header.Find(name => !Columns.Contains(name, StringComparer.Ordinal)) is { } stray)
            throw new FormatException($"Line 1 names a column '{Fhir.Json.Short(stray)}' that there is not: the columns are {string.Join(", ", Columns)}.");
        if (header.Distinct(StringComparer.Ordinal).Count() < header.Count)
            throw new FormatException("Line 1 names a column twice.");
    }
}
