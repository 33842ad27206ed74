using Equipoise.Registry.Indexing;
using Equipoise.Web.Finder;

namespace Equipoise.Web.Conditions;

/// <summary>The addresses of conditions: the page of a letter, and the search of one.</summary>
internal static class ConditionAddress
{
    private const string Other = "other";

    /// <summary>The page of a letter.</summary>
    public static string Of(string letter) => $"/conditions/{Part(letter)}";

    /// <summary>A letter as a part of an address: small, and a word for what is no letter.</summary>
    public static string Part(string letter) => IsOther(letter) ? Other : letter.ToLowerInvariant();

    /// <summary>The letter of an address, or null.</summary>
    public static string? Read(string part) => ConditionName.Letters.FirstOrDefault(letter => string.Equals(Part(letter), part, StringComparison.OrdinalIgnoreCase));

    /// <summary>What people read for a letter.</summary>
    public static string Label(string letter) => IsOther(letter) ? "0–9 and others" : letter;

    /// <summary>The studies of a condition.</summary>
    public static string Search(string condition) => SearchAddress.Everything.With(SearchAddress.Condition, condition).ToString();

    private static bool IsOther(string letter) => string.Equals(letter, ConditionName.OtherLetter, StringComparison.Ordinal);
}
