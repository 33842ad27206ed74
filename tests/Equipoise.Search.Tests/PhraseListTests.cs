using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Search.Tests;

/// <summary>Lists of frequent phrases change what a search costs, and nothing else.</summary>
public sealed class PhraseListTests
{
    private static readonly string[] Frequent = ["of", "the", "of", "the", "and", "study", "patients", "patient", "follow-up", "up", "followup"];

    [Fact]
    public void Lists_change_no_total_no_order_and_no_score() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var chance = new Chance(seed);
        var books = Enumerable.Range(0, 400).Select(_ => Book(chance)).ToList();
        using var with = Shelve(books, phrasesFrom: 1);
        using var without = Shelve(books, phrasesFrom: int.MaxValue);
        using var one = with.Writer.Refresh();
        using var other = without.Writer.Refresh();
        for (var count = 0; count < 60; count++)
        {
            var request = new SearchRequest(Query(chance)) { Top = chance.Pick([3, 1000]), Facets = chance.Flip() ? [new FacetRequest("color")] : [] };
            var (listed, read) = (one.Ask(request), other.Ask(request));
            listed.Total.ShouldBe(read.Total, $"{seed}: {request.Query}");
            listed.Hits.Select(hit => (hit.Key, hit.Score)).ShouldBe(read.Hits.Select(hit => (hit.Key, hit.Score)), $"{seed}: {request.Query}");
        }
    }).Check(Thoroughness.Full ? Config.QuickThrowOnFailure.WithMaxTest(200) : Config.QuickThrowOnFailure.WithMaxTest(12).WithReplay(seed: 20261123, gamma: 1));

    [Fact]
    public void A_frequent_phrase_is_found_without_reading_positions_of_what_is_not_on_the_page()
    {
        // Every title has both words many times, every third one next to each other.
        string Title(int number) => $"{string.Join(' ', Enumerable.Repeat("beta alpha gamma", 10))} {(number % 3 == 0 ? "alpha beta" : "")} end";
        var titles = Enumerable.Range(0, 20_000).Select(Title).ToList();
        using var with = Titles(titles, phrasesFrom: 1);
        using var without = Titles(titles, phrasesFrom: int.MaxValue);
        using var one = with.Writer.Refresh();
        using var other = without.Writer.Refresh();
        var request = new SearchRequest(Queries.Query.Phrase("all", "alpha beta")) { Top = 0 };

        var (listed, read) = (one.Ask(request), other.Ask(request));

        listed.Total.ShouldBe(6667);
        read.Total.ShouldBe(6667);
        read.Work.PositionsRead.ShouldBeGreaterThan(20_000 * 10);
        listed.Work.PositionsRead.ShouldBe(0);
        listed.Work.Steps.ShouldBeLessThan(2 * 6667);
    }

    [Fact]
    public void Three_frequent_words_in_a_row_are_one_list()
    {
        using var library = Titles([.. Enumerable.Range(0, 20_000).Select(number => number % 2 == 0 ? "alpha beta gamma" : "alpha beta alpha beta delta beta gamma")], phrasesFrom: 1);
        using var snapshot = library.Writer.Refresh();

        var found = snapshot.Ask(new SearchRequest(Queries.Query.Phrase("all", "alpha beta gamma")) { Top = 0 });

        found.Total.ShouldBe(10_000);
        found.Work.PositionsRead.ShouldBe(0);
        found.Work.Steps.ShouldBeLessThan(2 * 10_000);
    }

    [Fact]
    public void A_longer_phrase_is_looked_for_only_where_its_pairs_are()
    {
        using var library = Titles([.. Enumerable.Range(0, 20_000).Select(number => (number % 20) switch
        {
            0 => "alpha beta and gamma delta",
            1 => "alpha beta gamma delta",
            < 11 => "alpha beta and delta gamma",
            _ => "beta alpha and gamma delta",
        })], phrasesFrom: 1);
        using var snapshot = library.Writer.Refresh();

        var found = snapshot.Ask(new SearchRequest(Queries.Query.Phrase("all", "alpha beta gamma delta")) { Top = 0 });

        found.Total.ShouldBe(1000);
        found.Work.PositionsRead.ShouldBeInRange(1, 2 * 4 * 2000);
    }

    [Fact]
    public void Lists_are_made_anew_when_segments_are_merged()
    {
        using var library = new Library(Library.Defaults with { PhrasesFrom = 1000, BufferedWords = 1_000_000, MergeFactor = 50 });
        for (var number = 0; number < 3000; number++)
        {
            library.Writer.Upsert($"{number}", new Document().Add(number % 2 == 0 ? "title" : "body", number % 3 == 0 ? "alpha beta" : "beta alpha"));
            if (number % 1000 == 999)
                library.Writer.Commit();
            if (number == 1999)
                library.Writer.MergeAll();
        }

        for (var number = 0; number < 300; number += 3)
            library.Writer.Delete($"{number}");
        for (var number = 300; number < 600; number += 3)
            library.Writer.Upsert($"{number}", new Document().Add("title", "gamma"));
        library.Writer.MergeAll();
        using var snapshot = library.Writer.Refresh();

        var all = snapshot.Ask(new SearchRequest(Queries.Query.Phrase("all", "alpha beta")) { Top = 0 });
        var titles = snapshot.Ask(new SearchRequest(Queries.Query.Phrase("titles", "alpha beta")) { Top = 0 });
        var body = snapshot.Ask(new SearchRequest(Queries.Query.Phrase("body", "alpha beta")) { Top = 0 });

        (all.Total, titles.Total, body.Total).ShouldBe((800, 400, 400));
        (all.Work.PositionsRead, titles.Work.PositionsRead).ShouldBe((0, 0));
        body.Work.PositionsRead.ShouldBeLessThan(2 * 800 + 1, "which field it is in, only positions tell");
    }

    [Fact]
    public void A_small_segment_has_no_lists()
    {
        using var library = Titles([.. Enumerable.Repeat("alpha beta", 999)], phrasesFrom: 1000);
        using var snapshot = library.Writer.Refresh();

        snapshot.Ask(new SearchRequest(Queries.Query.Phrase("all", "alpha beta")) { Top = 0 }).Work.PositionsRead.ShouldBe(2 * 999);
        snapshot.Sizes().ShouldNotContain(part => part.File == "phrases");
    }

    [Fact]
    public void Altered_lists_are_named()
    {
        using var library = Titles([.. Enumerable.Repeat("alpha beta", 2000)], phrasesFrom: 1000);
        var path = Directory.GetFiles(library.Folder, "*.phrases").ShouldHaveSingleItem();
        var bytes = File.ReadAllBytes(path);
        bytes[40] ^= 1;
        File.WriteAllBytes(path, bytes);

        var failure = Should.Throw<SearchException>(() => library.Open().Dispose());

        failure.IsDamage.ShouldBeTrue();
        failure.Message.ShouldStartWith($"The index file {path} was altered");
    }

    private static NaiveBook Book(Chance chance)
    {
        var book = new NaiveBook();
        foreach (var field in new[] { "title", "body", "body", "note" }.Where(_ => chance.Flip(0.7)))
            book.AddText(field, Enumerable.Range(0, chance.Next(14)).Select(_ => Word(chance)));
        book.AddKeyword("color", chance.Pick(["red", "green", "blue"]));
        return book;
    }

    private static string Word(Chance chance) => chance.Flip(0.85) ? chance.Pick(Frequent) : chance.Word();

    private static Query Query(Chance chance) => chance.Next(5) switch
    {
        0 => Queries.Query.And(Phrase(chance), Phrase(chance)),
        1 => new BooleanQuery { Must = [Phrase(chance)], Should = [Phrase(chance), new TermQuery("all", "study")], MustNot = [Phrase(chance)] },
        2 => new BestQuery([Phrase(chance), Phrase(chance)]) { Rest = 0.5 },
        3 when chance.Pick(["all", "titles", "body"]) is var target => new SynonymQuery([new Synonym(Phrase(chance, target), 1), new Synonym(Phrase(chance, target), 0.8), new Synonym(new TermQuery(target, "study"), 0.5)]),
        _ => Phrase(chance),
    };

    private static PhraseQuery Phrase(Chance chance, string? target = null) => new(target ?? chance.Pick(["all", "titles", "body", "note", "title|body"]), string.Join(' ', Enumerable.Range(0, 2 + chance.Next(3)).Select(_ => Word(chance))))
    {
        Slop = chance.Flip(0.9) ? 0 : 2,
        Exact = chance.Flip(0.1),
        Anchor = chance.Flip(0.9) ? PhraseAnchor.None : (PhraseAnchor)chance.Next(4),
    };

    private static Library Shelve(IReadOnlyList<NaiveBook> books, int phrasesFrom)
    {
        var library = new Library(Library.Defaults with { BufferedWords = 3000, PhrasesFrom = phrasesFrom });
        foreach (var (number, book) in books.Index())
            library.Writer.Upsert($"{number}", book.Document);
        library.Writer.MergeAll();
        return library;
    }

    private static Library Titles(IReadOnlyList<string> titles, int phrasesFrom)
    {
        var library = new Library(Library.Defaults with { PhrasesFrom = phrasesFrom });
        foreach (var (number, title) in titles.Index())
        {
            library.Writer.Upsert($"{number}", new Document().Add("title", title));
            // Only what is merged has lists.
            if (number == titles.Count / 2)
                library.Writer.Commit();
        }

        library.Writer.MergeAll();
        library.Writer.Commit();
        return library;
    }
}
