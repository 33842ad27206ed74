using System.Globalization;
using Equipoise.Conduct.Derived;
using Equipoise.Survival;

namespace Equipoise.Derive;

/// <summary>A row of a file, each value refused with line and column where it cannot be.</summary>
internal sealed class DerivationRow(CsvTable table, int row)
{
    // Wider than what has been seen in people, narrow enough to tell mg/dL from µmol/L.
    private const double LeastCreatinine = 0.05;
    private const double MostCreatinine = 60;
    private static readonly string[] Texts = ["sex", "unit"];

    public static bool IsText(string column) => Texts.Contains(column, StringComparer.Ordinal);

    public bool IsFemale => table.Column("sex")[row].ToUpperInvariant() switch
    {
        "F" or "FEMALE" => true,
        "M" or "MALE" => false,
        _ => throw Bad("sex", "F or M"),
    };

    public double Age(double least = 0) => Between("age", least, 120, "years");

    public double Weight => Between("weight_kg", 0.3, 400, "kilograms");

    public double Height => Between("height_cm", 20, 260, "centimeters");

    /// <summary>Creatinine in mg/dL.</summary>
    public double Creatinine
    {
        get
        {
            var value = table.Number("creatinine", row);
            var milligrams = value <= 0 ? throw Bad("creatinine", "a number above 0")
                : CreatinineUnit.ToMilligramsPerDeciliter(value, table.Column("unit")[row]) ?? throw Bad("unit", "mg/dL, umol/L or mmol/L");
            return milligrams is >= LeastCreatinine and <= MostCreatinine ? milligrams
                : throw new TableException(string.Create(CultureInfo.InvariantCulture,
                    $"creatinine is {value} {table.Column("unit")[row]} on line {table.Lines[row]}, which nobody has (that is {milligrams:0.####} mg/dL): correct the number or its unit."));
        }
    }

    /// <summary>Whether calcium and albumin are in mmol/L and g/L, rather than in mg/dL and g/dL.</summary>
    public bool IsMolar => table.Column("unit")[row].ToUpperInvariant() switch
    {
        "MMOL/L" => true,
        "MG/DL" => false,
        _ => throw Bad("unit", "mmol/L, with albumin in g/L, or mg/dL, with albumin in g/dL"),
    };

    public double Between(string column, double least, double most, string of)
    {
        var value = table.Number(column, row);
        return value >= least && value <= most ? value : throw Bad(column, string.Create(CultureInfo.InvariantCulture, $"{of} from {least} to {most}"));
    }

    private TableException Bad(string column, string wanted) => new($"{column} is {CsvTable.Quote(table.Column(column)[row])} on line {table.Lines[row]}: write {wanted}.");
}
