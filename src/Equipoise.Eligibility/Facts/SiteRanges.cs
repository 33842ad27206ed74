using System.Globalization;
using Equipoise.Eligibility.Facts.Rows;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Facts;

/// <summary>A site's table of normal ranges. It is asked only where an observation brought no range of its own.</summary>
public sealed class SiteRanges
{
    private static readonly string[] Columns = ["variable", "unit", "low", "high", "sex", "ageFrom", "ageTo"];
    private readonly ILookup<string, ReferenceRange> byVariable;

    /// <summary>A table of these ranges.</summary>
    public SiteRanges(IEnumerable<ReferenceRange> ranges) => byVariable = ranges.ToLookup(range => range.Variable, StringComparer.Ordinal);

    /// <summary>The table that knows nothing.</summary>
    public static SiteRanges None { get; } = new([]);

    /// <summary>Reads a table as CSV with the columns variable, unit, low, high and, where ranges differ, sex, ageFrom and ageTo (in full years).</summary>
    /// <exception cref="FormatException">A line cannot be read; the message names it.</exception>
    public static SiteRanges Read(string csv)
    {
        IReadOnlyList<string>? header = null;
        var ranges = new List<ReferenceRange>();
        foreach (var (line, cells) in CsvTable.Read(csv.TrimStart('\uFEFF')))
        {
            if (header is null)
            {
                header = cells;
                if (!Columns.Take(4).All(column => header.Contains(column, StringComparer.Ordinal)) || header.Any(column => !Columns.Contains(column, StringComparer.Ordinal)))
                    throw new FormatException($"Line 1 must name the columns {string.Join(", ", Columns)}, the last three where they are needed.");
                continue;
            }

            string Cell(string column) => header.ToList().IndexOf(column) is >= 0 and var place && place < cells.Count ? cells[place] : "";
            if (Variables.Find(Cell("variable")) is null)
                throw new FormatException($"Line {line}: there is no variable '{Fhir.Json.Short(Cell("variable"))}'.");
            var unit = WrittenUnit.Read(Cell("unit"), Cell("variable"));
            if (!UcumUnit.TryParse(unit, out _))
                throw new FormatException($"Line {line}: '{Fhir.Json.Short(Cell("unit"))}' is no UCUM unit that is known here.");
            if (Cell("sex") is not ("" or "male" or "female"))
                throw new FormatException($"Line {line}: the sex is male, female or nothing.");
            var (low, high) = (Limit(Cell("low"), line), Limit(Cell("high"), line));
            if (low > high || (high is { } most && !NormalLimits.IsPossible(Variables.Find(Cell("variable")), most, unit, upper: true)))
                throw new FormatException($"Line {line}: no laboratory calls {Fhir.Json.Short(Cell("variable"))} {(low > high ? $"from {Cell("low")} to" : "up to")} {Cell("high")} {unit} normal: check the range and its unit.");
            ranges.Add(new ReferenceRange(Cell("variable"), unit, low, high, Cell("sex") is { Length: > 0 } sex ? sex : null, Age(Cell("ageFrom"), line), Age(Cell("ageTo"), line)));
        }

        return new SiteRanges(ranges);
    }

    /// <summary>A limit in the unit of a value; null where the table does not say it for such a patient.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="upper">The upper limit, rather than the lower.</param>
    /// <param name="unit">The unit asked for.</param>
    /// <param name="sex">The patient's sex; null for unknown.</param>
    /// <param name="age">The patient's age in full years; null for unknown.</param>
    public decimal? Find(string variable, bool upper, string unit, string? sex, int? age = null)
    {
        var range = byVariable[variable].Where(one => (one.Sex is null || string.Equals(one.Sex, sex, StringComparison.Ordinal)) && ((one.From is null && one.To is null) || (age is { } years && !(years < one.From) && !(years > one.To))))
            .OrderBy(one => one.Sex is null).ThenBy(one => one.From is null && one.To is null).FirstOrDefault();
        return (upper ? range?.High : range?.Low) is { } limit ? UnitConversion.Convert(limit, range!.Unit, unit, Variables.Find(variable)?.MolarMass, out _) : null;
    }

    /// <summary>Whether ranges of a variable differ by age.</summary>
    public bool DependsOnAge(string variable) => byVariable[variable].Any(range => range.From is not null || range.To is not null);

    private static int? Age(string text, int line)
    {
        if (text.Length == 0)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= 150 ? age : throw new FormatException($"Line {line}: '{Fhir.Json.Short(text)}' is no age in full years.");
    }

    private static decimal? Limit(string text, int line)
    {
        if (text.Length == 0)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var limit) && Math.Abs(limit) < 1e15m ? limit : throw new FormatException($"Line {line}: '{Fhir.Json.Short(text)}' is no number.");
    }
}
