using System.Collections.Frozen;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Vocabulary;

/// <summary>The other names of countries: records call one country by several names (Czechia, Czech Republic), and people by more (USA).</summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, string[]> Others = CountryCodes.AllNames
        .GroupBy(CountryCodes.CodeOf, StringComparer.Ordinal)
        .Select(country => country.Select(Thesaurus.Normalize).Distinct(StringComparer.Ordinal).ToArray())
        .SelectMany(names => names.Select(name => (Name: name, Others: names.Where(other => !Holds(other, name)).ToArray())))
        .Where(country => country.Others.Length > 0)
        .ToFrozenDictionary(country => country.Name, country => country.Others, StringComparer.Ordinal);

    /// <summary>The other names of a country, in small letters, but for those that hold the name itself and are found by it; none where
    /// it is no country's.</summary>
    public static IReadOnlyList<string> OthersOf(string name) => Others.GetValueOrDefault(Thesaurus.Normalize(name), []);

    private static bool Holds(string name, string part) => $" {name} ".Contains($" {part} ", StringComparison.Ordinal);
}
