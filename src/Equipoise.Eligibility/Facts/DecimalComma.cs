using System.Text.RegularExpressions;

namespace Equipoise.Eligibility.Facts;

/// <summary>Numbers as much of the world types them: <c>1,5</c>.</summary>
internal static partial class DecimalComma
{
    /// <summary>The number with a point where its comma can only be a decimal one; else as it is: <c>150,000</c> may be a hundred and
    /// fifty thousand.</summary>
    public static string Plain(string number) => Decimal().IsMatch(number) ? number.Replace(',', '.') : number;

    [GeneratedRegex("^(?:[<>]=?)?\\s?(?:[0-9]{1,9},[0-9]{1,2}|0,[0-9]{1,9})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decimal();
}
