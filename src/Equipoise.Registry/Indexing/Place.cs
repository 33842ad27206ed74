namespace Equipoise.Registry.Indexing;

/// <summary>A city, or less precisely a state or a country, as records name them.</summary>
/// <param name="Country">Such as <c>France</c>.</param>
/// <param name="State">The state, province or region, or null where records name none.</param>
/// <param name="City">The city, or null for a whole state or country.</param>
public sealed record Place(string Country, string? State, string? City)
{
    // A character that no name contains, and that sorts before all letters.
    internal const char Separator = '\u001f';

    /// <summary>All three in one text.</summary>
    public string Key => $"{Country}{Separator}{State}{Separator}{City}";

    /// <summary>Reads <see cref="Key"/>.</summary>
    public static Place FromKey(string key) =>
        key.Split(Separator) is [var country, var state, var city]
            ? new Place(country, state.Length > 0 ? state : null, city.Length > 0 ? city : null)
            : throw new FormatException("This is not the key of a place.");

    /// <summary>For people: <c>Villejuif, Île-de-France, France</c>.</summary>
    public override string ToString() => string.Join(", ", new[] { City, State, Country }.Where(part => part is not null));
}
