using Equipoise.Registry.Essie;
using Equipoise.Registry.Finding;
using Equipoise.Registry.Indexing;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.SearchBench.Registry;

/// <summary>Asks the product's index: reads the expression, and takes the ten best, the exact total and the counts of every facet.</summary>
internal sealed class RegistryAsker(StudyIndex index)
{
    private const int Page = 10;
    private const int Before = 990;
    private static readonly SortKey[] ByDate = [SortKey.By("LastUpdatePostDate", descending: true)];
    private readonly Dictionary<RegistryQuestion, Cursor?> places = [];

    /// <summary>Finds where the deep pages begin, which a program knows from the page before.</summary>
    public void Prepare(IEnumerable<RegistryQuestion> questions)
    {
        using var snapshot = index.Acquire();
        foreach (var question in questions.Where(question => question.Deep))
            places[question] = snapshot.Search(Request(question, snapshot) with { Top = Before }).Next;
    }

    public SearchResult Ask(RegistryQuestion question, int mostWorkers = 2)
    {
        using var snapshot = index.Acquire();
        var request = Request(question, snapshot) with { Facets = FinderFacet.Requests, MostWorkers = mostWorkers };
        return snapshot.Search(question.Deep ? request with { After = places.GetValueOrDefault(question) } : request);
    }

    private SearchRequest Request(RegistryQuestion question, Snapshot snapshot)
    {
        var queries = new EssieQueries(index.OtherNames, column => snapshot.Statistics(column) is { Min: { } min, Max: { } max } ? (min, max) : null);
        return new SearchRequest(queries.Plan(EssieParser.Parse(question.Expression), EssieTarget.Find("BasicSearch")!)) { Top = Page, Sort = question.ByDate ? ByDate : [] };
    }
}
