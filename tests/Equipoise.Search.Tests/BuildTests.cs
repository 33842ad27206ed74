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
