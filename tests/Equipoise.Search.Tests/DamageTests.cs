using Equipoise.Search.Documents;
using Equipoise.Search.Queries;

namespace Equipoise.Search.Tests;

/// <summary>What happens to whoever searches while the files of the index are damaged: a sentence, never the end of the process.</summary>
public sealed class DamageTests
{
    private const int Books = 90_000;

    [Fact]
    public void A_file_cut_off_under_an_open_index_is_named()
    {
        using var library = Large();
        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(Query.Words("all", "word7"));
        var path = Mapped(library).First();
        var whole = File.ReadAllBytes(path);

        Cut(path, 4096);

        Should.Throw<SearchException>(() => snapshot.HowMany(Query.Words("all", "word7"))).Message
            .ShouldBe($"The index file {path} is 4096 bytes long instead of {whole.Length}: remove the index folder and build the index again.");
        Should.Throw<SearchException>(() => snapshot.Keys()).IsDamage.ShouldBeTrue();
        File.WriteAllBytes(path, whole);
        library.Open().Dispose();
    }

    [Fact]
    public void Bytes_altered_under_an_open_index_are_named_with_their_place()
    {
        using var library = Large();
        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(Query.Words("all", "word7"));
        var path = Mapped(library).First();

        Flip(path, 200_000);

        Should.Throw<SearchException>(() => snapshot.HowMany(Query.Words("all", "word7"))).Message
            .ShouldBe($"The index file {path} was altered between its bytes 196608 and 262144 (their checksum differs): remove the index folder and build the index again.");
        snapshot.Damages().ShouldHaveSingleItem().ShouldContain(path);
    }

    [Fact]
    public void A_file_that_was_only_touched_is_fine()
    {
        using var library = Large();
        using var index = library.Open();
        using var snapshot = index.Acquire();
        var before = snapshot.HowMany(Query.Words("all", "word7"));

        foreach (var path in Mapped(library))
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddDays(1));

        snapshot.HowMany(Query.Words("all", "word7")).ShouldBe(before);
        snapshot.Damages().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_altered_before_is_found_when_it_is_first_used()
    {
        using var library = Large();
        foreach (var path in Mapped(library))
        {
            Flip(path, 100_000);
            using var index = library.Open();
            using var snapshot = index.Acquire();
            Should.Throw<SearchException>(() =>
            {
                for (var word = 0; word < 1000; word++)
                    snapshot.HowMany(Query.Phrase("all", $"word{word} word{word + 1}"));
                snapshot.Keys();
            }).Message.ShouldStartWith($"The index file {path} was altered between its bytes 65536 and 131072");
            snapshot.Damages().ShouldHaveSingleItem();
            Flip(path, 100_000);
        }
    }

    [Fact]
    public void A_merge_takes_nothing_from_a_damaged_file()
    {
        using var library = Large();
        library.Writer.Upsert("new", new Document().Add("title", "word7"));
        library.Writer.Commit();
        Flip(Mapped(library).First(), 100_000);

        Should.Throw<SearchException>(library.Writer.MergeAll).IsDamage.ShouldBeTrue();
    }

    [Fact]
    public void A_small_index_stands_in_memory_and_goes_on()
    {
        using var library = Library.OfTitles("alpha", "alpha beta");
        using var index = library.Open();
        using var snapshot = index.Acquire();
        foreach (var path in Directory.EnumerateFiles(library.Folder, "segment-*"))
            Cut(path, 0);

        snapshot.HowMany(Query.Words("all", "alpha")).ShouldBe(2);
    }

    private static Library Large()
    {
        var chance = new Chance(20261122);
        var library = Library.OfTitles([.. Enumerable.Range(0, Books).Select(_ => string.Join(' ', Enumerable.Range(0, 16).Select(_ => $"word{chance.Next(1000)}")))]);
        library.Writer.MergeAll();
        return library;
    }

    private static IEnumerable<string> Mapped(Library library) =>
        Directory.EnumerateFiles(library.Folder, "segment-*").Where(path => new FileInfo(path).Length > (1 << 20) + 4096).Order(StringComparer.Ordinal);

    private static void Cut(string path, long length)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.SetLength(length);
    }

    private static void Flip(string path, long at)
    {
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 4));
    }
}
