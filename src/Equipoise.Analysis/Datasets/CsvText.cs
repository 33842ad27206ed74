using System.Globalization;
using System.Text;

namespace Equipoise.Analysis.Datasets;

/// <summary>Rows of CSV in one written form: the same values always give the same bytes.</summary>
internal static class CsvText
{
    public static void WriteRow(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (var at = 0; at < cells.Length; at++)
            text.Append(at == 0 ? "" : ",").Append(Quote(cells[at]));
        text.Append('\n');
    }

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static DateOnly? ReadDay(string cell) => cell.Length == 0 ? null : DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\n\r") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
