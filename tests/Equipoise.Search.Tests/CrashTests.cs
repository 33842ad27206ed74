using System.Globalization;
using Equipoise.Search.Indexing;
using Equipoise.Search.Queries;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Tests;

/// <summary>What a kill, a torn file or a second writer does to an index: nothing it cannot say.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task A_writer_killed_at_any_moment_leaves_a_whole_commit()
    {
        using var folder = new TemporaryFolder();
        var index = folder.PathTo("index");
        var chance = new Chance(20261122);
        var told = 0;
        for (var round = 0; round < (Thoroughness.Full ? 100 : 8); round++)
        {
            using var process = WriterToKill.Start(index);
            for (var lines = chance.Next(12); lines >= 0; lines--)
                told = int.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            IsWhole(index, told);
        }
    }

    [Fact]
    public void A_second_writer_is_told_to_wait()
    {
        using var library = new Library();

        Should.Throw<SearchException>(() => IndexWriter.Open(library.Folder, Library.Schema, library.Options))
            .Message.ShouldBe($"The index in {library.Folder} cannot be written: another process is writing it or the folder is not ours; wait for it to end or choose another folder.");
    }

    [Fact]
    public void Every_damaged_file_is_named()
    {
        using var library = Library.OfTitles([.. Enumerable.Range(0, 300).Select(number => $"alpha {number}")]);
        library.Writer.Delete("7");
        library.Writer.Commit();
        library.Writer.Dispose();
        foreach (var path in Directory.EnumerateFiles(library.Folder).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal) && new FileInfo(path).Length > 0))
        {
            var whole = File.ReadAllBytes(path);
            IsRefused(library, path, whole[..^1]);
            IsRefused(library, path, [.. whole, 0]);
            IsRefused(library, path, whole[..(whole.Length / 2)]);
            foreach (var at in new[] { 0, whole.Length / 3, whole.Length - 1 })
            {
                var flipped = whole.ToArray();
                flipped[at] ^= 4;
                IsRefused(library, path, flipped);
            }

            File.Delete(path);
            Should.Throw<SearchException>(() => library.Open().Dispose());
            File.WriteAllBytes(path, whole);
        }

        using var open = library.Open();
        using var snapshot = open.Acquire();
        snapshot.HowMany(Query.Words("all", "alpha")).ShouldBe(299);
    }

    [Fact]
    public void An_index_with_other_fields_is_refused()
    {
        using var library = Library.OfTitles("alpha");
        var other = new Schema.IndexSchema(new Schema.TableSchema([Schema.Field.Text("title")]));

        Should.Throw<SearchException>(() => SearchIndex.Open(library.Folder, other, library.Options)).Message.ShouldBe($"The index in {library.Folder} was built with other fields or groups: build it again.");
    }

    [Fact]
    public void An_empty_folder_holds_no_index()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<SearchException>(() => SearchIndex.Open(folder.PathTo("none"), Library.Schema, Library.Defaults)).Message.ShouldContain("There is no index in");
    }

    private static void IsWhole(string folder, int told)
    {
        using (var index = SearchIndex.Open(folder, Library.Schema, Library.Defaults))
        {
            using var snapshot = index.Acquire();
            var batch = int.Parse(snapshot.UserData["batch"], CultureInfo.InvariantCulture);
            batch.ShouldBeGreaterThanOrEqualTo(told);
            snapshot.DocumentCount.ShouldBe(Math.Min(3, batch) * WriterToKill.BatchSize);
            for (var last = batch; last > Math.Max(0, batch - 3); last--)
            {
                snapshot.HowMany(Query.Words("all", $"word{last}")).ShouldBe(WriterToKill.BatchSize);
                snapshot.HowMany(Query.Range("pages", (double)last, last)).ShouldBe(WriterToKill.BatchSize);
            }
        }

        // The next writer removes what the killed one left.
        IndexWriter.Open(folder, Library.Schema, Library.Defaults).Dispose();
        Directory.EnumerateFiles(folder, "*.manifest").Count().ShouldBe(1);
        Directory.EnumerateFiles(folder, "*.new").ShouldBeEmpty();
    }

    private static void IsRefused(Library library, string path, byte[] content)
    {
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, content);
        Should.Throw<SearchException>(() => library.Open().Dispose()).Message.ShouldSatisfyAllConditions(
            message => message.ShouldContain(path),
            message => message.ShouldEndWith("remove the index folder and build the index again."));
        File.WriteAllBytes(path, whole);
    }
}
