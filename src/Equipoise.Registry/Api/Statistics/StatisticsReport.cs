using System.Globalization;
using System.Text;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>What was counted over all records, written as the API answers it.</summary>
/// <param name="Change">The store's last change that was counted.</param>
/// <param name="Store">The store's own name, so that a report is not taken for that of another.</param>
/// <param name="Sizes">The sizes of records.</param>
/// <param name="Values">The values of each leaf field, by its piece.</param>
/// <param name="Lists">The lengths of each list, by its piece.</param>
internal sealed record StatisticsReport(
    long Change, string Store, byte[] Sizes, IReadOnlyDictionary<string, byte[]> Values, IReadOnlyDictionary<string, byte[]> Lists)
{
    private const string Mark = "equipoise statistics 2";

    /// <summary>Reads what <see cref="Write"/> wrote; null where it is not whole.</summary>
    public static StatisticsReport? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var lines = File.ReadAllLines(path);
        if (lines.Length < 5 || !string.Equals(lines[0], Mark, StringComparison.Ordinal) || !string.Equals(lines[^1], Mark, StringComparison.Ordinal) || !long.TryParse(lines[1], CultureInfo.InvariantCulture, out var change))
            return null;
        var cells = lines[4..^1].Select(line => line.Split('\t', 3)).Where(line => line.Length == 3).ToLookup(line => line[0], StringComparer.Ordinal);
        return new StatisticsReport(change, lines[2], Encoding.UTF8.GetBytes(lines[3]), ByPiece("value"), ByPiece("list"));

        Dictionary<string, byte[]> ByPiece(string kind) =>
            cells[kind].ToDictionary(line => line[1], line => Encoding.UTF8.GetBytes(line[2]), StringComparer.Ordinal);
    }

    /// <summary>Keeps the report in a file: the old one stands until the new one is whole.</summary>
    public void Write(string path)
    {
        using (var file = new StreamWriter($"{path}.new") { NewLine = "\n" })
        {
            file.WriteLine(Mark);
            file.WriteLine(Change.ToString(CultureInfo.InvariantCulture));
            file.WriteLine(Store);
            file.WriteLine(Encoding.UTF8.GetString(Sizes));
            foreach (var (kind, fields) in new[] { ("value", Values), ("list", Lists) })
            {
                foreach (var (piece, json) in fields)
                    file.WriteLine($"{kind}\t{piece}\t{Encoding.UTF8.GetString(json)}");
            }

            file.WriteLine(Mark);
        }

        File.Move($"{path}.new", path, overwrite: true);
    }
}
