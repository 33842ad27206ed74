using Equipoise.Search.Documents;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

/// <summary>An index that is built from many documents at once.</summary>
public sealed class BuildTests
{
    // Each book fills a buffer, so that there are as many segments as books: more than are merged at a time.
    private const int Books = 75;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Few_segments_are_left_and_every_document_is_found(bool mergesInBackground)
    {
        using var library = Build(mergesInBackground);
        library.Writer.Delete("7");
        library.Writer.Upsert("8", new Document().Add("title", "tulip"));
        library.Writer.EndBuild(isWhole: true);
        library.Reopen();

        Segments(library).ShouldBe(6, "four merges of sixteen, and the rest in two");
        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(new TermQuery("titles", "rose")).ShouldBe(Books - 2);
        snapshot.HowMany(new TermQuery("titles", "tulip")).ShouldBe(1);
    }

    [Fact]
    public void What_was_committed_on_the_way_is_kept_where_the_build_breaks_off()
    {
        using var library = Build(mergesInBackground: true);
        library.Writer.Commit();
        library.Writer.Upsert("another", new Document().Add("title", "rose"));
        library.Writer.EndBuild(isWhole: false);
        library.Reopen();

        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(new TermQuery("titles", "rose")).ShouldBe(Books);
    }

    [Fact]
    public void What_is_committed_beside_the_build_is_kept_and_what_came_after_it_is_not()
    {
        using var library = Build(mergesInBackground: true);
        library.Writer.BeginCommit(new Dictionary<string, string>(StringComparer.Ordinal) { ["books"] = "75" });
        library.Writer.Upsert("another", new Document().Add("title", "rose"));
        library.Reopen();

        library.Writer.UserData["books"].ShouldBe("75");
        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(new TermQuery("titles", "rose")).ShouldBe(Books);
    }

    [Fact]
    public void Words_are_found_where_they_stand_however_many_a_document_has()
    {
        const int words = 150_000;
        // Each of the first two fills a buffer, and takes the room of the one before.
        using var library = new Library(Library.Defaults with { BufferedWords = words });
        for (var book = 0; book < 3; book++)
        {
            var document = new Document().Add("title", "").Add("title", "rose");
            // A mark stands behind words of which some end where a part of the room does.
            document.Add("body", string.Join(' ', Enumerable.Range(0, words).Select(word => word % 4_096 == 0 ? $"mark{word}" : $"w{word % 97}")));
            library.Writer.Upsert($"{book}", document.Add("body", "").Add("body", $"last{book} word"));
        }

        library.Writer.Commit();
        using var index = library.Open();
        using var snapshot = index.Acquire();
        for (var mark = 4_096; mark < words; mark += 4_096)
            snapshot.HowMany(new PhraseQuery("all", $"w{(mark - 1) % 97} mark{mark} w{(mark + 1) % 97}")).ShouldBe(3, $"mark {mark}");
        for (var book = 0; book < 3; book++)
            snapshot.HowMany(new PhraseQuery("all", $"last{book} word")).ShouldBe(1);
        snapshot.HowMany(new PhraseQuery("all", "rose mark0")).ShouldBe(0);
    }

    [Fact]
    public void Afterwards_segments_are_merged_as_ever()
    {
        using var library = Build(mergesInBackground: false);
        library.Writer.EndBuild(isWhole: true);
        var built = Segments(library);
        for (var book = 0; book < 10; book++)
            library.Writer.Upsert($"more {book}", new Document().Add("title", "rose"));
        library.Writer.Commit(keepOlder: false);

        Segments(library).ShouldBeLessThan(built + 10);
    }

    private static Library Build(bool mergesInBackground)
    {
        var library = new Library(Library.Defaults with { MergeInBackground = mergesInBackground, BufferedWords = 1 });
        library.Writer.BeginBuild();
        for (var book = 0; book < Books; book++)
            library.Writer.Upsert($"{book}", new Document().Add("title", "rose"));
        return library;
    }

    private static int Segments(Library library) => Directory.GetFiles(library.Folder, "segment-*.payloads").Length;
}
