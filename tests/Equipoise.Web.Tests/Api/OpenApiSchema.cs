using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Web.Tests.Api;

/// <summary>Checks JSON against a schema of a description.</summary>
public sealed class OpenApiSchema(OpenApiDocument document)
{
    /// <summary>What is wrong with a value, or null.</summary>
    public string? WhatIsWrong(JsonElement value, YamlNode schema, string place = "$")
    {
        var node = document.Resolve(schema);
        if (OpenApiDocument.Find(node, "anyOf") is YamlSequenceNode any)
            return any.Select(each => WhatIsWrong(value, each, place)).ToList() is var wrongs && wrongs.Contains(null) ? null : wrongs[0];
        if (OpenApiDocument.Find(node, "enum") is YamlSequenceNode values && values.All(known => known.ToString() != value.ToString()))
            return $"{place}: {value} is none of {values}";
        return OpenApiDocument.Find(node, "type")?.ToString() switch
        {
            "object" => Object(value, node, place),
            "array" => value.ValueKind != JsonValueKind.Array ? $"{place} is no list"
                : value.EnumerateArray().Select((item, number) => WhatIsWrong(item, OpenApiDocument.Find(node, "items")!, $"{place}[{number}]")).FirstOrDefault(wrong => wrong is not null),
            "string" => value.ValueKind == JsonValueKind.String ? String(value.GetString()!, node, place) : $"{place} is no text",
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? null : $"{place} is no whole number",
            "number" => value.ValueKind == JsonValueKind.Number ? null : $"{place} is no number",
            "null" => value.ValueKind == JsonValueKind.Null ? null : $"{place} is not null",
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : $"{place} is not true or false",
            _ => null,
        };
    }

    private string? Object(JsonElement value, YamlMappingNode node, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return $"{place} is no object";
        var properties = OpenApiDocument.Find(node, "properties") as YamlMappingNode ?? [];
        if (OpenApiDocument.Find(node, "required") is YamlSequenceNode required && required.FirstOrDefault(name => !value.TryGetProperty(name.ToString(), out _)) is { } missing)
            return $"{place} has no {missing}";
        var isClosed = OpenApiDocument.Find(node, "additionalProperties")?.ToString() == "false";
        foreach (var member in value.EnumerateObject())
        {
            if (OpenApiDocument.Find(properties, member.Name) is { } schema)
            {
                if (WhatIsWrong(member.Value, schema, $"{place}.{member.Name}") is { } wrong)
                    return wrong;
            }
            else if (isClosed)
                return $"{place}.{member.Name} is not described";
        }

        return null;
    }

    private static string? String(string text, YamlMappingNode node, string place)
    {
        if (OpenApiDocument.Find(node, "pattern") is { } pattern && !Regex.IsMatch(text, pattern.ToString(), RegexOptions.None, TimeSpan.FromSeconds(1)))
            return $"{place}: {text} has not the form {pattern}";
        return OpenApiDocument.Find(node, "maxLength") is { } most && text.Length > int.Parse(most.ToString(), System.Globalization.CultureInfo.InvariantCulture) ? $"{place} is longer than {most}" : null;
    }
}
