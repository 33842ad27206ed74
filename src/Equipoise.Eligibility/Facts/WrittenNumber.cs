using System.Globalization;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Facts;

/// <summary>Numbers as the world types them: <c>1,5</c> and <c>150.000</c>.</summary>
internal static partial class WrittenNumber
{
    /// <summary>The number with a point where its comma can only be a decimal one; else as it is: <c>150,000</c> may be a hundred and
    /// fifty thousand.</summary>
    public static string Plain(string number) => Decimal().IsMatch(number) ? number.Replace(',', '.') : number;

    /// <summary>Whether a point in a number may part thousands: <c>1.500</c> neutrophils per microliter are fifteen hundred in half of
    /// Europe. Where no person has so many, it is a decimal point.</summary>
    /// <param name="number">The number as it is written.</param>
    /// <param name="variable">What was measured.</param>
    /// <param name="unit">The unit, in UCUM.</param>
    public static bool MayPartThousands(string number, string variable, string unit) =>
        Thousands().IsMatch(number) && Variables.Find(variable) is { } known
        && decimal.TryParse(number.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
        && (UnitConversion.Convert(whole, unit.Length > 0 ? unit : known.ImpliedUnit ?? known.Unit, known.Unit, known.MolarMass, out _) is not { } value || (value >= known.Low && value <= known.High));

    /// <summary>A number so that nobody can take its point for anything else.</summary>
    public static string Write(decimal number)
    {
        var text = (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
        return Thousands().IsMatch(text) ? text + "0" : text;
    }

    [GeneratedRegex("^(?:[<>]=?)?\\s?(?:[0-9]{1,9},[0-9]{1,2}|0,[0-9]{1,9})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Decimal();

    [GeneratedRegex("^[1-9][0-9]{0,2}(?:\\.[0-9]{3})+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Thousands();
}
