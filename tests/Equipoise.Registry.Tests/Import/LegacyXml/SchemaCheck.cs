using System.Text.Json;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Tests.Import.LegacyXml;

/// <summary>Whether a record has only members that the schema knows, each of its kind.</summary>
internal static class SchemaCheck
{
    /// <summary>What does not fit, in a few words each.</summary>
    public static IEnumerable<string> Problems(JsonElement record) => record.EnumerateObject().SelectMany(member => Problems(member, ""));

    private static IEnumerable<string> Problems(JsonProperty member, string parent)
    {
        var path = parent.Length == 0 ? member.Name : $"{parent}.{member.Name}";
        if (RecordSchema.FindPath(path) is not { IsIndexedOnly: false } field)
            return [$"{path} is unknown"];
        if (field.IsList != (member.Value.ValueKind == JsonValueKind.Array))
            return [$"{path} is {member.Value.ValueKind}"];
        return field.IsList ? member.Value.EnumerateArray().SelectMany(value => Problems(value, field, path)) : Problems(member.Value, field, path);
    }

    private static IEnumerable<string> Problems(JsonElement value, SchemaField field, string path) => field.Type switch
    {
        FieldType.Structure or FieldType.GeoPoint when value.ValueKind == JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Problems(member, path)),
        FieldType.Boolean when value.ValueKind is JsonValueKind.True or JsonValueKind.False => [],
        FieldType.WholeNumber or FieldType.Number when value.ValueKind == JsonValueKind.Number => [],
        FieldType.Enumeration when RecordSchema.Enums[field.EnumType!].Any(known => value.ValueEquals(known.Value)) => [],
        FieldType.Date when PartialDate.TryParse(value.GetString(), out _) => [],
        FieldType.Duration when Age.TryParse(value.GetString(), out _) => [],
        FieldType.Text or FieldType.Markup when value.ValueKind == JsonValueKind.String => value.GetString()!.Trim().Length == value.GetString()!.Length && value.GetString()!.Length > 0 ? [] : [$"{path} has blanks around it"],
        _ => [$"{path} is {value.GetRawText()}"],
    };
}
