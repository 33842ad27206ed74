using Equipoise.Eligibility.Terminology;

namespace Equipoise.Eligibility.Facts;

/// <summary>Units of blood counts as laboratories print them. UCUM means something else by some of them: its <c>K</c> is a kelvin, its <c>G</c> a gauss,
/// which no count has.</summary>
internal static class CountUnits
{
    private static readonly HashSet<string> Thousands = new(StringComparer.OrdinalIgnoreCase) { "k/ul", "k/mm3", "k/cumm", "thou/ul", "thousand/ul", "tsd/ul", "10^3/ul", "10*3/ul", "10e3/ul", "103/ul", "10^3/mm3", "10*3/mm3", "10e3/mm3" };
    private static readonly HashSet<string> Billions = new(StringComparer.OrdinalIgnoreCase) { "g/l", "gpt/l", "giga/l", "10^9/l", "10*9/l", "10e9/l", "109/l" };
    private static readonly HashSet<string> Ones = new(StringComparer.OrdinalIgnoreCase) { "/ul", "/mm3", "/cumm", "cells/ul", "cells/mm3", "{cells}/ul" };

    /// <summary>The unit in UCUM where the variable is a count of blood cells and its unit one of these; else the unit as it is.</summary>
    public static string Of(string variable, string unit)
    {
        if (unit.Length == 0 || Variables.Find(variable)?.Unit is not "10*9/L")
            return unit;
        var plain = unit.Replace(" ", "", StringComparison.Ordinal).Replace('\u00B5', 'u').Replace('\u03BC', 'u').Replace("\u00B3", "3", StringComparison.Ordinal).Replace("\u2079", "9", StringComparison.Ordinal).TrimStart('x', 'X', '\u00D7');
        return Thousands.Contains(plain) ? "10*3/uL" : Billions.Contains(plain) ? "10*9/L" : Ones.Contains(plain) ? "/uL" : unit;
    }
}
