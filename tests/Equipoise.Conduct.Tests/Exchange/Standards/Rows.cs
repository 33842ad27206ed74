using System.Text.Json;

namespace Equipoise.Conduct.Tests.Exchange.Standards;

/// <summary>The rows of a Dataset-JSON file by the names of their columns; a missing value is empty.</summary>
internal static class Rows
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(JsonElement file)
    {
        var names = file.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()!).ToList();
        return [.. file.GetProperty("rows").EnumerateArray().Select(row => names.Zip(row.EnumerateArray()).ToDictionary(cell => cell.First, cell => cell.Second.ToString()))];
    }
}
