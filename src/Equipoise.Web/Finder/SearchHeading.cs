using System.Globalization;
using Equipoise.Registry.Finding;
using Equipoise.Web.Studies;

namespace Equipoise.Web.Finder;

/// <summary>What stands above the results: how many studies, for which words, and which place a person's words were taken for.</summary>
internal static class SearchHeading
{
    public static string Of(FinderQuery query, int total)
    {
        var heading = Wording.Count(total, "study", "studies");
        if (query.Words.Length > 0)
            heading += $" for “{query.Words}”";
        if (query.Near is { } near)
            heading += string.Create(CultureInfo.InvariantCulture, $" within {near.Kilometers:N0} km of {near.Name}");
        if (query.NamedCity is { } city)
            heading += $" with a site in {city}";
        return heading;
    }
}
