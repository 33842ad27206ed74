using System.Globalization;
using System.Text;

namespace Equipoise.Reports;

/// <summary>Results for a person to read: columns that line up, the first and those of words to the left, all others to the right.</summary>
internal sealed class TextTable(params string[] header)
{
    /// <summary>The columns of words, by their heads.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    private readonly List<string[]> rows = [header];

    public TextTable Add(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>A number in a few digits; nothing where there is none.</summary>
    public static string Number(double value, int digits = 4) => double.IsNaN(value) ? "-"
        : double.IsInfinity(value) ? (value > 0 ? "Inf" : "-Inf")
        : Math.Abs(value) is >= 1e6 or (< 1e-4 and > 0) ? value.ToString("0.###E+0", CultureInfo.InvariantCulture)
        : (Math.Round(value, digits) + 0.0).ToString(CultureInfo.InvariantCulture);

    /// <summary>A p-value: four decimals, or that it is below them.</summary>
    public static string PValue(double value) => double.IsNaN(value) ? "-" : value < 0.0001 ? "<0.0001" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>An interval, or where one of its ends is missing.</summary>
    public static string Interval(double lower, double upper, int digits = 4) => $"{Number(lower, digits)} to {Number(upper, digits)}";

    /// <inheritdoc/>
    public override string ToString()
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                text.Append(column == 0 ? row[column].PadRight(widths[column]) : Words.Contains(header[column], StringComparer.Ordinal) ? $"  {row[column].PadRight(widths[column])}" : $"  {row[column].PadLeft(widths[column])}");
            while (text.Length > 0 && text[^1] == ' ')
                text.Length--;
            text.AppendLine();
        }

        return text.ToString();
    }
}
