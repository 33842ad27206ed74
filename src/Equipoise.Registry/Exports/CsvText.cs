using System.Buffers;
using System.Globalization;
using System.Text;

namespace Equipoise.Registry.Exports;

/// <summary>Rows of CSV as RFC 4180 has them: commas, a quoted field where one is needed, CRLF at the end of a row.</summary>
public static class CsvText
{
    private const string FormulaStarts = "=+-@\t\r＝＋－＠";
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Appends a row.</summary>
    public static void AppendRow(StringBuilder text, IEnumerable<string> values)
    {
        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            if (value.AsSpan().ContainsAny(NeedQuotes))
                text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                text.Append(value);
        }

        text.Append("\r\n");
    }

    /// <summary>A value without control characters but tabs and line ends; the sign for an unreadable character stands in their
    /// place. Some programs end a file at such a character, others refuse it.</summary>
    public static string Printable(string value) =>
        value.Any(IsUnprintable) ? string.Create(value.Length, value, static (place, text) =>
        {
            for (var at = 0; at < text.Length; at++)
                place[at] = IsUnprintable(text[at]) ? '\uFFFD' : text[at];
        }) : value;

    /// <summary>A value that no spreadsheet takes for a formula.</summary>
    /// <remarks>Spreadsheets run a cell that begins with =, +, - or @, quoted or not, and a record's text may begin so by
    /// accident or by malice. Such a value gets an apostrophe in front; numbers do not, so that they stay numbers. Nothing is
    /// lost: a value that already begins with apostrophes and then such a sign gets one more, and
    /// <see cref="WithoutGuard"/> takes one away again. Programs that want values as they are ask the API.</remarks>
    public static string Guarded(string value) =>
        LooksLikeFormula(value) && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? $"'{value}" : value;

    /// <summary>The value that <see cref="Guarded"/> was given.</summary>
    public static string WithoutGuard(string value) => value.StartsWith('\'') && LooksLikeFormula(value) ? value[1..] : value;

    private static bool IsUnprintable(char letter) => char.IsControl(letter) && letter is not ('\t' or '\r' or '\n');

    private static bool LooksLikeFormula(string value) =>
        value.AsSpan().TrimStart('\'') is [var first, ..] && FormulaStarts.Contains(first);
}
