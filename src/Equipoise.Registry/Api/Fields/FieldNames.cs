using System.Collections.Frozen;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Fields;

/// <summary>The names by which a request may call the fields of a record: piece names, paths from the top, and older names.</summary>
/// <remarks>Names differ in case, as they do in the ClinicalTrials.gov API v2.</remarks>
public static class FieldNames
{
    private static readonly FrozenDictionary<string, SchemaField> Fields = Collect();
    private static readonly FrozenDictionary<string, SearchArea> Areas = RecordSchema.Areas.ToFrozenDictionary(area => area.Name, StringComparer.Ordinal);

    /// <summary>The field of a name, or null.</summary>
    public static SchemaField? Find(string name) => Fields.GetValueOrDefault(name);

    /// <summary>The search area of a name, or null.</summary>
    public static SearchArea? FindArea(string name) => Areas.GetValueOrDefault(name);

    private static FrozenDictionary<string, SchemaField> Collect()
    {
        var names = new Dictionary<string, SchemaField>(StringComparer.Ordinal);
        foreach (var field in RecordSchema.Fields)
            names[field.Piece] = field;
        foreach (var field in RecordSchema.Fields)
        {
            names.TryAdd(field.Path, field);
            foreach (var other in field.OtherNames)
                names.TryAdd(other, field);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
