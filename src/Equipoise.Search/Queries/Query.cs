using Equipoise.Search.Documents;

namespace Equipoise.Search.Queries;

/// <summary>What is asked for: a tree of small records, put together by the caller.</summary>
/// <remarks>A text query's <c>target</c> is the name of a group (fast) or of a text field. Inside a <see cref="NestedQuery"/>
/// names are those of the nested table.</remarks>
public abstract record Query
{
    private protected Query()
    {
    }

    /// <summary>Every document, with score 0.</summary>
    public static Query All { get; } = new AllQuery();

    /// <summary>No document.</summary>
    public static Query None { get; } = new BooleanQuery { Should = [], MinimumShould = 1 };

    /// <summary>All words of a text, in any order; words joined by hyphens stay together. A text without words matches nothing.</summary>
    public static Query Words(string target, string text, bool exact = false) => WordQueries.AllOf(target, text, exact);

    /// <summary>The words of a text in order, within one value of one field.</summary>
    public static Query Phrase(string target, string text, bool exact = false, int slop = 0) => new PhraseQuery(target, text) { Exact = exact, Slop = slop };

    /// <summary>All of them; scores are added.</summary>
    public static Query And(params IReadOnlyList<Query> queries) => new BooleanQuery { Must = queries };

    /// <summary>At least one of them; scores are added.</summary>
    public static Query Or(params IReadOnlyList<Query> queries) => new BooleanQuery { Should = queries, MinimumShould = 1 };

    /// <summary>Every document that the query does not match.</summary>
    public static Query Not(Query query) => new BooleanQuery { Must = [All], MustNot = [query] };

    /// <summary>A keyword field has one of the values.</summary>
    public static Query Value(string column, params IReadOnlyList<string> values) => new ValueQuery(column, values);

    /// <summary>A boolean field has the value.</summary>
    public static Query Value(string column, bool value) => new ValueQuery(column, [value ? "true" : "false"]);

    /// <summary>A number field has a value from <paramref name="min"/> to <paramref name="max"/>, both included; null is open.</summary>
    public static Query Range(string column, double? min, double? max) => new RangeQuery(column, min, max);

    /// <summary>A date field has a day from <paramref name="min"/> to <paramref name="max"/>, both included; null is open.</summary>
    public static Query Range(string column, DateOnly? min, DateOnly? max) => new RangeQuery(column, min?.DayNumber, max?.DayNumber);

    /// <summary>A geo field has a point within some kilometers of a place.</summary>
    public static Query Within(string column, GeoPoint center, double kilometers) => new DistanceQuery(column, center, kilometers);
}
