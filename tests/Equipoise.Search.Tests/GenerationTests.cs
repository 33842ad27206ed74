using Equipoise.Search.Documents;
using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Tests;

public sealed class GenerationTests
{
    [Fact]
    public void A_cursor_pages_in_its_generation_while_the_index_changes()
    {
        var clock = new SettableClock();
        using var library = new Library(Library.Defaults with { Clock = clock, Retention = TimeSpan.FromMinutes(10) });
        for (var number = 0; number < 30; number++)
            library.Writer.Upsert($"{number:D2}", new Document().Add("title", "alpha").Add("pages", number));
        library.Writer.Commit();
        using var index = library.Open();
        using var first = index.Acquire();
        var request = new SearchRequest(Query.Words("all", "alpha")) { Sort = [SortKey.By("pages")] };
        var page = first.Ask(request);

        for (var number = 0; number < 30; number += 2)
            library.Writer.Delete($"{number:D2}");
        library.Writer.Upsert("new", new Document().Add("title", "alpha").Add("pages", 15));
        library.Writer.MergeAll();
        index.Refresh().ShouldBeTrue();

        using var old = index.Acquire(page.Next!.Generation)!;
        old.Ask(request with { After = page.Next }).Hits.Select(hit => hit.Key).ShouldBe(Enumerable.Range(10, 10).Select(number => $"{number:D2}"));
        using var newest = index.Acquire();
        newest.HowMany(request.Query).ShouldBe(16);
    }

    [Fact]
    public void A_generation_expires_after_its_retention_and_its_files_go_once_nobody_reads_them()
    {
        var clock = new SettableClock();
        using var library = new Library(Library.Defaults with { Clock = clock, Retention = TimeSpan.FromMinutes(10) });
        var first = Commit(library, "1");
        using var index = library.Open();
        using (var held = index.Acquire())
        {
            library.Writer.Upsert("2", new Document().Add("title", "beta"));
            library.Writer.MergeAll();
            clock.Advance(TimeSpan.FromMinutes(11));
            Commit(library, "3");
            index.Refresh();
            index.Acquire(first).ShouldBeNull();
            held.HowMany(Query.Words("all", "alpha")).ShouldBe(1);
            Directory.EnumerateFiles(library.Folder, "segment-00000001.*").ShouldNotBeEmpty();
        }

        Commit(library, "4");
        Directory.EnumerateFiles(library.Folder, "segment-00000001.*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_generation_that_is_kept_is_there_at_every_moment_while_newer_ones_are_taken_up()
    {
        using var library = new Library(Library.Defaults with { Clock = new SettableClock(), Retention = TimeSpan.FromMinutes(10) });
        var first = Commit(library, "0");
        using var index = library.Open();
        var isOver = false;
        var reading = Task.Run(() =>
        {
            var reads = 0;
            for (; !Volatile.Read(ref isOver) || reads < 100; reads++)
            {
                var latest = index.Generation;
                foreach (var generation in new[] { first, latest })
                {
                    using var snapshot = index.Acquire(generation).ShouldNotBeNull();
                    snapshot.Generation.ShouldBe(generation);
                    snapshot.HowMany(Query.Words("all", "alpha")).ShouldBe((int)(generation - first) + 1);
                }
            }

            return reads;
        });
        for (var number = 1; number <= 60; number++)
        {
            Commit(library, $"{number}");
            index.Refresh().ShouldBeTrue();
        }

        Volatile.Write(ref isOver, true);
        (await reading).ShouldBeGreaterThanOrEqualTo(100);
    }

    [Fact]
    public void What_a_commit_remembers_is_read_with_it()
    {
        using var library = new Library();
        library.Writer.Commit(new Dictionary<string, string> { ["change"] = "17" });
        library.Writer.Upsert("1", new Document());
        library.Writer.Commit();
        library.Reopen();
        using var index = library.Open();
        using var snapshot = index.Acquire();

        snapshot.UserData["change"].ShouldBe("17");
        library.Writer.UserData["change"].ShouldBe("17");
        (snapshot.Generation, library.Writer.Generation, snapshot.DocumentCount).ShouldBe((2, 2, 1));
    }

    [Fact]
    public void What_is_not_committed_is_seen_by_a_refresh_and_lost_with_the_writer()
    {
        using var library = Library.OfTitles("alpha");
        library.Writer.Upsert("new", new Document().Add("title", "alpha"));
        using (var refreshed = library.Writer.Refresh())
            refreshed.HowMany(Query.Words("all", "alpha")).ShouldBe(2);
        library.Reopen();
        using var snapshot = library.Writer.Refresh();

        snapshot.HowMany(Query.Words("all", "alpha")).ShouldBe(1);
    }

    [Fact]
    public void The_same_documents_in_the_same_order_give_the_same_bytes()
    {
        var (one, other) = (Build(), Build());
        one.ShouldBe(other);

        static List<(string, string)> Build()
        {
            using var library = new Library(Library.Defaults with { Clock = new SettableClock(), BufferedWords = 1000, MergeFactor = 3 });
            var chance = new Chance(3);
            for (var number = 0; number < 300; number++)
                library.Writer.Upsert($"{chance.Next(200)}", chance.Book().Document);
            library.Writer.Commit();
            return [.. Directory.EnumerateFiles(library.Folder).Order(StringComparer.Ordinal).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))
                .Select(path => (Path.GetFileName(path), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))))];
        }
    }

    [Fact]
    public void A_snapshot_may_be_let_go_while_others_read()
    {
        using var library = Library.OfTitles([.. Enumerable.Repeat("alpha beta", 2000)]);
        using var index = library.Open();
        Parallel.For(0, 200, round =>
        {
            using var snapshot = index.Acquire();
            snapshot.HowMany(Query.Words("all", "alpha")).ShouldBe(2000);
            if (round % 20 == 0)
            {
                library.Writer.Upsert("0", new Document().Add("title", $"alpha {round}"));
                library.Writer.MergeAll();
                index.Refresh();
            }
        });
        using var last = index.Acquire();
        last.Dispose();
        Should.Throw<ObjectDisposedException>(() => last.HowMany(Query.All));
    }

    private static long Commit(Library library, string key)
    {
        library.Writer.Upsert(key, new Document().Add("title", "alpha"));
        return library.Writer.Commit();
    }

    private sealed class SettableClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan time) => now += time;
    }

    [Fact]
    public void What_is_merged_while_the_writer_closes_is_there_when_the_next_one_opens()
    {
        using var library = new Library(Library.Defaults with { MergeFactor = 2, MergeInBackground = true });
        for (var book = 0; book < 4; book++)
        {
            library.Writer.Upsert($"{book}", new Document().Add("title", "rose"));
            library.Writer.Commit();
        }

        library.Reopen();

        Directory.GetFiles(library.Folder, "segment-*.payloads").Length.ShouldBe(1);
        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(new TermQuery("titles", "rose")).ShouldBe(4);
    }

    [Fact]
    public void What_is_not_committed_is_not_kept_by_a_merge_while_the_writer_closes()
    {
        using var library = new Library(Library.Defaults with { MergeFactor = 2, MergeInBackground = true, BufferedWords = 1 });
        library.Writer.Upsert("0", new Document().Add("title", "rose"));
        library.Writer.Commit();
        for (var book = 1; book < 4; book++)
            library.Writer.Upsert($"{book}", new Document().Add("title", "rose"));

        library.Reopen();

        using var index = library.Open();
        using var snapshot = index.Acquire();
        snapshot.HowMany(new TermQuery("titles", "rose")).ShouldBe(1);
    }
}
