using System.Text;
using System.Text.RegularExpressions;
using Equipoise.Eligibility.Reading.Lexing;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Eligibility.Facts;

/// <summary>Units as laboratories and their systems spell them, read as UCUM.</summary>
/// <remarks>Only what surely means one unit: <c>mil/mm3</c> is a thousand in Spanish and a million in English, so it stays as it is, and
/// a unit that is none fits no criterion.</remarks>
internal static partial class WrittenUnit
{
    private const int Longest = 60;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // A milliequivalent of these is not a millimole.
    private static readonly string[] ChargedMoreThanOnce = ["calcium", "calcium.corrected", "magnesium", "phosphate"];

    /// <summary>The unit in UCUM; as it is written where it is not surely one.</summary>
    /// <param name="unit">The unit as it is written.</param>
    /// <param name="variable">What was measured.</param>
    public static string Read(string unit, string variable)
    {
        if (unit.Contains("eq/", StringComparison.OrdinalIgnoreCase) && ChargedMoreThanOnce.Contains(variable, StringComparer.Ordinal))
            return "mEq/L";
        if (unit.Length is 0 or > Longest)
            return unit;
        var plain = Plain(unit);
        // Of blood cells, nobody means grams, nor the number 109.
        if (Variables.Find(variable)?.Unit is "10*9/L")
            plain = LostPower().Replace(plain.Equals("g/l", StringComparison.OrdinalIgnoreCase) ? "10*9/L" : plain, "10*${power}/");
        else if (UcumUnit.TryParse(unit, out _))
            return unit;
        if (UcumUnit.TryParse(plain, out _))
            return plain;
        return Multiple().Match(plain) is { Success: true } many
            ? OfSpellings(plain[many.Length..]) is { } volume && volume.StartsWith('/') ? PowerOf(many) + volume : unit
            : OfSpellings(plain) ?? unit;
    }

    // "µ", "³", "×" and the like in plain letters; "10⁹" as "10^9".
    private static string Plain(string unit)
    {
        var plain = new StringBuilder();
        foreach (var letter in unit.Trim())
        {
            if (Superscripts.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var digit)
                plain.Append(plain.Length > 1 && plain[^1] == '0' && plain[^2] == '1' ? "^" : "").Append(digit);
            else
                plain.Append(letter switch { 'µ' or 'μ' => 'u', '×' or '·' => 'x', '\u2215' or '\u2044' => '/', '\u00A0' or '\u202F' => ' ', _ => letter });
        }

        return plain.ToString().Replace("1,73", "1.73", StringComparison.Ordinal);
    }

    private static string PowerOf(Match many) =>
        "10*" + (many.Groups["power"] is { Success: true, Value: var power } ? power : many.Groups["thousand"].Success ? "3" : "6");

    // As criteria spell units.
    private static string? OfSpellings(string unit)
    {
        if (UcumUnit.TryParse(unit, out _))
            return unit;
        var tokens = new TokenList();
        Lexer.Cut(unit, 0, unit.Length, Lexicon.Default.Spellings, tokens);
        var found = new List<PhraseMatch>();
        Lexicon.Default.Units.Find(unit, tokens.Array, 0, tokens.Count, found);
        return found.Count > 0 && found[^1].End == tokens.Count ? found[^1].Phrase.Value : null;
    }

    [GeneratedRegex("^x?10(?<power>[369])/", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex LostPower();

    // "x10^9", "10E9", "10**9", "x10(9)", "10^9 cells"; "Tsd." and "Mio." as German laboratories write them. What follows is the volume.
    [GeneratedRegex(@"^(?:[x*]?\s?10\s?(?:\^|\*{1,2}|e|\()\s?\+?0?(?<power>3|6|9|12)\)?|(?<thousand>k|tsd\.?|thou\.?|thous\.?|thousands?)|(?:mio|mill|millions?)\.?)\s?(?:cells?|zellen)?\s?(?=/)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Multiple();
}
