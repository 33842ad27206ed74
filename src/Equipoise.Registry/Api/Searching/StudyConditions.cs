using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Api.Searching;

/// <summary>The conditions of <c>filter.…</c> or of <c>postFilter.…</c>: status, place, ids, an expression, and ids of synonyms.</summary>
/// <param name="Queries">What has to hold and never counts for the order.</param>
/// <param name="Advanced">The expression, or null.</param>
/// <param name="Geo">The place, or null.</param>
internal sealed record StudyConditions(IReadOnlyList<Query> Queries, QueryPart? Advanced, GeoFilter? Geo)
{
    private const string AdvancedLabel = "advanced filter";

    /// <summary>No conditions.</summary>
    public static StudyConditions None { get; } = new([], Advanced: null, Geo: null);

    /// <summary>Reads the conditions of one prefix.</summary>
    /// <exception cref="ApiRefusalException">One has a value that it cannot have.</exception>
    public static StudyConditions Read(Parameters.ParameterList parameters, string prefix)
    {
        var queries = new List<Query>();
        if (parameters.List($"{prefix}.overallStatus") is { Count: > 0 } statuses)
            queries.Add(Query.Value("OverallStatus", [.. statuses.Select(Status)]));
        if (parameters.List($"{prefix}.ids") is { Count: > 0 } ids)
            queries.Add(OfIds(StudyIdText.ReadAll($"{prefix}.ids", ids)));
        if (parameters.List($"{prefix}.synonyms") is { Count: > 0 } synonyms)
            queries.AddRange(SynonymFilters.Read(synonyms));
        var geo = parameters.Text($"{prefix}.geo") is { Length: > 0 } place ? GeoFilter.Read($"{prefix}.geo", place) : null;
        if (geo is not null)
            queries.Add(new NestedQuery(StudyFields.Locations, Query.Within("LocationGeoPoint", geo.Center, geo.Kilometers)));
        var advanced = parameters.Text($"{prefix}.advanced") is { } expression
            ? QueryPart.Read(expression, EssieTarget.Find("BasicSearch")!, AdvancedLabel, ranks: false)
            : null;
        return new StudyConditions(queries, advanced, geo);
    }

    /// <summary>The studies of some ids, also of older ones.</summary>
    public static Query OfIds(IReadOnlyList<StudyId> ids)
    {
        var texts = ids.Select(id => id.ToString()).ToList();
        return Query.Or(new KeyQuery(texts), Query.Value(StudyFields.Whole("NCTIdAlias"), texts));
    }

    private static string Status(string status) =>
        RecordSchema.Enums["Status"].Any(known => string.Equals(known.Value, status, StringComparison.Ordinal))
            ? status
            : throw ApiRefusalException.InvalidValue("overallStatus", status);
}
