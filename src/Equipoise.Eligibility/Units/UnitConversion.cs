namespace Equipoise.Eligibility.Units;

/// <summary>Turns a value of one unit into another.</summary>
public static class UnitConversion
{
    private const string Ifcc = "mmol/mol";

    /// <summary>Converts exactly, or between mass and amount of substance where the analyte's molar mass is known.</summary>
    /// <param name="value">The value.</param>
    /// <param name="from">Its unit, in UCUM.</param>
    /// <param name="to">The unit asked for, in UCUM.</param>
    /// <param name="molarMass">Grams per mole of the analyte; null where there is none.</param>
    /// <param name="usedMolarMass">True where the result rests on the molar mass, and so is to be rounded before it is compared.</param>
    /// <returns>The value in the other unit; null where the two units measure different things or are unknown.</returns>
    public static decimal? Convert(decimal value, string from, string to, decimal? molarMass, out bool usedMolarMass)
    {
        usedMolarMass = false;
        if (string.Equals(from, to, StringComparison.Ordinal))
            return value;
        if (string.Equals(from, "[degF]", StringComparison.Ordinal) && string.Equals(to, "Cel", StringComparison.Ordinal))
            return (value - 32) * 5 / 9;
        if (string.Equals(from, "Cel", StringComparison.Ordinal) && string.Equals(to, "[degF]", StringComparison.Ordinal))
            return (value * 9 / 5) + 32;
        if (Bare(from) is Ifcc || Bare(to) is Ifcc)
            return Glycated(value, Bare(from), Bare(to), out usedMolarMass);
        if (!UcumUnit.TryParse(from, out var source) || !UcumUnit.TryParse(to, out var target))
            return null;
        try
        {
            if (source.Dimension == target.Dimension)
                return Scale(value, source, target);
            if (molarMass is not { } mass)
                return null;
            usedMolarMass = true;
            if (source.Dimension.Times(new Dimension(1, -1, 0, 0, 0, 0), 1) == target.Dimension)
                return Scale(value * mass, source, target);
            return source.Dimension.Times(new Dimension(-1, 1, 0, 0, 0, 0), 1) == target.Dimension
                ? Scale(value, source, target) / mass
                : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // What it is of does not change a unit: mmol/mol{Hb}.
    private static string Bare(string unit) => unit.IndexOf('{', StringComparison.Ordinal) is > 0 and var note && unit.EndsWith('}') ? unit[..note] : unit;

    // HbA1c of the IFCC is in mmol/mol, and nothing else here is; that of the NGSP in percent is no multiple of it: NGSP = 0.09148 × IFCC + 2.152
    // (Hoelzel et al., Clin Chem 2004;50:166). Like a molar conversion, it is to be rounded.
    private static decimal? Glycated(decimal value, string from, string to, out bool isRounded)
    {
        isRounded = true;
        return (from, to) switch
        {
            (Ifcc, Ifcc) => value,
            (Ifcc, "%") => (value * 0.09148m) + 2.152m,
            ("%", Ifcc) => (value - 2.152m) / 0.09148m,
            _ => null,
        };
    }

    private static decimal Scale(decimal value, UcumUnit from, UcumUnit to) =>
        value * (from.Numerator * to.Denominator) / (from.Denominator * to.Numerator);
}
