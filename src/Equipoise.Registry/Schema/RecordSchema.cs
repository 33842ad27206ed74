using System.Collections.Frozen;
using System.Globalization;

namespace Equipoise.Registry.Schema;

/// <summary>The fields, enum types and search areas of the study record: the one table that import, index, pages, API and
/// documents read. Kept as data in <c>fields.tsv</c>, <c>enums.tsv</c> and <c>areas.tsv</c>.</summary>
/// <remarks>Facts of the ClinicalTrials.gov API v2 (version 2.0.5: <c>/studies/metadata</c>, <c>/studies/enums</c>,
/// <c>/studies/search-areas</c>).</remarks>
public static class RecordSchema
{
    private static readonly FrozenDictionary<string, SchemaField> ByPiece;
    private static readonly FrozenDictionary<string, SchemaField> ByPath;
    private static readonly FrozenDictionary<string, SearchArea> ByArea;

    static RecordSchema()
    {
        Fields = [.. FieldReader.Read()];
        ByPiece = Fields.ToFrozenDictionary(field => field.Piece, StringComparer.Ordinal);
        ByPath = Fields.ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);
        Enums = SchemaTable.Read("enums")
            .GroupBy(cells => cells[0], StringComparer.Ordinal)
            .ToFrozenDictionary(
                type => type.Key,
                type => (IReadOnlyList<EnumValue>)[.. type.Select(cells => new EnumValue(cells[1], cells[2], cells[3]))],
                StringComparer.Ordinal);
        EnumTypes = [.. SchemaTable.Read("enums").Select(cells => cells[0]).Distinct(StringComparer.Ordinal)];
        Areas =
        [
            .. SchemaTable.Read("areas")
                .GroupBy(cells => (Name: cells[0], Parameter: cells[1], Label: cells[2]))
                .Select(area => new SearchArea(area.Key.Name, OrNull(area.Key.Parameter), OrNull(area.Key.Label), [.. area.Select(ReadWeights)])),
        ];
        ByArea = Areas.ToFrozenDictionary(area => area.Name, StringComparer.Ordinal);
    }

    /// <summary>Every field in the registry's order, each before those that stand in it.</summary>
    public static IReadOnlyList<SchemaField> Fields { get; }

    /// <summary>The values of every enum type, by the type's name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<EnumValue>> Enums { get; }

    /// <summary>The names of the enum types, in the registry's order.</summary>
    public static IReadOnlyList<string> EnumTypes { get; }

    /// <summary>Every search area.</summary>
    public static IReadOnlyList<SearchArea> Areas { get; }

    /// <summary>The field of a piece name such as <c>NCTId</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static SchemaField Piece(string piece) => ByPiece[piece];

    /// <summary>The field at a path such as <c>protocolSection.identificationModule.nctId</c>, or null where there is none.</summary>
    public static SchemaField? FindPath(string path) => ByPath.GetValueOrDefault(path);

    /// <summary>The field of a piece name, or null where there is none.</summary>
    public static SchemaField? FindPiece(string piece) => ByPiece.GetValueOrDefault(piece);

    /// <summary>The search area called <paramref name="name"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static SearchArea Area(string name) => ByArea[name];

    private static string? OrNull(string cell) => cell.Length > 0 ? cell : null;

    private static IReadOnlyList<WeightedField> ReadWeights(string[] cells)
    {
        var words = cells[3].Split(' ');
        var weight = double.Parse(words[0], CultureInfo.InvariantCulture);
        return [.. words.Skip(1).Select(piece => new WeightedField(Piece(piece), weight))];
    }
}
