using System.Collections.Frozen;

namespace Equipoise.Registry.Schema;

/// <summary>The two-letter codes of countries (ISO 3166-1) and the names by which records call them. Kept as data in
/// <c>countries.tsv</c>.</summary>
public static class CountryCodes
{
    private static readonly FrozenDictionary<string, string[]> Names = SchemaTable.Read("countries")
        .GroupBy(cells => cells[0], StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(code => code.Key, code => code.Select(cells => cells[1]).ToArray(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Codes =
        Names.SelectMany(code => code.Value.Select(name => (Name: name, Code: code.Key))).ToFrozenDictionary(country => country.Name, country => country.Code, StringComparer.Ordinal);

    /// <summary>All names that have a code.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. Names.Values.SelectMany(names => names)];

    /// <summary>The names of a code, in either case of letters; none where it is no country's.</summary>
    public static IReadOnlyList<string> NamesOf(string code) => Names.GetValueOrDefault(code, []);

    /// <summary>The code of a name, or null where it is no country's.</summary>
    public static string? CodeOf(string name) => Codes.GetValueOrDefault(name);
}
