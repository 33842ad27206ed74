using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Tests;

/// <summary>A costly search is shared by two workers, and nobody can tell by its answer.</summary>
public sealed class TwoWorkersTests : IDisposable
{
    private const int Books = 40_000;
    private const int Attempts = 2000;
    private static readonly string[] Colors = ["red", "green", "blue", "white", "black"];

    private static readonly FacetRequest[] Facets =
    [
        new("color") { WithoutFilter = "color" },
        new("genre"),
        new("bound"),
        new("pages") { Ranges = [new("short", null, 100), new("long", 100, null)] },
        new("city") { Path = "shops" },
    ];

    private readonly Library library;
    private Snapshot snapshot;

    public TwoWorkersTests()
    {
        library = new Library(Library.Defaults with { Processors = 2 });
        Shelve(0, Books);
        library.Writer.MergeAll();
        for (var number = 0; number < Books; number += 97)
            library.Writer.Delete($"{number}");
        library.Writer.Commit();
        snapshot = library.Writer.Refresh();
    }

    private void Shelve(int from, int to)
    {
        var random = new Random(47 + from);
        for (var number = from; number < to; number++)
        {
            var book = new Document()
                .Add("title", string.Join(' ', Enumerable.Range(0, 4 + random.Next(5)).Select(_ => random.Next(3) switch { 0 => "alpha", 1 => "beta", _ => $"word{random.Next(9)}" })))
                .Add("color", Colors[random.Next(Colors.Length)])
                .Add("pages", random.Next(200));
            if (random.Next(3) > 0)
                book.Add("genre", $"genre{random.Next(40)}");
            library.Writer.Upsert($"{number}", book);
        }
    }

    public void Dispose()
    {
        snapshot.Dispose();
        library.Dispose();
    }

    [Fact]
    public void Two_workers_answer_what_one_does()
    {
        var phrase = Query.Phrase("all", "alpha beta");
        Query[] queries =
        [
            phrase,
            new BestQuery([Query.Phrase("all", "beta alpha"), new BoostQuery(Query.Words("all", "alpha word3"), 0.3)]),
            new BooleanQuery { Must = [phrase], MustNot = [Query.Phrase("all", "word1 word2")], Filter = [new PrefixQuery("all", "word")] },
        ];
        foreach (var query in queries)
        {
            AnswersTheSame(new SearchRequest(query) { Facets = Facets });
            AnswersTheSame(new SearchRequest(query) { Facets = Facets, Filters = [new NamedFilter("color", Query.Value("color", "red"))], Sort = [SortKey.By("pages", descending: true), SortKey.Score] });
            var page = AnswersTheSame(new SearchRequest(query) { Top = 300 });
            AnswersTheSame(new SearchRequest(query) { Facets = Facets, After = page.Next });
        }
    }

    [Fact]
    public void Two_workers_answer_what_one_does_where_small_segments_stand_beside_a_large_one()
    {
        for (var part = 0; part < 5; part++)
        {
            Shelve(Books + part * 1000, Books + (part + 1) * 1000);
            library.Writer.Commit();
        }

        snapshot.Dispose();
        snapshot = library.Writer.Refresh();
        Two_workers_answer_what_one_does();
    }

    [Fact]
    public void Both_workers_count_against_the_limit_of_a_search()
    {
        var request = new SearchRequest(Query.Phrase("all", "alpha beta"));
        var steps = Shared(request).Work.Steps;

        Should.Throw<SearchException>(() => Shared(request with { StepLimit = steps * 2 / 3 })).Message.ShouldContain("steps it is allowed");
        Shared(request with { StepLimit = steps }).Work.Steps.ShouldBe(steps);
    }

    [Fact]
    public void A_search_that_was_given_up_ends_with_that_and_nothing_else()
    {
        using var given = new CancellationTokenSource();
        given.Cancel();

        Should.Throw<OperationCanceledException>(() => snapshot.Search(new SearchRequest(Query.Phrase("all", "alpha beta")), given.Token));
    }

    private SearchResult AnswersTheSame(SearchRequest request)
    {
        var alone = snapshot.Ask(request with { MostWorkers = 1 });
        var shared = Shared(request);

        alone.Work.Workers.ShouldBe(1);
        alone.Total.ShouldBeGreaterThan(0);
        shared.Total.ShouldBe(alone.Total);
        shared.Hits.Select(hit => (hit.Key, hit.Score)).ShouldBe(alone.Hits.Select(hit => (hit.Key, hit.Score)));
        shared.Facets.Select(Told).ShouldBe(alone.Facets.Select(Told));
        return alone;
    }

    private static string Told(Facet facet) =>
        $"{facet.Name}: {string.Join(", ", facet.Values.Select(value => $"{value.Value} {value.Count}"))}, {facet.DifferentValues} different, {facet.Missing} without";

    // A second worker comes only where no other search runs, which those of other tests may do at the moment.
    private SearchResult Shared(SearchRequest request)
    {
        var result = snapshot.Ask(request);
        for (var attempt = 0; result.Work.Workers == 1 && attempt < Attempts; attempt++)
            result = snapshot.Ask(request);
        result.Work.Workers.ShouldBe(2);
        return result;
    }
}
