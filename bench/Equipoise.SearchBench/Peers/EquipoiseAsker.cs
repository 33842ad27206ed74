using System.Text;
using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;
using Equipoise.SearchBench.Queries;

namespace Equipoise.SearchBench.Peers;

/// <summary>Asks our engine.</summary>
internal sealed class EquipoiseAsker(Snapshot snapshot) : IAsker
{
    private static readonly FacetRequest[] Facets = [new("status") { Top = 100 }, new("phase") { Top = 100 }, new("country")];
    private static readonly SortKey[] ByDate = [SortKey.By("updated", descending: true)];

    public Answer Ask(BenchQuery query)
    {
        var result = snapshot.Search(new SearchRequest(new BooleanQuery { Must = [Match(query)], Filter = [.. Conditions(query)] })
        {
            Facets = Facets,
            Sort = query.ByDate ? ByDate : [],
        });
        return new Answer(
            result.Total,
            [.. result.Hits.Select(hit => (hit.Key, Encoding.UTF8.GetString(hit.Payload.Span)))],
            Counts(result.Facets[0]),
            Counts(result.Facets[1]),
            Counts(result.Facets[2]));
    }

    public void Dispose() => snapshot.Dispose();

    private static Query Match(BenchQuery query) => query.Kind switch
    {
        "phrase" => Query.Phrase("all", query.Text),
        "interventions" => Query.Words("treatment", query.Text),
        _ => Query.Words("all", query.Text),
    };

    private static IEnumerable<Query> Conditions(BenchQuery query)
    {
        if (query.Status.Length > 0)
            yield return Query.Value("status", query.Status);
        if (query.Phase.Length > 0)
            yield return Query.Value("phase", query.Phase);
        if (query.Near is { } near)
            yield return Query.Within("place", new GeoPoint(near.Latitude, near.Longitude), near.Kilometers);
    }

    private static List<(string Value, long Count)> Counts(Facet facet) => [.. facet.Values.Select(value => (value.Value, (long)value.Count))];
}
