using System.Buffers;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api.Tables;

/// <summary>Studies as a table of comma-separated values, one line a study (RFC 4180, lines ended by a line feed).</summary>
public sealed class StudyTable
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");
    private readonly IReadOnlyList<StudyColumn> columns;

    private StudyTable(IReadOnlyList<StudyColumn> columns) => this.columns = columns;

    /// <summary>The names of all columns.</summary>
    public static IReadOnlyList<string> ColumnNames => [.. StudyColumn.All.Select(column => column.Name)];

    /// <summary>The line of names.</summary>
    public string Header => Line(columns.Select(column => column.Name));

    /// <summary>Reads which columns are wanted; their order is always the table's own.</summary>
    /// <param name="names">The names of columns; null for all.</param>
    /// <exception cref="ApiRefusalException">The list is empty, or one of the names is none.</exception>
    public static StudyTable Read(IReadOnlyList<string>? names)
    {
        if (names is null)
            return new StudyTable(StudyColumn.All);
        if (names.Count == 0)
            throw new ApiRefusalException("Parameter 'fields' must be non-empty");
        return names.FirstOrDefault(name => !ColumnNames.Contains(name, StringComparer.Ordinal)) is { } unknown
            ? throw new ApiRefusalException($"Parameter 'fields' contains invalid CSV column name: '{ApiRefusalException.Shown(unknown)}'")
            : new StudyTable([.. StudyColumn.All.Where(column => names.Contains(column.Name, StringComparer.Ordinal))]);
    }

    /// <summary>The line of a study.</summary>
    public string Row(ReadOnlyMemory<byte> record)
    {
        var root = StudyRecord.Parse(record).Root;
        return Line(columns.Select(column => column.Read(root) ?? ""));
    }

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted)) + '\n';

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(NeedQuotes) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
