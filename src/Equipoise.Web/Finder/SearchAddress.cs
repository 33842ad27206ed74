using System.Globalization;
using System.Text;
using Equipoise.Registry.Finding;
using Microsoft.AspNetCore.Http;

namespace Equipoise.Web.Finder;

/// <summary>The address of a search: its state is there and nowhere else, so that a link says it all.</summary>
/// <remarks>Immutable. Parts that no search knows are left out, the others keep one order, so that one search has one
/// address.</remarks>
public sealed class SearchAddress
{
    /// <summary>The words of the box.</summary>
    public const string Words = "q";
    /// <summary>The place to be near.</summary>
    public const string Near = "near";
    /// <summary>How far from it, in kilometers.</summary>
    public const string Radius = "radius";
    /// <summary>The person's age in years.</summary>
    public const string Age = "age";
    /// <summary>The person's sex.</summary>
    public const string Person = "person";
    /// <summary>Recruiting now.</summary>
    public const string Open = "open";
    /// <summary>A country to be in.</summary>
    public const string Country = "in_country";
    /// <summary>A state of it.</summary>
    public const string State = "in_state";
    /// <summary>A city of it.</summary>
    public const string City = "in_city";
    /// <summary>A facility of that city.</summary>
    public const string Facility = "in_facility";
    /// <summary>A condition, in any spelling.</summary>
    public const string Condition = "condition";
    /// <summary>The order.</summary>
    public const string Sort = "sort";
    /// <summary>Cards or a table.</summary>
    public const string View = "view";
    /// <summary>The page.</summary>
    public const string Page = "page";

    private const int LongestValue = 300;
    // Every link of the page says them all again.
    private const int MostParts = 40;

    private static readonly string[] Names =
        [Words, Near, Radius, Age, Person, Open, Country, State, City, Facility, Condition, .. FinderFacet.All.Select(facet => facet.Name), Sort, View, Page];

    private readonly IReadOnlyList<(string Name, string Value)> parts;

    private SearchAddress(IEnumerable<(string Name, string Value)> parts) =>
        this.parts = [.. parts.Where(part => part.Value.Length > 0).Distinct().OrderBy(part => Array.IndexOf(Names, part.Name)).Take(MostParts)];

    /// <summary>The address of every study.</summary>
    public static SearchAddress Everything { get; } = new([]);

    /// <summary>Reads the address of a request.</summary>
    public static SearchAddress Of(IQueryCollection query) => new(
        from name in Names
        where query.ContainsKey(name)
        from value in query[name]
        let text = Clean(value ?? "")
        select (name, text));

    /// <summary>The first value of a part, or empty.</summary>
    public string this[string name] => All(name) is [var first, ..] ? first : "";

    /// <summary>All values of a part.</summary>
    public IReadOnlyList<string> All(string name) =>
        [.. parts.Where(part => string.Equals(part.Name, name, StringComparison.Ordinal)).Select(part => part.Value)];

    /// <summary>The parts but those named, for a form that asks for these anew.</summary>
    public IEnumerable<(string Name, string Value)> Without(params string[] names) =>
        parts.Where(part => !names.Contains(part.Name, StringComparer.Ordinal));

    /// <summary>The same search with one part set; another search begins on its first page.</summary>
    public SearchAddress With(string name, string value) => new(Without(name, Page).Append((name, value)));

    /// <summary>The same search without some parts.</summary>
    public SearchAddress Drop(params string[] names) => new(Without([.. names, Page]));

    /// <summary>The same search with a value chosen, or no longer.</summary>
    public SearchAddress Toggle(string name, string value) =>
        parts.Contains((name, value))
            ? new(parts.Where(part => part != (name, value) && !string.Equals(part.Name, Page, StringComparison.Ordinal)))
            : new(Without(Page).Append((name, value)));

    /// <summary>The address under a path.</summary>
    public string Under(string path)
    {
        var text = new StringBuilder(path);
        foreach (var (index, (name, value)) in parts.Index())
            text.Append(index == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    /// <summary>The address of a page of the same search.</summary>
    public string OfPage(int page) =>
        (page == 1 ? Drop() : new SearchAddress(Without(Page).Append((Page, page.ToString(CultureInfo.InvariantCulture))))).ToString();

    /// <summary>The address of the results.</summary>
    public override string ToString() => Under("/search");

    private static string Clean(string value)
    {
        var text = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > LongestValue ? text[..LongestValue] : text;
    }
}
