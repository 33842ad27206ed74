using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Schema;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Api.Searching;

/// <summary>The order of a request: one or two fields, or the relevance.</summary>
internal static class SortOrder
{
    private const int MostKeys = 2;
    private const string Relevance = "@relevance";

    /// <summary>Reads the order; none where the request does not say.</summary>
    /// <exception cref="ApiRefusalException">It cannot be sorted by that.</exception>
    public static IReadOnlyList<SortKey> Read(IReadOnlyList<string>? names)
    {
        if (names is null or [])
            return [];
        return names.Count <= MostKeys
            ? [.. names.Select(ReadKey)]
            : throw new ApiRefusalException($"Parameter 'sort' must have at most {MostKeys} fields, not {names.Count}");
    }

    private static SortKey ReadKey(string text)
    {
        var colon = text.LastIndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        bool? isDescending = colon < 0 ? null : text[(colon + 1)..] switch
        {
            "asc" => false,
            "desc" => true,
            _ => throw ApiRefusalException.InvalidValue("sort", text),
        };
        if (string.Equals(name, Relevance, StringComparison.Ordinal))
            return isDescending == false ? SortKey.ScoreAscending : SortKey.Score;
        return FieldNames.Find(name) is { Type: FieldType.Date or FieldType.Number or FieldType.WholeNumber or FieldType.Duration } field
            ? SortKey.By(field.Piece, isDescending ?? field.Type == FieldType.Date)
            : throw new ApiRefusalException($"Parameter 'sort' contains invalid field name: '{ApiRefusalException.Shown(name)}'");
    }
}
