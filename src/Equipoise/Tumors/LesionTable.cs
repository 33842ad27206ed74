using System.Globalization;
using Equipoise.Conduct.Tumors;
using Equipoise.Survival;

namespace Equipoise.Tumors;

/// <summary>Reads a file of lesions, one row for each lesion, day and evaluator.</summary>
internal static class LesionTable
{
    private static readonly string[] Columns = ["subject", "date", "evaluator", "lesion", "role", "site", "nodal", "diameter_mm", "state"];

    private static readonly (string Word, LesionRole Value)[] Roles =
        [("target", LesionRole.Target), ("non-target", LesionRole.NonTarget), ("new", LesionRole.New)];

    private static readonly (string Word, LesionState Value)[] States =
    [
        ("measured", LesionState.Measured), ("too-small", LesionState.TooSmall), ("absent", LesionState.Absent), ("present", LesionState.Present),
        ("unequivocal-progression", LesionState.UnequivocalProgression), ("equivocal", LesionState.Equivocal), ("not-evaluated", LesionState.NotEvaluated),
    ];

    /// <summary>The observations by subject and evaluator, in the order in which these first stand in the file.</summary>
    /// <exception cref="TableException">The file is not such a table; the sentence names row and column.</exception>
    public static IEnumerable<((string Subject, string Evaluator) Series, IReadOnlyList<LesionObservation> Observations)> Read(string path)
    {
        var table = CsvTable.Read(path, null, Columns);
        var series = new Dictionary<(string, string), List<LesionObservation>>();
        var order = new List<(string, string)>();
        for (var row = 0; row < table.Lines.Count; row++)
        {
            var key = (Filled(table, "subject", row), table.Column("evaluator")[row]);
            if (!series.TryGetValue(key, out var observations))
            {
                series.Add(key, observations = []);
                order.Add(key);
            }

            observations.Add(ReadRow(table, row));
        }

        return order.Select(key => (key, (IReadOnlyList<LesionObservation>)series[key]));
    }

    private static LesionObservation ReadRow(CsvTable table, int row)
    {
        var diameter = Diameter(table, row);
        var state = table.Column("state")[row];
        return new LesionObservation(
            Day(table, row),
            Filled(table, "lesion", row),
            Choice(table, "role", row, Roles),
            table.Column("site")[row],
            table.Column("nodal")[row] switch { "1" => true, "0" => false, _ => throw Bad(table, "nodal", row, "1 for a lymph node or 0") },
            diameter,
            state.Length == 0 && diameter is not null ? LesionState.Measured : Choice(table, "state", row, States),
            string.Create(CultureInfo.InvariantCulture, $"Line {table.Lines[row]}"));
    }

    private static DateOnly Day(CsvTable table, int row) =>
        DateOnly.TryParseExact(table.Column("date")[row], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Bad(table, "date", row, "a day such as 2026-03-04");

    private static decimal? Diameter(CsvTable table, int row)
    {
        var text = table.Column("diameter_mm")[row];
        if (CsvTable.IsMissing(text))
            return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var diameter) && diameter <= 1000
            ? diameter
            : throw Bad(table, "diameter_mm", row, "a number of millimeters from 0 to 1000 with a decimal point, or nothing");
    }

    private static string Filled(CsvTable table, string column, int row) =>
        table.Column(column)[row] is { Length: > 0 } text ? text : throw Bad(table, column, row, "a name");

    private static T Choice<T>(CsvTable table, string column, int row, (string Word, T Value)[] choices)
    {
        var place = Array.FindIndex(choices, choice => string.Equals(choice.Word, table.Column(column)[row], StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? choices[place].Value : throw Bad(table, column, row, string.Join(", ", choices.Select(choice => choice.Word)));
    }

    private static TableException Bad(CsvTable table, string column, int row, string wanted) =>
        new($"{column} is {CsvTable.Quote(table.Column(column)[row])} on line {table.Lines[row]}: write {wanted}.");
}
