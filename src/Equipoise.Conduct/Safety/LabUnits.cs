using System.Collections.Concurrent;
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

    private const int MostRemembered = 1000;
    private static readonly ConcurrentDictionary<(string From, string To), bool> Alike = new();

    // UCUM tells capitals apart, laboratories do not.
    private static readonly string[] Known = ["g/L", "g/dL", "mg/dL", "mg/L", "mmol/L", "umol/L", "10*9/L", "10*3/uL", "/uL", "/mm3", "10*3/mm3"];

    /// <summary>A value in the unit of a rule; null where the units differ in kind or one is not known.</summary>
    public static decimal? Convert(decimal value, string from, string to) =>
        string.Equals(from, to, StringComparison.Ordinal) ? value : UnitConversion.Convert(value, Ucum(from), to, null, out _);

    /// <summary>Whether two units differ by a factor alone. A whole study asks for the same few pairs, so the answers are remembered.</summary>
    public static bool AreAlike(string from, string to)
    {
        if (Alike.TryGetValue((from, to), out var known))
            return known;
        var answer = Convert(1, from, to) is not null;
        return Alike.Count < MostRemembered ? Alike.GetOrAdd((from, to), answer) : answer;
    }

    /// <summary>A unit as UCUM writes it, where the spelling is known; else as it is.</summary>
    public static string Ucum(string unit)
    {
        var plain = unit.Replace('µ', 'u').Replace('μ', 'u').Replace(" ", "", StringComparison.Ordinal);
        var spelled = Spellings.GetValueOrDefault(plain, plain);
        return Array.Find(Known, known => string.Equals(known, spelled, StringComparison.OrdinalIgnoreCase)) ?? spelled;
    }
}
