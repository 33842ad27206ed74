using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Essie;

/// <summary>Where an expression looks: a search area, a field, or the size of a list.</summary>
/// <param name="Area">The area, or null.</param>
/// <param name="Field">The field, or null.</param>
/// <param name="IsSize">True where the size of the list counts, not what is in it.</param>
public sealed record EssieTarget(SearchArea? Area, SchemaField? Field, bool IsSize = false)
{
    private const string SizeMark = ":size";

    /// <summary>The fields it looks in.</summary>
    public IReadOnlyList<SchemaField> Fields => Area is { } area ? [.. area.Fields.Select(part => part.Field)] : [Field!];

    /// <summary>True where all it looks in belongs to sites.</summary>
    internal bool IsOfSite => Fields.All(StudyFields.IsOfSite);

    /// <summary>The place of a name, or null where there is none.</summary>
    public static EssieTarget? Find(string name)
    {
        if (FieldNames.FindArea(name) is { } area)
            return new EssieTarget(area, Field: null);
        if (name.EndsWith(SizeMark, StringComparison.Ordinal))
            return FieldNames.Find(name[..^SizeMark.Length]) is { IsList: true } list ? new EssieTarget(Area: null, list, IsSize: true) : null;
        return FieldNames.Find(name) is { } field ? new EssieTarget(Area: null, field) : null;
    }
}
