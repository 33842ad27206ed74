using System.Text;
using System.Text.RegularExpressions;

namespace Equipoise.Eligibility.Units;

/// <summary>Units as people write them. Protocol files and programs keep the codes of UCUM (ucum.org), which nobody at a bedside reads.</summary>
public static partial class UnitWords
{
    private static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["1"] = "",
        ["Cel"] = "°C",
        ["a"] = "years",
        ["mo"] = "months",
        ["wk"] = "weeks",
        ["d"] = "days",
        ["m2"] = "m²",
        ["g/(24.h)"] = "g/24 h",
        ["mg/(24.h)"] = "mg/24 h",
    };

    // What is counted without a measure: "recorded: 20 {score}" says no more than "recorded: 20".
    private static readonly HashSet<string> Unsaid = new(["{score}", "{class}", "{stage}", "{grade}", "{ratio}"], StringComparer.Ordinal);

    /// <summary>The unit in words: <c>mm[Hg]</c> is mmHg, <c>10*9/L</c> is 10⁹/L, <c>umol/L</c> is µmol/L; empty for a plain number.</summary>
    public static string Of(string? ucum) =>
        ucum is null ? "" : Whole.TryGetValue(ucum, out var whole) ? whole : string.Join('/', ucum.Split('/').Select(Part));

    /// <summary>A value with its unit.</summary>
    public static string With(string value, string? ucum) => Of(ucum) is { Length: > 0 } unit ? $"{value} {unit}" : value;

    /// <summary>A sentence with the units of its numbers in words: "at least 1.5 10*9/L" becomes "at least 1.5 × 10⁹/L", and "2 {dipstick}" is 2+.</summary>
    public static string In(string sentence) => Code().Replace(sentence, match => match.Groups["unit"].Value switch
    {
        "{dipstick}" => "+",
        var unit when Unsaid.Contains(unit) => "",
        var unit => (unit.StartsWith("10*", StringComparison.Ordinal) ? " × " : " ") + Of(unit),
    });

    // A unit that shows it is a code: a power of ten, something in brackets or braces, a "u" for "µ", an exponent.
    [GeneratedRegex(@"(?<=\d) (?<unit>\S*\{[^{}\s]+\}\S*?|\S*10\*\d+(?:/\w+)?|\S*\[[^\[\]\s]+\](?:/\w+)?|m?g/\(24\.h\)|u(?:mol|g|L|m)(?:/\w+)?|\S+/m2|m2)(?![\w/*\[{])", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Code();

    private static string Part(string part)
    {
        var words = new StringBuilder();
        var isNote = false;
        for (var at = 0; at < part.Length; at++)
        {
            if (part[at] is '{' or '}')
                isNote = part[at] is '{';
            else if (isNote || part[at] is '[' or ']')
                words.Append(!isNote ? "" : part[at] is '_' ? " " : part[at]);
            else if (part[at] is '*')
                at = Exponent(part, at + 1, words);
            else
                words.Append(at == 0 && part[at] is 'u' && part.Length > 1 ? 'µ' : part[at]);
        }

        return words.ToString().Replace("m2", "m²", StringComparison.Ordinal);
    }

    private static int Exponent(string part, int from, StringBuilder words)
    {
        const string raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        var at = from;
        for (; at < part.Length && char.IsAsciiDigit(part[at]); at++)
            words.Append(raised[part[at] - '0']);
        return at - 1;
    }
}
