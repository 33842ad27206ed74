using Equipoise.Registry.Indexing;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Finding;

/// <summary>The conditions of a search, each under the name by which it can be left out.</summary>
internal static class FinderFilters
{
    /// <summary>The name of the condition on a place.</summary>
    public const string Place = "place";

    /// <summary>The name of the condition on the person's age.</summary>
    public const string Age = "age";

    /// <summary>The name of the condition on the person's sex.</summary>
    public const string PersonSex = "person";

    /// <summary>The name of the condition that participants are taken now.</summary>
    public const string Recruiting = "recruiting";

    /// <summary>The name of the condition on what is studied.</summary>
    public const string Condition = "condition";

    private const string RecruitingStatus = "RECRUITING";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<NamedFilter> Of(FinderQuery query)
    {
        var filters = new List<NamedFilter>();
        if (query.RecruitingNow)
            filters.Add(new(Recruiting, Query.Value("OverallStatus", RecruitingStatus)));
        if (query.IsPlaceUnknown)
            filters.Add(new(Place, Query.None));
        else if (query.Near is not null || query.NamedCity is not null || query.In is not null)
            filters.Add(new(Place, new NestedQuery(StudyFields.Locations, AtPlace(query))));
        if (query.Age is { } age)
            filters.Add(new(Age, OpenToAge(age)));
        if (query.PersonSex is { } sex)
            filters.Add(new(PersonSex, new BooleanQuery { Should = [Query.Value("Sex", sex, "ALL"), new MissingQuery("Sex")], MinimumShould = 1 }));
        if (query.Condition is { } condition)
            filters.Add(new(Condition, ConditionName.Of(condition) is { } known ? Query.Value(StudyFields.Conditions, known.Key) : Query.None));
        foreach (var (name, values) in query.Chosen)
        {
            if (FinderFacet.Find(name) is { } facet && values.Count > 0)
                filters.Add(new(name, Chosen(facet, values)));
        }

        return filters;
    }

    /// <summary>A site that takes participants.</summary>
    public static Query OpenSite { get; } = Query.Value(StudyFields.SiteStatus, RecruitingStatus);

    /// <summary>A site whose own record says where it lies.</summary>
    public static Query LocatedSite { get; } = Query.Not(Query.Value(StudyFields.IsPointLearned, value: true));

    /// <summary>One and the same site is near, lies in the city and state, and takes participants where that is asked for: of
    /// a study that recruits elsewhere only, the site near by does not count.</summary>
    private static Query AtPlace(FinderQuery query)
    {
        var conditions = new List<Query>();
        if (query.Near is { } near)
            conditions.Add(Query.Within("LocationGeoPoint", near.Point, near.Kilometers));
        if (query.NamedCity is { } city)
            conditions.Add(InPlace(city));
        if (query.In is { } place)
            conditions.Add(InPlace(place));
        if (query.Facility is { } facility)
            conditions.Add(Query.Value(StudyFields.Whole("LocationFacility"), facility));
        if (query.RecruitingNow)
            conditions.Add(OpenSite);
        return new BooleanQuery { Filter = conditions };
    }

    /// <summary>A site lies in a country, state or city.</summary>
    public static Query InPlace(Place place)
    {
        var conditions = new List<Query> { Query.Value(StudyFields.Whole("LocationCountry"), place.Country) };
        if (place.State is { } state)
            conditions.Add(Query.Value(StudyFields.Whole("LocationState"), state));
        if (place.City is { } city)
            conditions.Add(Query.Value(StudyFields.Whole("LocationCity"), city));
        return new BooleanQuery { Filter = conditions };
    }

    /// <summary>A person of <paramref name="age"/> full years may be up to a day short of one more: a lower limit counts when
    /// it is reached, an upper limit as long as it is not passed. A bound that a study does not state is open.</summary>
    private static Query OpenToAge(int age) => new BooleanQuery
    {
        MustNot =
        [
            new RangeQuery("MinimumAge", Min: age + 1, Max: null),
            new RangeQuery("MaximumAge", Min: null, Max: age, MaxIncluded: false),
        ],
        Filter = [Query.All],
    };

    private static Query Chosen(FinderFacet facet, IReadOnlyList<string> values) => Query.Value(facet.Column, [.. values]);
}
