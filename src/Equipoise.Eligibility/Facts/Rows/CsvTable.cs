using System.Text;

namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>Comma-separated values as RFC 4180 describes them: quoted cells may hold commas, quotes and line ends. Where the first line has
/// semicolons or tabs and no comma, as tables of half of Europe do, or says <c>sep=;</c>, they part the cells.</summary>
public static class CsvTable
{
    private const int LongestCell = 10_000;

    /// <summary>The rows with the line each begins on, counted from 1; blank lines are passed over.</summary>
    /// <exception cref="FormatException">A quote is never closed, something stands behind one that is, or a cell is longer than 10,000 characters.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (separator, start) = Separator(text);
        var (line, began) = start > 0 ? (2, 2) : (1, 1);
        for (var i = start; i <= text.Length;)
        {
            if (i < text.Length && text[i] == '"' && cell.Length == 0)
            {
                i = Quoted(text, i + 1, cell, ref line);
                // Whatever stands there, nobody knows whether it belongs to the cell.
                var next = text.AsSpan(i).TrimStart(separator == '\t' ? " " : " \t");
                if (!next.IsEmpty && next[0] != separator && next[0] is not ('\r' or '\n'))
                    throw new FormatException($"Line {line}: behind the quote that ends a cell stands '{next[0]}'; a quote within a cell is written twice.");
                continue;
            }

            var sign = i < text.Length ? text[i] : '\n';
            i++;
            // A line may end as on Windows, or on old Macs.
            if (sign == '\r' && i < text.Length && text[i] == '\n')
                continue;
            if (sign == '\r')
                sign = '\n';
            if (sign != separator && sign != '\n')
            {
                cell.Append(sign);
                if (cell.Length > LongestCell)
                    throw new FormatException($"Line {line}: a cell is longer than {LongestCell} characters.");
                continue;
            }

            cells.Add(cell.ToString().Trim());
            cell.Clear();
            if (sign == separator)
                continue;
            line++;
            if (cells.Exists(one => one.Length > 0))
                yield return (began, cells.ToArray());
            cells.Clear();
            began = line;
        }
    }

    /// <summary>A cell as it is written.</summary>
    public static string Write(string cell) => cell.AsSpan().ContainsAny("\",\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    // What parts the cells, and where the table begins.
    private static (char Separator, int Start) Separator(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var at ? at : text.Length;
        var first = text.AsSpan(0, end).Trim('"');
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length == 5)
            return (first[4], text.AsSpan(end).StartsWith("\r\n") ? end + 2 : Math.Min(end + 1, text.Length));
        return (first.Contains(',') ? ',' : first.Contains(';') ? ';' : first.Contains('\t') ? '\t' : ',', 0);
    }

    // From after the opening quote to after the closing one.
    private static int Quoted(string text, int from, StringBuilder cell, ref int line)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                line++;
            if (text[i] != '"')
                cell.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else
                return i + 1;
            if (cell.Length > LongestCell)
                break;
        }

        throw new FormatException($"Line {line}: a quote is not closed, or its cell is longer than {LongestCell} characters.");
    }
}
