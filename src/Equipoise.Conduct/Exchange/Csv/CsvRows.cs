using System.Globalization;

namespace Equipoise.Conduct.Exchange.Csv;

/// <summary>Writes rows of CSV as RFC 4180 has them, with a guard before what a spreadsheet would run.</summary>
internal static class CsvRows
{
    // Spreadsheets run a cell that begins so, quoted or not; the full-width forms too (OWASP, CSV injection).
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static Task WriteAsync(TextWriter output, IEnumerable<string?> values) => output.WriteAsync(string.Join(',', values.Select(value => Cell(value ?? ""))) + "\r\n");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    // An apostrophe goes in front of what looks like a formula and is no number; one more where apostrophes are there already, so that taking one away always
    // gives back what was entered.
    private static string Cell(string value)
    {
        var guarded = value.AsSpan().TrimStart('\'') is [var first, ..] && FormulaStarts.Contains(first) && !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? $"'{value}"
            : value;
        return guarded.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{guarded.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : guarded;
    }
}
