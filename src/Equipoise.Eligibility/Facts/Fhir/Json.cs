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

    public static string? Text(JsonElement from, params ReadOnlySpan<string> path)
    {
        if (Find(from, path) is not { ValueKind: JsonValueKind.String } found)
            return null;
        try
        {
            return found.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text.
            return null;
        }
    }

    public static decimal? Number(JsonElement from, params ReadOnlySpan<string> path) =>
        Find(from, path) is { ValueKind: JsonValueKind.Number } found && found.TryGetDecimal(out var number) && Math.Abs(number) < 1e15m ? number : null;

    public static IEnumerable<JsonElement> List(JsonElement from, params ReadOnlySpan<string> path) =>
        Find(from, path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>The codes of a CodeableConcept.</summary>
    public static List<(string? System, string? Code)> Codes(JsonElement? concept) =>
        concept is { } found ? [.. List(found, "coding").Select(coding => (Text(coding, "system"), Text(coding, "code")))] : [];

    /// <summary>The names of a CodeableConcept, its text and the displays of its codes; or what a Reference is displayed as.</summary>
    public static List<string> Names(JsonElement? concept) =>
        concept is { } found ? [.. List(found, "coding").Select(coding => Text(coding, "display")).Prepend(Text(found, "text")).Append(Text(found, "display")).OfType<string>().Distinct(StringComparer.Ordinal)] : [];

    public static FactDate? Date(JsonElement from, params ReadOnlySpan<string> path) => FactDate.TryParse(Text(from, path), out var date) ? date : null;

    public static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
