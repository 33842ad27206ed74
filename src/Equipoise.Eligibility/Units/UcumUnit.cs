using System.Diagnostics.CodeAnalysis;

namespace Equipoise.Eligibility.Units;

/// <summary>A unit of the Unified Code for Units of Measure, as far as laboratories and vital signs use it.</summary>
/// <param name="Numerator">With <paramref name="Denominator"/>, how many of the base units of its dimension it is: gram, mole, meter,
/// second. Kept as a fraction, so that a unit per day converts exactly.</param>
/// <param name="Denominator">Never zero.</param>
/// <param name="Dimension">What it measures.</param>
/// <remarks>Annotations in braces count as 1, as UCUM says. A year is 365.25 days and a month a twelfth of it.</remarks>
public sealed record UcumUnit(decimal Numerator, decimal Denominator, Dimension Dimension)
{
    private static readonly Dictionary<string, decimal> Prefixes = new(StringComparer.Ordinal)
    {
        ["k"] = 1e3m, ["M"] = 1e6m, ["d"] = 0.1m, ["c"] = 0.01m, ["m"] = 1e-3m, ["u"] = 1e-6m, ["n"] = 1e-9m, ["p"] = 1e-12m, ["f"] = 1e-15m,
    };

    private static readonly Dictionary<string, UcumUnit> Atoms = new(StringComparer.Ordinal)
    {
        ["1"] = new(1, 1, default),
        ["g"] = new(1, 1, new Dimension(1, 0, 0, 0, 0, 0)),
        ["mol"] = new(1, 1, new Dimension(0, 1, 0, 0, 0, 0)),
        ["eq"] = new(1, 1, new Dimension(0, 1, 0, 0, 0, 0)),
        ["m"] = new(1, 1, new Dimension(0, 0, 1, 0, 0, 0)),
        ["L"] = new(1e-3m, 1, new Dimension(0, 0, 3, 0, 0, 0)),
        ["l"] = new(1e-3m, 1, new Dimension(0, 0, 3, 0, 0, 0)),
        ["s"] = new(1, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["min"] = new(60, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["h"] = new(3600, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["d"] = new(86400, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["wk"] = new(604800, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["mo"] = new(2629800, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["a"] = new(31557600, 1, new Dimension(0, 0, 0, 1, 0, 0)),
        ["%"] = new(0.01m, 1, default),
        ["U"] = new(1, 1, new Dimension(0, 0, 0, 0, 0, 1)),
        ["[IU]"] = new(1, 1, new Dimension(0, 0, 0, 0, 0, 1)),
        ["[iU]"] = new(1, 1, new Dimension(0, 0, 0, 0, 0, 1)),
        ["Pa"] = new(1000, 1, new Dimension(1, 0, -1, -2, 0, 0)),
        ["m[Hg]"] = new(133322000, 1, new Dimension(1, 0, -1, -2, 0, 0)),
        ["[in_i]"] = new(0.0254m, 1, new Dimension(0, 0, 1, 0, 0, 0)),
        ["[lb_av]"] = new(453.59237m, 1, new Dimension(1, 0, 0, 0, 0, 0)),
        ["Cel"] = new(1, 1, new Dimension(0, 0, 0, 0, 1, 0)),
        ["Mb"] = new(1, 1, default),
    };

    /// <summary>Reads a unit; false where it is none that this room knows.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out UcumUnit? unit)
    {
        unit = text.Length is > 0 and <= 60 ? new UcumReader(text).Read() : null;
        return unit is not null;
    }

    /// <summary>One atom with its prefix, such as <c>mmol</c>; null where there is none of that name.</summary>
    internal static UcumUnit? Atom(string text)
    {
        if (Atoms.TryGetValue(text, out var atom))
            return atom;
        return text.Length > 1 && Prefixes.TryGetValue(text[..1], out var prefix) && Atoms.TryGetValue(text[1..], out atom)
            ? atom with { Numerator = atom.Numerator * prefix }
            : null;
    }
}
