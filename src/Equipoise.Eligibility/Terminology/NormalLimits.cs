using System.Globalization;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Terminology;

/// <summary>Between which values laboratories set their upper limits of normal, from <c>normal-limits.tsv</c>.</summary>
/// <remarks>From newborns to the old, and wide: it is there to catch a limit that stands in another unit than it says, which is wrong by a
/// factor of ten or more (bilirubin up to 21 "mg/dL").</remarks>
internal static class NormalLimits
{
    private static readonly Dictionary<string, (string Unit, decimal From, decimal To)> Upper = TerminologyTable.Read("normal-limits.tsv")
        .ToDictionary(row => row[0], row => (row[1], decimal.Parse(row[2], CultureInfo.InvariantCulture), decimal.Parse(row[3], CultureInfo.InvariantCulture)), StringComparer.Ordinal);

    /// <summary>Whether a laboratory may set such a limit; true where nothing is known of it.</summary>
    /// <param name="variable">What is measured.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="unit">Its unit, in UCUM.</param>
    /// <param name="upper">The upper limit, rather than the lower.</param>
    public static bool IsPossible(Variable? variable, decimal limit, string unit, bool upper)
    {
        if (upper && limit <= 0)
            return false;
        if (variable is null)
            return true;
        var known = upper && Upper.TryGetValue(variable.Id, out var found) ? found : (variable.Unit, From: variable.Low, To: variable.High);
        return UnitConversion.Convert(limit, unit.Length > 0 ? unit : variable.ImpliedUnit ?? variable.Unit, known.Unit, variable.MolarMass, out _) is not { } value || (value >= known.From && value <= known.To);
    }
}
