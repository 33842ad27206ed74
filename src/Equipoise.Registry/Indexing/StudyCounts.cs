using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Indexing;

/// <summary>The numbers that stand in no record but can be searched and sorted by: how long its lists are, and the years of its
/// dates.</summary>
/// <remarks>An object that is there and lacks a list has 0 of its items; an object that is not there has no number.</remarks>
internal static class StudyCounts
{
    private static readonly FrozenDictionary<string, string[]> ListsOfOtherNames = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["NumNCTAliases"] = ["nctIdAliases"],
        ["NumSecondaryIds"] = ["secondaryIdInfos"],
        ["NumRetractionsForRef"] = ["retractions"],
        ["NumOutcomes"] = ["primaryOutcomes", "secondaryOutcomes", "otherOutcomes"],
        ["NumEvents"] = ["seriousEvents", "otherEvents"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Func<JsonElement, double?>> Readers = RecordSchema.Fields
        .Where(field => field.IsIndexedOnly && field.Type == FieldType.WholeNumber)
        .ToFrozenDictionary(field => field.Piece, ReaderOf, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> SizeColumns = RecordSchema.Fields
        .Where(field => field.IsList)
        .ToFrozenDictionary(field => field.Piece, ColumnOfSize, StringComparer.Ordinal);

    private static readonly FrozenDictionary<SchemaField, (string Column, Func<JsonElement, double?> Read)[]> Counters = CountersByField();

    /// <summary>The columns that hold nothing but the size of a list.</summary>
    public static IEnumerable<SchemaField> ListsWithoutCount =>
        RecordSchema.Fields.Where(list => list.IsList && !Readers.ContainsKey(SizeColumns[list.Piece]));

    /// <summary>The column in which the size of a list is kept, or null where the field is no list.</summary>
    public static string? SizeColumn(SchemaField list) => SizeColumns.GetValueOrDefault(list.Piece);

    /// <summary>The numbers of an object, by the name of their column.</summary>
    public static IEnumerable<(string Column, double Number)> Of(SchemaField field, JsonElement value) =>
        Counters.TryGetValue(field, out var counters) ? Count(counters, value) : [];

    /// <summary>What is counted in the objects of a field: the columns, and how.</summary>
    public static IReadOnlyList<(string Column, Func<JsonElement, double?> Read)> CountersOf(SchemaField field) => Counters.GetValueOrDefault(field, []);

    private static IEnumerable<(string Column, double Number)> Count((string Column, Func<JsonElement, double?> Read)[] counters, JsonElement value)
    {
        foreach (var (column, read) in counters)
        {
            if (read(value) is { } number)
                yield return (column, number);
        }
    }

    // Most objects have nothing that is counted.
    private static FrozenDictionary<SchemaField, (string Column, Func<JsonElement, double?> Read)[]> CountersByField() =>
        RecordSchema.Fields
            .Select(field => (Field: field, Counters: field.Children.Select(CounterOf).OfType<(string, Func<JsonElement, double?>)>().ToArray()))
            .Where(entry => entry.Counters.Length > 0)
            .ToFrozenDictionary(entry => entry.Field, entry => entry.Counters);

    private static (string Column, Func<JsonElement, double?> Read)? CounterOf(SchemaField child)
    {
        if (child.IsIndexedOnly)
            return Readers.TryGetValue(child.Piece, out var read) ? (child.Piece, read) : null;
        if (!child.IsList || Readers.ContainsKey(SizeColumns[child.Piece]))
            return null;
        var name = Encoding.UTF8.GetBytes(child.Name);
        return (SizeColumns[child.Piece], value => LengthOf(value, name) is > 0 and var length ? length : null);
    }

    private static string ColumnOfSize(SchemaField list) =>
        list.Parent?.Children.FirstOrDefault(count => count.IsIndexedOnly && string.Equals(ListOf(count)?.Name, list.Name, StringComparison.Ordinal))?.Piece
        ?? $"{list.Piece}:size";

    private static Func<JsonElement, double?> ReaderOf(SchemaField count)
    {
        if (count.Piece.EndsWith("Year", StringComparison.Ordinal))
        {
            var date = count.Piece[..^4] + "Date";
            var name = count.Parent!.Children.Single(field => string.Equals(field.Piece, date, StringComparison.Ordinal)).Name;
            return value => YearOf(value, name);
        }

        if (ListsOfOtherNames.TryGetValue(count.Piece, out var lists))
        {
            byte[][] names = [.. lists.Select(Encoding.UTF8.GetBytes)];
            return value => names.Sum(name => LengthOf(value, name));
        }

        return count.Piece switch
        {
            "NumCollaboratorsPlusLead" => value => LengthOf(value, "collaborators"u8) + (value.TryGetProperty("leadSponsor"u8, out _) ? 1 : 0),
            "NumUniqueLocationCountries" => value => Items(value, "locations").Select(site => TextOf(site, "country")).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
            "NumRetractionsAllRefs" => value => Items(value, "references").Sum(reference => LengthOf(reference, "retractions"u8)),
            _ => ListOf(count) is { Name: var name } ? LengthReader(Encoding.UTF8.GetBytes(name)) : _ => null,
        };
    }

    private static Func<JsonElement, double?> LengthReader(byte[] name) => value => LengthOf(value, name);

    // NumPhases counts Phase, NumBaselineCategories BaselineCategory.
    private static SchemaField? ListOf(SchemaField count)
    {
        if (ListsOfOtherNames.TryGetValue(count.Piece, out var lists))
            return lists.Length == 1 ? count.Parent!.Child(lists[0]) : null;
        return count.Piece.StartsWith("Num", StringComparison.Ordinal)
            ? count.Parent!.Children.FirstOrDefault(field => field.IsList && Plurals(field.Piece).Contains(count.Piece[3..], StringComparer.Ordinal))
            : null;
    }

    private static string[] Plurals(string piece) => [$"{piece}s", $"{piece}es", $"{piece[..^1]}ies", $"{piece[..^2]}es"];

    private static int LengthOf(JsonElement value, ReadOnlySpan<byte> list) =>
        value.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? items.GetArrayLength() : 0;

    private static IEnumerable<JsonElement> Items(JsonElement value, string list) =>
        value.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? TextOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? RecordPart.Read(text) : null;

    private static double? YearOf(JsonElement value, string date) =>
        TextOf(value, date) is { Length: >= 4 } text && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null;
}
