using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Queries for the code of a site's country (<c>AREA[LocationCountryCode]US</c>), which stands in no record: the names of the
/// country do.</summary>
internal static class CountryQueries
{
    /// <summary>The sites whose country has a code.</summary>
    /// <exception cref="EssieException">It is asked for a range.</exception>
    public static Query Of(Expression leaf, bool isInSite) => leaf is TermExpression term
        ? Named(CountryCodes.NamesOf(term.Text), isInSite)
        : throw new EssieException("RANGE cannot be asked of LocationCountryCode, whose values are words", leaf.Position);

    /// <summary>The sites whose country has any code.</summary>
    public static Query Any(bool isInSite) => Named(CountryCodes.AllNames, isInSite);

    private static Query Named(IReadOnlyList<string> names, bool isInSite)
    {
        var named = Query.Value(StudyFields.Whole("LocationCountry"), names);
        return isInSite ? named : new NestedQuery(StudyFields.Locations, named);
    }
}
