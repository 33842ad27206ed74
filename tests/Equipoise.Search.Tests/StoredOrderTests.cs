using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Tests;

/// <summary>The order in which documents lie in the index.</summary>
public sealed class StoredOrderTests
{
    private static readonly SearchRequest Request = new(Query.All) { Sort = [SortKey.Stored], ExactTotal = false, Top = 7 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_show_each_document_once_as_they_came(bool isTotalExact)
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 9000).Select(number => $"alpha {number % 3}")]);
        library.Writer.Upsert("5", new Document().Add("title", "changed"));
        library.Writer.Delete("8192");
        library.Writer.Upsert("-1", new Document().Add("title", "new"));
        library.Writer.Commit();
        using var index = library.Open();
        using var snapshot = index.Acquire();

        var keys = Pages(snapshot, Request with { ExactTotal = isTotalExact, Top = 1000 });

        keys.ShouldBe([.. Enumerable.Range(0, 9000).Where(number => number is not (5 or 8192)).Select(number => $"{number}"), "5", "-1"]);
    }

    [Fact]
    public void What_matches_comes_in_that_order_too_and_a_page_takes_no_more_steps_than_it_needs()
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 40_000).Select(number => number % 2 == 0 ? "alpha" : "beta")]);
        using var index = library.Open();
        using var snapshot = index.Acquire();
        var request = Request with { Query = Query.Words("all", "beta") };

        Pages(snapshot, request with { Top = 5000 }).ShouldBe(Enumerable.Range(0, 20_000).Select(number => $"{number * 2 + 1}"));
        snapshot.Ask(request).Hits.ShouldAllBe(hit => hit.Score.Equals(0.0));
        (snapshot.Ask(request).Work.Steps * 4).ShouldBeLessThan(snapshot.Ask(request with { ExactTotal = true }).Work.Steps);
    }

    [Fact]
    public void A_place_in_another_index_is_refused()
    {
        using var library = Library.OfTitles("a", "b", "c");
        using var other = Library.With(("2", new Document().Add("title", "c")), ("1", new Document().Add("title", "b")), ("0", new Document().Add("title", "a")));
        using var index = library.Open();
        using var snapshot = index.Acquire();
        using var otherIndex = other.Open();
        using var otherSnapshot = otherIndex.Acquire();
        var page = snapshot.Ask(Request with { Top = 1 });

        Should.Throw<SearchException>(() => otherSnapshot.Ask(Request with { After = page.Next })).Message
            .ShouldBe("The place to continue from belongs to another state of the index: start again at the first page.");
        snapshot.Ask(Request with { After = page.Next }).Hits.Select(hit => hit.Key).ShouldBe(["1", "2"]);
    }

    private static List<string> Pages(Snapshot snapshot, SearchRequest request)
    {
        var keys = new List<string>();
        for (var page = snapshot.Ask(request); page.Hits.Count > 0; page = snapshot.Ask(request with { After = page.Next }))
        {
            keys.AddRange(page.Hits.Select(hit => hit.Key));
            if (page.Next is null)
                break;
        }

        return keys;
    }
}
