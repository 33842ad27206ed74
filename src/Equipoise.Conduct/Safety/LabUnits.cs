using Equipoise.Eligibility.Units;

namespace Equipoise.Conduct.Safety;

/// <summary>Units as laboratories write them, to those of the rules.</summary>
internal static class LabUnits
{
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["10^9/L"] = "10*9/L",
        ["x10^9/L"] = "10*9/L",
        ["10e9/L"] = "10*9/L",
        ["10^3/uL"] = "10*3/uL",
        ["x10^3/uL"] = "10*3/uL",
        ["K/uL"] = "10*3/uL",
        ["10^3/mm3"] = "10*3/mm3",
        ["cells/uL"] = "/uL",
        ["1/uL"] = "/uL",
        ["cells/mm3"] = "/mm3",
        ["1/mm3"] = "/mm3",
        ["mEq/L"] = "mmol/L",
        ["mIU/L"] = "m[IU]/L",
        ["uIU/mL"] = "u[IU]/mL",
        ["IU/L"] = "[IU]/L",
        ["sec"] = "s",
    };

    // UCUM tells capitals apart, laboratories do not.
    private static readonly string[] Known = ["g/L", "g/dL", "mg/dL", "mg/L", "mmol/L", "umol/L", "10*9/L", "10*3/uL", "/uL", "/mm3", "10*3/mm3"];

    /// <summary>A value in the unit of a rule; null where the units differ in kind or one is not known.</summary>
    public static decimal? Convert(decimal value, string from, string to) => UnitConversion.Convert(value, Ucum(from), to, null, out _);

    public static bool AreAlike(string from, string to) => Convert(1, from, to) is not null;

    /// <summary>A unit as UCUM writes it, where the spelling is known; else as it is.</summary>
    public static string Ucum(string unit)
    {
        var plain = unit.Replace('µ', 'u').Replace('μ', 'u').Replace(" ", "", StringComparison.Ordinal);
        var spelled = Spellings.GetValueOrDefault(plain, plain);
        return Array.Find(Known, known => string.Equals(known, spelled, StringComparison.OrdinalIgnoreCase)) ?? spelled;
    }
}
