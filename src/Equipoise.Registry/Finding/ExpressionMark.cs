using System.Text.RegularExpressions;

namespace Equipoise.Registry.Finding;

/// <summary>Tells an expression of the registry's query language from words to find by, where only words are taken: as words it would find other studies than are meant.</summary>
public static partial class ExpressionMark
{
    /// <summary>The operator with its bracket that a text has, such as <c>AREA[</c>; null where it has none.</summary>
    public static string? In(string words) => Operator().Match(words) is { Success: true } found ? found.Value : null;

    [GeneratedRegex(@"\b(?:AREA|SEARCH|RANGE|DISTANCE|EXPANSION|COVERAGE|TILT)\[", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Operator();
}
