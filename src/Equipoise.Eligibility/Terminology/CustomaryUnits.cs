using System.Globalization;

namespace Equipoise.Eligibility.Terminology;

/// <summary>In which unit a limit is meant whose unit a text leaves out, from <c>customary-units.tsv</c>: limits that criteria set lie so far apart in one unit
/// and another that a number fits one of them alone ("platelets &gt; 100,000", "hemoglobin &gt; 90").</summary>
internal static class CustomaryUnits
{
    private static readonly ILookup<string, (string Unit, decimal From, decimal To)> Units = TerminologyTable.Read("customary-units.tsv")
        .ToLookup(row => row[0], row => (row[1], decimal.Parse(row[2], CultureInfo.InvariantCulture), decimal.Parse(row[3], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    /// <summary>The one customary unit in which a limit of this number is set; null where there is none, or more than one.</summary>
    /// <param name="variable">What is measured.</param>
    /// <param name="value">The number.</param>
    public static string? Of(string variable, decimal value)
    {
        string? found = null;
        foreach (var (unit, from, to) in Units[variable])
        {
            if (value < from || value > to)
                continue;
            if (found is not null)
                return null;
            found = unit;
        }

        return found;
    }
}
