using Equipoise.Registry.Records.Results;

namespace Equipoise.Web.Studies.PostedResults;

/// <summary>A table of results as the page shows it: rows of numbers, one column a group.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Groups">The columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record ResultsTable(string Caption, IReadOnlyList<ResultGroup> Groups, IReadOnlyList<ResultsRow> Rows)
{
    /// <summary>Comments on single numbers and rows, as markup, each once.</summary>
    public IReadOnlyList<string> Notes => [.. Rows.SelectMany(row => row.Notes).Distinct(StringComparer.Ordinal)];

    /// <summary>The cells of a row in the order of the columns, by the group that each belongs to.</summary>
    public static IReadOnlyList<string> InOrder(IReadOnlyList<ResultGroup> groups, IEnumerable<(string GroupId, string Cell)> cells)
    {
        // Where a group has two values, which no honest record has, both are shown.
        var byGroup = cells.ToLookup(cell => cell.GroupId, cell => cell.Cell, StringComparer.Ordinal);
        return [.. groups.Select(group => string.Join("; ", byGroup[group.Id]))];
    }
}
