using System.Globalization;
using Equipoise.Search.Searching;

namespace Equipoise.SearchBench.Registry;

/// <summary>An answer as a line of text, so that the answers of two programs can be compared: steps, total, hits with their scores, all counts.</summary>
internal static class AnswerText
{
    /// <summary>Steps, total, hits and counts, with tabs between them.</summary>
    public static string Of(SearchResult result) => string.Create(CultureInfo.InvariantCulture,
        $"{result.Work.Steps}\t{result.Total}\t{string.Join(' ', result.Hits.Select(Text))}\t{string.Join(' ', result.Facets.Select(Text))}");

    private static string Text(Hit hit) => string.Create(CultureInfo.InvariantCulture, $"{hit.Key}:{hit.Score:R}");

    private static string Text(Facet facet) => string.Create(CultureInfo.InvariantCulture,
        $"{facet.Name}:{facet.DifferentValues}:{facet.Missing}:{string.Join(',', facet.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Value}={value.Count}")))}");
}
