using System.Globalization;
using Equipoise.Registry.Api.Fields;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Api.Searching;

/// <summary><c>filter.synonyms=ConditionSearch:8175</c>: studies of a concept, whatever they call it. The registry's own numbers of concepts
/// are published nowhere; ours are those of MeSH descriptors (8175 for D008175), whose ids and ancestors stand in the records.</summary>
internal static class SynonymFilters
{
    private static readonly string[] OfConditions = ["ConditionMeshId", "ConditionAncestorId"];
    private static readonly string[] OfInterventions = ["InterventionMeshId", "InterventionAncestorId"];

    /// <summary>Reads pairs of an area and a concept: of one area any concept will do, of several areas each has to.</summary>
    /// <exception cref="ApiRefusalException">One is no such pair.</exception>
    public static IReadOnlyList<Query> Read(IReadOnlyList<string> pairs) =>
        [.. pairs.Select(ReadOne).GroupBy(pair => pair.Area, StringComparer.Ordinal).Select(area => Query.Or([.. area.Select(pair => Of(pair.Area, pair.Concept))]))];

    private static (string Area, string Concept) ReadOne(string pair)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < pair.Length - 1 && !pair.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9') && FieldNames.FindArea(pair[..colon]) is not null
            ? (pair[..colon], pair[(colon + 1)..])
            : throw ApiRefusalException.InvalidValue("synonyms", pair);
    }

    // Descriptors of before 2015 have six digits, later ones nine.
    private static Query Of(string area, string concept)
    {
        if (!uint.TryParse(concept, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 999_999_999)
            return Query.None;
        string[] ids = [$"D{number:D6}", $"D{number:D9}"];
        return Query.Or([.. FieldsOf(area).SelectMany(_ => ids, (field, id) => Query.Phrase(field, id))]);
    }

    private static IEnumerable<string> FieldsOf(string area) => area switch
    {
        "ConditionSearch" => OfConditions,
        "InterventionSearch" or "InterventionNameSearch" => OfInterventions,
        _ => OfConditions.Concat(OfInterventions),
    };
}
