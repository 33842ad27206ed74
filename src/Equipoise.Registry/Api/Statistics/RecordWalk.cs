using System.Text.Json;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Statistics;

/// <summary>Goes through a record by its schema.</summary>
internal static class RecordWalk
{
    /// <summary>Tells of every value of every leaf field, and of every list with how many items it has.</summary>
    /// <param name="record">The record.</param>
    /// <param name="onValue">Told a leaf field and one of its values; of fields that are only counted, the number.</param>
    /// <param name="onList">Told a list field and its length.</param>
    public static void Go(JsonElement record, Action<SchemaField, JsonElement?, double> onValue, Action<SchemaField, int> onList)
    {
        foreach (var section in RecordSchema.Fields.Where(field => field.Parent is null))
        {
            if (record.TryGetProperty(section.Name, out var value))
                Go(section, value);
        }

        void Go(SchemaField field, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Array:
                    onList(field, value.GetArrayLength());
                    foreach (var item in value.EnumerateArray())
                        Go(field, item);
                    break;
                case JsonValueKind.Object:
                    foreach (var child in field.Children)
                    {
                        if (!child.IsIndexedOnly && value.TryGetProperty(child.Name, out var inside))
                            Go(child, inside);
                    }

                    foreach (var (column, number) in StudyCounts.Of(field, value))
                    {
                        if (RecordSchema.FindPiece(column) is { } count)
                            onValue(count, null, number);
                    }

                    break;
                case not (JsonValueKind.Null or JsonValueKind.Undefined) when field.Children.All(child => child.IsIndexedOnly):
                    onValue(field, value, 0);
                    break;
            }
        }
    }
}
