using System.Text.RegularExpressions;
using Equipoise.Eligibility.Units;

namespace Equipoise.Conduct.Safety;

/// <summary>Units as laboratories write them, to those of the rules.</summary>
internal static partial class LabUnits
{
    private const string Milliequivalents = "mEq/L";

    // Of cells; of anything else it is grams in capitals.
    private const string Giga = "G/L";

    /// <summary>Millimoles in a liter.</summary>
    public const string Millimoles = "mmol/L";

    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Gi/L"] = "10*9/L",
        ["K/uL"] = "10*3/uL",
        ["thou/uL"] = "10*3/uL",
        ["K/mm3"] = "10*3/mm3",
        ["thou/mm3"] = "10*3/mm3",
        ["cells/uL"] = "/uL",
        ["1/uL"] = "/uL",
        ["cells/mm3"] = "/mm3",
        ["1/mm3"] = "/mm3",
        ["mIU/L"] = "m[IU]/L",
        ["uIU/mL"] = "u[IU]/mL",
        ["IU/L"] = "[IU]/L",
        ["sec"] = "s",
    };

    // UCUM tells capitals apart, laboratories do not.
    private static readonly string[] Known = ["g/L", "g/dL", "mg/dL", "mg/L", "mmol/L", "umol/L", "10*9/L", "10*3/uL", "/uL", "/mm3", "10*3/mm3"];

    /// <summary>A value in the unit of a rule; null where the units differ in kind or one is not known.</summary>
    public static decimal? Convert(decimal value, string from, string to) =>
        string.Equals(from, to, StringComparison.Ordinal) || (to is "10*9/L" && from is Giga) ? value : UnitConversion.Convert(value, Ucum(from), to, null, out _);

    /// <summary>A unit as UCUM writes it, where the spelling is known; else as it is.</summary>
    public static string Ucum(string unit)
    {
        var plain = unit.Replace('µ', 'u').Replace('μ', 'u').Replace(" ", "", StringComparison.Ordinal);
        plain = PowerOfTen().Replace(plain, "10*${power}/").Replace("mm^3", "mm3", StringComparison.OrdinalIgnoreCase);
        var spelled = Spellings.GetValueOrDefault(plain, plain);
        return Array.Find(Known, known => string.Equals(known, spelled, StringComparison.OrdinalIgnoreCase)) ?? spelled;
    }

    /// <summary>Whether a unit is milliequivalents in a liter, of which a millimole of an ion is as many as the ion has charges.</summary>
    public static bool IsMilliequivalents(string unit) => string.Equals(unit.Replace(" ", "", StringComparison.Ordinal), Milliequivalents, StringComparison.OrdinalIgnoreCase);

    /// <summary>A result of a test of an ion in millimoles where it is given in milliequivalents; else as it is.</summary>
    /// <param name="result">The result.</param>
    /// <param name="test">The name of the test.</param>
    public static LabResult InMillimoles(LabResult result, string test) => IonCharge.Of(test) is { } charges && IsMilliequivalents(result.Unit)
        ? result with
        {
            Unit = Millimoles,
            Value = result.Value / charges,
            LowerLimit = result.LowerLimit / charges,
            UpperLimit = result.UpperLimit / charges,
            Baseline = result.Baseline / charges,
        }
        : result;

    // As in x10^9/L, 10**9/L and 10E9/L.
    [GeneratedRegex("^x?10(?:\\^|\\*{1,2}|e)(?<power>[0-9]{1,2})/", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PowerOfTen();
}
