using System.Globalization;
using System.Text.Json;
using Equipoise.Statistics.Survival;

namespace Equipoise.Conformance.Statistics;

/// <summary>A data set of the reference results: plain comma-separated values without quotes, empty where missing.</summary>
internal sealed class ReferenceTable
{
    private readonly string[] header;
    private readonly string[][] rows;
    private readonly string name;

    private ReferenceTable(string name, string[] header, string[][] rows) => (this.name, this.header, this.rows) = (name, header, rows);

    public static ReferenceTable Read(string name)
    {
        var lines = File.ReadAllLines(Repository.SharedPathTo("statistics", "data", $"{name}.csv"));
        return new ReferenceTable(name, lines[0].Split(','), [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))]);
    }

    /// <summary>The rows that miss none of the columns.</summary>
    public ReferenceTable Complete(params IEnumerable<string> columns) =>
        new(name, header, [.. rows.Where(row => columns.All(column => row[Array.IndexOf(header, column)].Length > 0))]);

    public string[] Texts(string column) => [.. rows.Select(row => row[Array.IndexOf(header, column)])];

    public double[] Numbers(string column) => [.. Texts(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    public bool IsText(string column) => Texts(column).Any(text => !double.TryParse(text, CultureInfo.InvariantCulture, out _));

    public SurvivalData Survival(string time = "time") => new(Numbers(time), [.. Texts("event").Select(text => text == "1")]);

    /// <summary>A factor in the order of the reference: that of <c>levels.json</c>, or of its numbers.</summary>
    public Factor Factor(string column) => Equipoise.Statistics.Survival.Factor.Of(column, Texts(column), Levels(column));

    public string[] Levels(string column)
    {
        var levels = JsonDocument.Parse(File.ReadAllText(Repository.SharedPathTo("statistics", "data", "levels.json"))).RootElement;
        return levels.TryGetProperty(name, out var own) && own.TryGetProperty(column, out var order)
            ? [.. order.EnumerateArray().Select(level => level.GetString()!)]
            : [.. Texts(column).Distinct().OrderBy(text => double.Parse(text, CultureInfo.InvariantCulture))];
    }
}
