using System.Globalization;
using System.Text.Json.Nodes;

namespace Equipoise.Registry.Samples.Synthetic;

/// <summary>Makes pieces of a record, leaving out what is null.</summary>
internal static class Part
{
    /// <summary>An object of the members that have a value.</summary>
    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var part = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null and not JsonArray { Count: 0 })
                part.Add(name, value);
        }

        return part;
    }

    /// <summary>A list of objects.</summary>
    public static JsonArray List(IEnumerable<JsonNode> items) => [.. items];

    /// <summary>A list of texts.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>A number as results write it: with so many decimals, in no culture.</summary>
    public static string Number(double value, int decimals = 1) => Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
