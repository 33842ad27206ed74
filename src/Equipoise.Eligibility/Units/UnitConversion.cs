namespace Equipoise.Eligibility.Units;

/// <summary>Turns a value of one unit into another.</summary>
public static class UnitConversion
{
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

    private static decimal Scale(decimal value, UcumUnit from, UcumUnit to) =>
        value * (from.Numerator * to.Denominator) / (from.Denominator * to.Numerator);
}
