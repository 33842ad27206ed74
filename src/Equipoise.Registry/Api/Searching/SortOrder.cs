using System.Text.RegularExpressions;
using Equipoise.Registry.Api.Fields;
using Equipoise.Registry.Schema;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Api.Searching;

/// <summary>The order of a request: one or two fields, or the relevance.</summary>
internal static partial class SortOrder
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
            ? [.. names.Select((name, at) => ReadKey(name, at + 1))]
            : throw new ApiRefusalException($"Parameter `sort` must contain no more than {MostKeys} items");
    }

    private static SortKey ReadKey(string text, int number)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw ApiRefusalException.IncorrectItem("sort", number);
        bool? isDescending = match.Groups["direction"].Value switch
        {
            "asc" => false,
            "desc" => true,
            _ => null,
        };
        var name = match.Groups["name"].Value;
        if (string.Equals(name, Relevance, StringComparison.Ordinal))
            return isDescending == false ? SortKey.ScoreAscending : SortKey.Score;
        var field = FieldNames.Find(name) ?? throw new ApiRefusalException("Unknown sort field");
        return field.Type is FieldType.Date or FieldType.Number or FieldType.WholeNumber or FieldType.Duration
            ? SortKey.By(field.Piece, isDescending ?? field.Type == FieldType.Date)
            : throw new ApiRefusalException($"Unsupported sort field type: {field.TypeName}");
    }

    [GeneratedRegex(@"\A(?<name>[a-zA-Z][a-zA-Z0-9\-. ]*|@relevance)(:(?<direction>asc|desc))?\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Form();
}
