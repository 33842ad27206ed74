using System.Text.Json;

namespace Equipoise.Conduct.Tests.Exchange.Standards;

/// <summary>What Dataset-JSON 1.1 asks of a file, by a hand-kept table, and what its rows must be by its columns.</summary>
internal static class DatasetJsonRules
{
    private static readonly string[] DataTypes = ["string", "integer", "decimal", "float", "double", "boolean", "datetime", "date", "time", "URI"];

    private static readonly ILookup<string, (string Member, bool IsRequired, string Type)> Rules = StandardTable.Read("dataset-json-1.1.tsv")
        .ToLookup(cells => cells[0], cells => (cells[1], cells[2] is "1", cells[3]));

    /// <summary>What is wrong with a file, in sentences; empty where nothing is.</summary>
    public static IEnumerable<string> Breaches(JsonElement file)
    {
        var columns = file.GetProperty("columns").EnumerateArray().ToList();
        var types = columns.ConvertAll(column => column.GetProperty("dataType").GetString()!);
        return
        [
            .. Object(file, "dataset"), .. file.TryGetProperty("sourceSystem", out var system) ? Object(system, "sourceSystem") : [], .. columns.SelectMany(column => Object(column, "column")),
            .. types.Except(DataTypes).Select(type => $"there is no type {type}"),
            .. columns.Where(column => column.GetProperty("label").GetString()!.Length > 40).Select(column => $"the label of {column.GetProperty("name")} is longer than 40 letters"),
            .. columns.GroupBy(column => column.GetProperty("itemOID").GetString()).Where(same => same.Count() > 1).Select(same => $"{same.Key} stands for two columns"),
            .. file.GetProperty("rows").GetArrayLength() == file.GetProperty("records").GetInt32() ? [] : new[] { "records is not the number of rows" },
            .. file.GetProperty("rows").EnumerateArray().SelectMany(row => Row(row, types)).Distinct(),
        ];
    }

    private static IEnumerable<string> Object(JsonElement element, string name)
    {
        foreach (var (member, isRequired, type) in Rules[name])
        {
            if (!element.TryGetProperty(member, out var value))
            {
                if (isRequired)
                    yield return $"the {name} has no {member}";
            }
            else if (!IsOf(value, type))
            {
                yield return $"{member} of the {name} is no {type}";
            }
        }

        foreach (var stray in element.EnumerateObject().Select(member => member.Name).Except(Rules[name].Select(rule => rule.Member)))
            yield return $"a {name} has no member {stray}";
    }

    private static IEnumerable<string> Row(JsonElement row, List<string> types) => row.GetArrayLength() != types.Count
        ? ["a row has not a value for each column"]
        : row.EnumerateArray().Zip(types).Where(cell => cell.First.ValueKind != JsonValueKind.Null && !IsOf(cell.First, cell.Second)).Select(cell => $"{cell.First} is no {cell.Second}");

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "double" or "float" => value.ValueKind == JsonValueKind.Number,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "date" => value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _),
        _ => value.ValueKind == JsonValueKind.String,
    };
}
