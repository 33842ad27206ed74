using System.Text.Json;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Describing;

/// <summary>The record's schema as the API describes it: fields, search areas, enum types.</summary>
public static class SchemaDescription
{
    /// <summary>All fields as a tree.</summary>
    /// <param name="includeIndexedOnly">Whether those are among them that stand in no record.</param>
    public static byte[] Fields(bool includeIndexedOnly) => ApiJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var section in RecordSchema.Fields.Where(field => field.Parent is null))
            Write(json, section, includeIndexedOnly);
        json.WriteEndArray();
    });

    /// <summary>All search areas.</summary>
    public static byte[] Areas() => ApiJson.Write(json =>
    {
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("name", "Study");
        json.WriteStartArray("areas");
        foreach (var area in RecordSchema.Areas)
            Write(json, area);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    /// <summary>All enum types.</summary>
    public static byte[] Enums() => ApiJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var (type, values) in RecordSchema.EnumTypes.Select(type => (type, RecordSchema.Enums[type])))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteStartArray("pieces");
            foreach (var field in RecordSchema.Fields.Where(field => string.Equals(field.EnumType, type, StringComparison.Ordinal)))
                json.WriteStringValue(field.Piece);
            json.WriteEndArray();
            json.WriteStartArray("values");
            foreach (var value in values)
            {
                json.WriteStartObject();
                json.WriteString("value", value.Value);
                json.WriteString("legacyValue", value.Legacy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, SchemaField field, bool includeIndexedOnly)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WriteString("piece", field.Piece);
        if (field.Title is { } title)
            json.WriteString("title", title);
        json.WriteString("sourceType", field.SourceType);
        json.WriteString("type", TypeOf(field));
        if (field.MaxLength is { } most)
            json.WriteNumber("maxChars", most);
        WriteTrue(json, "synonyms", field.HasSynonyms);
        WriteTrue(json, "isEnum", field.EnumType is not null);
        WriteTrue(json, "nested", field.IsNested);
        WriteTrue(json, "indexedOnly", field.IsIndexedOnly);
        if (field.OtherNames.Count > 0)
        {
            json.WriteStartArray("altPieceNames");
            foreach (var name in field.OtherNames)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        WriteChildren(json, field, includeIndexedOnly);
        json.WriteEndObject();
    }

    private static void WriteChildren(Utf8JsonWriter json, SchemaField field, bool includeIndexedOnly)
    {
        var children = field.Children.Where(child => includeIndexedOnly || !child.IsIndexedOnly).ToList();
        if (children.Count == 0)
            return;
        json.WriteStartArray("children");
        foreach (var child in children)
            Write(json, child, includeIndexedOnly);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, SearchArea area)
    {
        json.WriteStartObject();
        json.WriteString("name", area.Name);
        if (area.Parameter is { } parameter)
            json.WriteString("param", parameter);
        if (area.Label is { } label)
            json.WriteString("uiLabel", label);
        json.WriteStartArray("parts");
        foreach (var part in area.Parts)
        {
            json.WriteStartObject();
            json.WriteStartArray("pieces");
            foreach (var field in part)
                json.WriteStringValue(field.Field.Piece);
            json.WriteEndArray();
            var first = part[0].Field;
            json.WriteString("type", TypeOf(first).TrimEnd('[', ']'));
            json.WriteBoolean("isEnum", first.EnumType is not null);
            json.WriteBoolean("isSynonyms", first.HasSynonyms);
            json.WriteNumber("weight", part[0].Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is only searched is kept as the registry's index keeps it, and the registry says so: small numbers and whole words.
    private static string TypeOf(SchemaField field) => field switch
    {
        { IsIndexedOnly: true, Type: FieldType.WholeNumber } => "short",
        { IsIndexedOnly: true, Type: FieldType.Text } => "keyword",
        _ => field.TypeName,
    };

    private static void WriteTrue(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, value);
    }
}
