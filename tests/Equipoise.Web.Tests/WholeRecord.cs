using System.Globalization;
using System.Text.Json.Nodes;
using Equipoise.Registry.Schema;

namespace Equipoise.Web.Tests;

/// <summary>A study that has every field the registry's schema knows, two of whatever can be many, each text its own word.</summary>
public static class WholeRecord
{
    /// <summary>The record as JSON.</summary>
    public static string Of(string id)
    {
        var record = new JsonObject();
        var count = 0;
        foreach (var section in RecordSchema.Fields.Where(field => field.Parent is null && !field.IsIndexedOnly))
            record[section.Name] = Value(section, place: 0, ref count);
        record["protocolSection"]!["identificationModule"]!["nctId"] = id;
        return record.ToJsonString();
    }

    private static JsonNode? Value(SchemaField field, int place, ref int count)
    {
        if (!field.IsList)
            return Single(field, place, ref count);
        return new JsonArray(Single(field, 0, ref count), Single(field, 1, ref count));
    }

    private static JsonNode? Single(SchemaField field, int place, ref int count)
    {
        // Groups are named by their place, so that numbers find their columns.
        if (field.Name is "groupId" or "groupIds" || (field.Name is "id" && field.Parent!.Name.EndsWith("roups", StringComparison.Ordinal)))
            return $"G{place}";
        count++;
        if (field.Name is "nctIdAliases")
            return $"NCT0099000{place}";
        switch (field.Type)
        {
            case FieldType.Structure:
                var part = new JsonObject();
                foreach (var child in field.Children.Where(child => !child.IsIndexedOnly))
                    part[child.Name] = Value(child, place, ref count);
                return part;
            case FieldType.Boolean:
                return true;
            case FieldType.WholeNumber or FieldType.Number:
                return count;
            case FieldType.Date:
                return string.Create(CultureInfo.InvariantCulture, $"2024-0{1 + (count % 9)}-1{count % 9}");
            case FieldType.Duration:
                return $"{10 + (count % 60)} Years";
            case FieldType.GeoPoint:
                return new JsonObject { ["lat"] = 10 + place, ["lon"] = 20 + place };
            case FieldType.Enumeration:
                return RecordSchema.Enums[field.EnumType!][count % RecordSchema.Enums[field.EnumType!].Count].Value;
            default:
                return $"{field.Piece} word {count}";
        }
    }
}
