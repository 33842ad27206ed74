using System.Text.RegularExpressions;
using Equipoise.Eligibility.Terminology;

namespace Equipoise.Screening;

/// <summary>Names of measured things as people say them, in place of those by which criteria are kept: <c>creatinineClearance</c> is
/// creatinine clearance.</summary>
internal static partial class PlainNames
{
    // An alias that asks for its capitals begins with a sign for that.
    private static readonly Dictionary<string, string> ById = Variables.All
        .Where(variable => variable.Id.Any(letter => letter == '.' || char.IsUpper(letter)))
        .ToDictionary(variable => variable.Id, variable => variable.Aliases[0].TrimStart('='), StringComparer.Ordinal);

    /// <summary>A sentence with plain names in it.</summary>
    public static string In(string sentence) =>
        KeptName().Replace(sentence, match => ById.GetValueOrDefault(match.Value) ?? (match.Value.Contains('.', StringComparison.Ordinal) ? match.Value : Apart(match.Value)));

    private static string Apart(string name) => Capital().Replace(name, match => $" {match.Value.ToLowerInvariant()}");

    [GeneratedRegex(@"(?<![\w.])[a-z]+[a-z0-9]*(?:[A-Z][a-z0-9]+|\.[a-z][a-zA-Z0-9]*)+(?!\w)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeptName();

    [GeneratedRegex("[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
