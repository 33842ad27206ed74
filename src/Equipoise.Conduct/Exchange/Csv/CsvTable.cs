using System.Text;

namespace Equipoise.Conduct.Exchange.Csv;

/// <summary>A table as a CSV file (RFC 4180, UTF-8), safe to open in a spreadsheet.</summary>
public static class CsvTable
{
    /// <summary>Writes a table.</summary>
    public static async Task WriteAsync(Stream output, IReadOnlyList<string> columns, IEnumerable<IEnumerable<string?>> rows)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await CsvRows.WriteAsync(text, columns);
        foreach (var row in rows)
            await CsvRows.WriteAsync(text, row);
    }
}
