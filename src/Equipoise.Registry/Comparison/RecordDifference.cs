using System.Text;
using System.Text.Json;
using Equipoise.Registry.Reading;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Comparison;

/// <summary>What changed between two versions of a record, field by field.</summary>
public static class RecordDifference
{
    // Below a section and its module stand the fields that people have names for; what is below them is their text.
    private const int DepthOfFields = 3;

    // The registry derives it anew every day.
    private const string Derived = "derivedSection";

    /// <summary>The fields that differ, in the registry's order.</summary>
    public static IReadOnlyList<FieldChange> Between(StudyRecord older, StudyRecord newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        return
        [
            .. RecordSchema.Fields
                .Where(field => !field.IsIndexedOnly && IsNamed(field))
                .Select(field => (field, before: TextOf(older, field), after: TextOf(newer, field)))
                .Where(change => !string.Equals(change.before, change.after, StringComparison.Ordinal))
                .Select(change => new FieldChange(change.field.Path, NameOf(change.field), change.before, change.after)),
        ];
    }

    private static bool IsNamed(SchemaField field)
    {
        var depth = field.Path.Count(letter => letter == '.') + 1;
        return !field.Path.StartsWith(Derived, StringComparison.Ordinal) &&
            (depth == DepthOfFields || (depth < DepthOfFields && field.Type != FieldType.Structure));
    }

    private static string TextOf(StudyRecord study, SchemaField field)
    {
        var text = new StringBuilder();
        if (study.Root.Find(field.Path.Split('.')).Element is { } element)
            Write(element, field, indent: 0, text);
        return text.ToString().TrimEnd('\n');
    }

    private static void Write(JsonElement element, SchemaField field, int indent, StringBuilder text)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
                Write(item, field, indent, text);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            text.Append(Value(element, field)).Append('\n');
            return;
        }

        foreach (var child in field.Children.Where(child => !child.IsIndexedOnly))
        {
            if (!element.TryGetProperty(child.Name, out var below) || below.ValueKind == JsonValueKind.Null)
                continue;
            text.Append(' ', indent).Append(NameOf(child)).Append(": ");
            if (below.ValueKind is JsonValueKind.Object or JsonValueKind.Array && child.Type == FieldType.Structure)
                text.Append('\n').Append(' ', indent + 2);
            Write(below, child, indent + 2, text);
        }

        // A line between one item of a list and the next.
        if (field.IsList && indent == 0)
            text.Append('\n');
    }

    private static string Value(JsonElement element, SchemaField field) => element.ValueKind switch
    {
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        JsonValueKind.String when field.EnumType is { } type => EnumLabels.Of(type, new RecordPart(element).Text()!),
        JsonValueKind.String when field.Type == FieldType.Markup => MarkupReader.Unescape(new RecordPart(element).Text()!),
        JsonValueKind.String => new RecordPart(element).Text()!,
        _ => element.GetRawText(),
    };

    // "whyStopped" is "Why stopped" where the registry has no better name.
    private static string NameOf(SchemaField field)
    {
        if (field.Title is { Length: > 0 and <= 60 } title)
            return title;
        var name = new StringBuilder();
        // What the registry calls a structure holds a date and whether it is expected.
        foreach (var letter in field.Name.EndsWith("Struct", StringComparison.Ordinal) ? field.Name[..^"Struct".Length] : field.Name)
            name.Append(char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }
}
