using Equipoise.Conduct.Exchange.Datasets;

namespace Equipoise.Analysis.Adam;

/// <summary>An analysis data set with its rows.</summary>
/// <param name="Dataset">What it is.</param>
/// <param name="Rows">Its rows: the value of each column by its name.</param>
public sealed record AdamTable(Dataset Dataset, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows)
{
    /// <summary>A data set from its columns, each written as <c>NAME:Label</c>, with # before a number and @ before a day.</summary>
    internal static Dataset Columns(string name, string label, params string[] columns) => new(name, label, [.. columns.Select(Column)]);

    private static DatasetColumn Column(string text)
    {
        var (type, rest) = text[0] switch
        {
            '#' => ("integer", text[1..]),
            '@' => ("date", text[1..]),
            _ => ("string", text),
        };
        var at = rest.IndexOf(':', StringComparison.Ordinal);
        return new DatasetColumn(rest[..at], rest[(at + 1)..], type, rest[..at] switch { "STUDYID" => 1, "USUBJID" => 2, "PARAMCD" => 3, _ => null });
    }
}
