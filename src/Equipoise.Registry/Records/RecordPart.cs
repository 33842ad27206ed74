using System.Text.Json;

namespace Equipoise.Registry.Records;

/// <summary>A part of a record as its JSON has it, read without surprises: what is absent, or of another type than
/// expected, is null or empty.</summary>
/// <remarks>Immutable; lives as long as anybody holds it.</remarks>
public readonly struct RecordPart
{
    private readonly JsonElement? element;

    internal RecordPart(JsonElement element) => this.element = element;

    /// <summary>The part as JSON; nothing where the record has none.</summary>
    internal JsonElement? Element => element;

    /// <summary>Whether the record has this part at all.</summary>
    public bool Exists => element is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) };

    /// <summary>The part below this one at a path of member names.</summary>
    public RecordPart Find(params ReadOnlySpan<string> path)
    {
        if (element is not { } from)
            return default;
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return default;
        }

        return new RecordPart(from);
    }

    /// <summary>The text at a path.</summary>
    public string? Text(params ReadOnlySpan<string> path) =>
        Find(path).element is { ValueKind: JsonValueKind.String } found ? Read(found) : null;

    /// <summary>The label of the enum value at a path, by the name of its type.</summary>
    public string? Label(string type, params ReadOnlySpan<string> path) =>
        Text(path) is { } value ? EnumLabels.Of(type, value) : null;

    /// <summary>The texts of the list at a path.</summary>
    public IReadOnlyList<string> Texts(params ReadOnlySpan<string> path) =>
        Find(path).element is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(Read)]
            : [];

    /// <summary>The labels of the list of enum values at a path.</summary>
    public IReadOnlyList<string> Labels(string type, params ReadOnlySpan<string> path) =>
        [.. Texts(path).Select(value => EnumLabels.Of(type, value))];

    /// <summary>The objects of the list at a path, each made into what the caller wants.</summary>
    public IReadOnlyList<T> List<T>(Func<RecordPart, T> read, params ReadOnlySpan<string> path)
    {
        if (Find(path).element is not { ValueKind: JsonValueKind.Array } list)
            return [];
        var items = new List<T>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                items.Add(read(new RecordPart(item)));
        }

        return items;
    }

    /// <summary>The yes or no at a path.</summary>
    public bool? Flag(params ReadOnlySpan<string> path) => Find(path).element?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The whole number at a path, whether the record writes it as a number or as text.</summary>
    public long? Whole(params ReadOnlySpan<string> path) => Find(path).element switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var whole) => whole,
        { ValueKind: JsonValueKind.String } text when long.TryParse(Read(text), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var whole) => whole,
        _ => null,
    };

    /// <summary>The number at a path.</summary>
    public double? Number(params ReadOnlySpan<string> path) =>
        Find(path).element is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    /// <summary>What a JSON text says.</summary>
    internal static string Read(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no character: shown as the escape that stands in the record.
            return text.GetRawText()[1..^1];
        }
    }
}
