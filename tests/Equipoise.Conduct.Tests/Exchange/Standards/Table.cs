using System.Text;

namespace Equipoise.Conduct.Tests.Exchange.Standards;

/// <summary>A table of CSV, read by the letter of RFC 4180 and not by what wrote it.</summary>
internal sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    public static Table Read(string text)
    {
        var rows = Cells(text).ToList();
        rows.ShouldAllBe(row => row.Count == rows[0].Count);
        return new Table(rows[0], [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))]);
    }

    private static IEnumerable<List<string>> Cells(string text)
    {
        var (row, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (isQuoted && letter == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[++at]);
            else if (letter == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && letter == ',')
                Close();
            else if (!isQuoted && letter == '\r' && text[at + 1] == '\n')
            {
                at++;
                Close();
                yield return row;
                row = [];
            }
            else
                cell.Append(letter);
        }

        (row.Count, cell.Length, isQuoted).ShouldBe((0, 0, false), "the last row ends as the others do");

        void Close()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}
