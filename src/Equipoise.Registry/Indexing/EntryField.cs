using System.Text;
using System.Text.Json;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Indexing;

/// <summary>A field of the record's schema, and the numbers of the index's fields that its values go to; -1 where there is none.</summary>
/// <remarks>Made once for all fields, so that no value is looked up by a name.</remarks>
internal sealed class EntryField
{
    private readonly (byte[] Name, EntryField Field)[] children;
    private readonly (byte[] Value, byte[] Legacy)[] legacyLabels = [];

    private EntryField(SchemaField field)
    {
        Type = field.Type;
        IsNested = field.IsNested;
        Name = Encoding.UTF8.GetBytes(field.Name);
        Piece = Encoding.UTF8.GetBytes(field.Piece);
        (Study, Site) = NumbersOf(field.Piece);
        (StudyWhole, SiteWhole) = StudyFields.WholeTexts.Concat(StudyFields.WholeSiteTexts).Contains(field.Piece, StringComparer.Ordinal) ? NumbersOf(StudyFields.Whole(field.Piece)) : (-1, -1);
        (Words, _) = NumbersOf(StudyFields.Words(field.Piece));
        Counters = [.. StudyCounts.CountersOf(field).Select(counter => (NumbersOf(counter.Column).Study, NumbersOf(counter.Column).Site, counter.Read))];
        SitePart = field.Parent is { IsNested: true } ? SiteEntry.PartOf(field.Name) : -1;
        children = [.. field.Children.Where(child => !child.IsIndexedOnly).Select(child => new EntryField(child)).Select(child => (child.Name, child))];
        if (field.EnumType is { } type)
            legacyLabels = [.. RecordSchema.Enums[type].Select(value => (Encoding.UTF8.GetBytes(value.Value), Encoding.UTF8.GetBytes(value.Legacy)))];
    }

    /// <summary>The sections of a record.</summary>
    public static IReadOnlyList<EntryField> Sections { get; } = [.. RecordSchema.Fields.Where(field => field.Parent is null).Select(field => new EntryField(field))];

    public FieldType Type { get; }

    /// <summary>Whether its objects are nested documents.</summary>
    public bool IsNested { get; }

    public byte[] Name { get; }

    public byte[] Piece { get; }

    /// <summary>Its field in the study's document.</summary>
    public int Study { get; }

    /// <summary>Its field in the document of a site.</summary>
    public int Site { get; }

    /// <summary>Which of the parts of a site it is that more is made of (<see cref="SiteEntry"/>); -1 for none.</summary>
    public int SitePart { get; }

    /// <summary>The study's field that takes its text whole.</summary>
    public int StudyWhole { get; }

    /// <summary>The site's field that takes its text whole.</summary>
    public int SiteWhole { get; }

    /// <summary>The study's field for the words of its values.</summary>
    public int Words { get; }

    /// <summary>What is counted in its objects, and where it goes.</summary>
    public (int Study, int Site, Func<JsonElement, double?> Read)[] Counters { get; }

    /// <summary>The field of a name that stands in it, or null.</summary>
    /// <param name="name">The name, without escapes.</param>
    /// <param name="next">Where to look first: behind the one found before, for members mostly stand in the schema's order.</param>
    public EntryField? Child(ReadOnlySpan<byte> name, ref int next)
    {
        for (var step = 0; step < children.Length; step++)
        {
            var at = next + step < children.Length ? next + step : next + step - children.Length;
            if (!name.SequenceEqual(children[at].Name))
                continue;
            next = at + 1 == children.Length ? 0 : at + 1;
            return children[at].Field;
        }

        return null;
    }

    /// <summary>What a value of its enum type was once called; empty where the schema does not know it.</summary>
    public ReadOnlySpan<byte> LegacyLabel(ReadOnlySpan<byte> value)
    {
        foreach (var (known, legacy) in legacyLabels)
        {
            if (value.SequenceEqual(known))
                return legacy;
        }

        return default;
    }

    private static (int Study, int Site) NumbersOf(string name) =>
        (StudyIndex.Schema.Documents.FieldNumber(name), StudyIndex.Schema.Nested[StudyFields.Locations].FieldNumber(name));
}
