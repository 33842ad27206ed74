using System.Text.Json;

namespace Equipoise.Eligibility.Facts.Fhir;

/// <summary>Reads members that may be missing or of the wrong type, which then count as missing.</summary>
internal static class Json
{
    public static JsonElement? Find(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        }

        return from;
    }

    public static string? Text(JsonElement from, params ReadOnlySpan<string> path) => Find(from, path) is { } found ? TextOf(found) : null;

    public static decimal? Number(JsonElement from, params ReadOnlySpan<string> path) =>
        Find(from, path) is { ValueKind: JsonValueKind.Number } found && found.TryGetDecimal(out var number) && Math.Abs(number) < 1e15m ? number : null;

    /// <summary>The elements of a list; one object where a list should be is a list of one, as converters from XML write it.</summary>
    public static IEnumerable<JsonElement> List(JsonElement from, params ReadOnlySpan<string> path) => Find(from, path) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } one => [one],
        _ => [],
    };

    /// <summary>A boolean, or one that is written as a text; null where there is none or something else.</summary>
    public static bool? Flag(JsonElement from, string name) => Find(from, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when bool.TryParse(TextOf(text), out var flag) => flag,
        _ => null,
    };

    /// <summary>The codes of a CodeableConcept; a text in its place is one of no system.</summary>
    public static List<(string? System, string? Code)> Codes(JsonElement? concept) => concept switch
    {
        { ValueKind: JsonValueKind.String } text => [(null, TextOf(text))],
        { } found => [.. List(found, "coding").Select(coding => (Text(coding, "system"), Text(coding, "code")))],
        _ => [],
    };

    /// <summary>The names of a CodeableConcept, its text and the displays of its codes; or what a Reference is displayed as.</summary>
    public static List<string> Names(JsonElement? concept) => concept switch
    {
        { ValueKind: JsonValueKind.String } text => [.. new[] { TextOf(text) }.OfType<string>()],
        { } found => [.. List(found, "coding").Select(coding => Text(coding, "display")).Prepend(Text(found, "text")).Append(Text(found, "display")).OfType<string>().Distinct(StringComparer.Ordinal)],
        _ => [],
    };

    /// <summary>The words of a code, a CodeableConcept or a text, in small letters with hyphens, as FHIR writes its own codes.</summary>
    public static List<string> Words(JsonElement? concept) =>
        [.. Codes(concept).Select(code => code.Code).Concat(Names(concept)).OfType<string>().Select(word => word.Trim().ToLowerInvariant().Replace(' ', '-').Replace('_', '-'))];

    public static FactDate? Date(JsonElement from, params ReadOnlySpan<string> path) => FactDate.TryParse(Text(from, path), out var date) ? date : null;

    public static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    private static string? TextOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return null;
        }
    }
}
