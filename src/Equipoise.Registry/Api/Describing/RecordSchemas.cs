using System.Text;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Api.Describing;

/// <summary>The types of a record as schemas of OpenAPI 3, for programs that make their classes from the description of the API:
/// every structure and enum type under the name that <c>/studies/metadata</c> gives it.</summary>
public static class RecordSchemas
{
    private const string Age = "^\\d+ (Year|Years|Month|Months|Week|Weeks|Day|Days|Hour|Hours|Minute|Minutes)$";

    /// <summary>The schemas as YAML, to stand under <c>schemas:</c>.</summary>
    public static string Yaml()
    {
        var yaml = new StringBuilder();
        foreach (var (type, values) in RecordSchema.Enums.OrderBy(type => type.Key, StringComparer.Ordinal))
            yaml.Append($"    {type}: {{ type: string, enum: [{string.Join(", ", values.Select(value => value.Value))}] }}\n");
        foreach (var structure in RecordSchema.Fields.Where(field => field.Type == FieldType.Structure).GroupBy(NameOf, StringComparer.Ordinal))
        {
            yaml.Append($"    {structure.Key}:\n      type: object\n      properties:\n");
            foreach (var field in structure.SelectMany(field => field.Children).Where(field => !field.IsIndexedOnly).DistinctBy(field => field.Name, StringComparer.Ordinal))
                yaml.Append($"        {field.Name}: {{ {SchemaOf(field)} }}\n");
        }

        return yaml.ToString();
    }

    private static string SchemaOf(SchemaField field) => field.IsList ? $"type: array, items: {{ {ItemOf(field)} }}" : ItemOf(field);

    private static string ItemOf(SchemaField field) => field switch
    {
        { Name: "nctId" or "nctIdAliases" } => Reference("nct"),
        { Piece: "LocationCity" or "LocationState" } => Reference("GeoName"),
        { Type: FieldType.Boolean } => "type: boolean",
        { Type: FieldType.WholeNumber or FieldType.Number } => "type: integer",
        { Type: FieldType.Duration } => $"type: string, pattern: '{Age}'",
        { Type: FieldType.Text or FieldType.Markup } => "type: string",
        _ when NameOf(field) is "NormalizedDate" => "type: string, format: date",
        _ => Reference(NameOf(field)),
    };

    private static string Reference(string schema) => $"$ref: \"#/components/schemas/{schema}\"";

    private static string NameOf(SchemaField field) => field.TypeName.TrimEnd('[', ']');
}
