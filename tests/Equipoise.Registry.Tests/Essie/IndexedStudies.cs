using Equipoise.Registry.Essie;
using Equipoise.Registry.Indexing;
using Equipoise.Registry.Records;
using Equipoise.Registry.Store;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Registry.Tests.Essie;

/// <summary>An index over some records, asked with expressions.</summary>
public sealed class IndexedStudies : IAsyncDisposable
{
    private readonly SqliteTestDatabase place = new();
    private readonly TemporaryFolder folder = new();
    private StudyIndex index = null!;
    private ExactTerms exact = null!;

    private IndexedStudies()
    {
    }

    /// <summary>Indexes records.</summary>
    public static async Task<IndexedStudies> OfAsync(IReadOnlyList<StudyRecord> records)
    {
        var studies = new IndexedStudies();
        var store = await RegistryStore.OpenAsync(studies.place.Open(), TimeProvider.System);
        await store.PutAsync([.. records.Select(record => IncomingStudy.From(record))]);
        studies.index = await StudyIndex.OpenAsync(studies.folder.PathTo("index"), store, TimeProvider.System);
        await studies.index.FollowAsync(store);
        studies.exact = new ExactTerms(store);
        return studies;
    }

    /// <summary>The ids of the studies that an expression finds, the best first.</summary>
    public IReadOnlyList<string> Find(string expression, string area = "BasicSearch") => [.. Ask(expression, area).Hits.Select(hit => hit.Key)];

    /// <summary>What an expression finds, and what that cost.</summary>
    public SearchResult Ask(string expression, string area = "BasicSearch")
    {
        using var snapshot = index.Acquire();
        var parsed = EssieRewriting.Simplify(EssieParser.Parse(expression));
        var query = exact.PlanAsync(snapshot, terms => Queries(snapshot, terms).Plan(parsed, EssieTarget.Find(area)!)).GetAwaiter().GetResult();
        return snapshot.Search(new SearchRequest(query) { Top = 10_000, StepLimit = 100_000_000 });
    }

    private EssieQueries Queries(Snapshot snapshot, Func<ExactTerm, Query> terms) =>
        new(index.OtherNames, column => snapshot.Statistics(column) is { Min: { } min, Max: { } max } ? (min, max) : null, terms);

    public async ValueTask DisposeAsync()
    {
        index.Dispose();
        folder.Dispose();
        await place.DisposeAsync();
    }
}
