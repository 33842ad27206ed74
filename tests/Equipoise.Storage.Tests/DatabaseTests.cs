using System.Data.Common;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Storage.Tests;

public sealed class DatabaseOnSqliteTests() : DatabaseTests(new SqliteTestDatabase());

public sealed class DatabaseOnPostgresTests() : DatabaseTests(new PostgresTestDatabase());

public abstract class DatabaseTests(TestDatabase place) : IAsyncLifetime
{
    private static readonly MigrationSet Schema =
        new("test", [new Migration(1, "words", "create table word (word {text} not null primary key, bytes {bytes}, number {long})")]);

    private readonly Database database = place.Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Migrator.MigrateAsync(database, Schema, TimeProvider.System, Cancellation);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    [Fact]
    public async Task What_was_written_is_read()
    {
        byte[] bytes = [0, 1, 255];
        await database.WriteAsync(transaction => AddAsync(transaction, "hope", bytes, long.MaxValue), Cancellation);

        var row = (await database.ReadAsync(
            snapshot => snapshot.QueryAsync<(string Word, byte[] Bytes, long Number)>("select word, bytes, number from word"), Cancellation)).ShouldHaveSingleItem();

        row.Word.ShouldBe("hope");
        row.Bytes.ShouldBe(bytes);
        row.Number.ShouldBe(long.MaxValue);
    }

    [Fact]
    public async Task A_write_that_throws_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidTimeZoneException>(database.WriteAsync<int>(
            async transaction =>
            {
                await AddAsync(transaction, "hope");
                throw new InvalidTimeZoneException();
            },
            Cancellation));

        (await WordsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_cannot_write()
    {
        await Should.ThrowAsync<Exception>(database.ReadAsync(snapshot => AddAsync(snapshot, "hope"), Cancellation));

        (await WordsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_a_writer_and_sees_nothing_of_it_before_its_end()
    {
        var seenInside = await database.WriteAsync(
            async transaction =>
            {
                await AddAsync(transaction, "hope");
                return await WordsAsync();
            },
            Cancellation);

        seenInside.ShouldBeEmpty();
        (await WordsAsync()).ShouldBe(["hope"]);
    }

    [Fact]
    public async Task A_reader_sees_one_moment_however_often_it_looks()
    {
        var (before, after) = await database.ReadAsync(
            async snapshot =>
            {
                var first = await WordsAsync(snapshot);
                await database.WriteAsync(transaction => AddAsync(transaction, "hope"), Cancellation);
                return (first, await WordsAsync(snapshot));
            },
            Cancellation);

        before.ShouldBeEmpty();
        after.ShouldBeEmpty();
    }

    [Fact]
    public async Task Writers_of_two_programs_take_turns()
    {
        Database[] programs = [database, place.Open()];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            programs[i % 2].WriteAsync(transaction => AddAsync(transaction, $"word {i}"), Cancellation)));

        (await WordsAsync()).Count.ShouldBe(40);
    }

    [Fact]
    public async Task Of_writers_who_come_at_once_those_who_throw_leave_nothing_and_the_others_all_they_wrote()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 90).Select(async i =>
        {
            try
            {
                return await database.WriteAsync(
                    async transaction =>
                    {
                        await AddAsync(transaction, $"word {i:00}");
                        return i % 3 == 0 ? throw new InvalidTimeZoneException() : true;
                    },
                    Cancellation);
            }
            catch (InvalidTimeZoneException)
            {
                return false;
            }
        }));

        ends.Count(kept => kept).ShouldBe(60);
        (await WordsAsync()).ShouldBe(Enumerable.Range(0, 90).Where(i => i % 3 != 0).Select(i => $"word {i:00}"));
    }

    [Fact]
    public async Task A_statement_that_fails_among_writers_who_come_at_once_fails_for_its_writer_alone()
    {
        await database.WriteAsync(transaction => AddAsync(transaction, "there"), Cancellation);

        var ends = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            try
            {
                return await database.WriteAsync(transaction => AddAsync(transaction, i % 5 == 2 ? "there" : $"word {i:00}"), Cancellation);
            }
            catch (Storage.StorageException)
            {
                return -1;
            }
        }));

        ends.Count(end => end == -1).ShouldBe(6);
        (await WordsAsync()).Count.ShouldBe(25);
    }

    [Fact]
    public async Task A_writer_who_gives_up_in_line_holds_up_nobody()
    {
        using var impatient = new CancellationTokenSource();
        var first = new TaskCompletionSource();
        var writers = new List<Task> { database.WriteAsync(async transaction => { await first.Task; return await AddAsync(transaction, "first"); }, Cancellation) };
        writers.AddRange(Enumerable.Range(0, 10).Select(i => database.WriteAsync(transaction => AddAsync(transaction, $"word {i}"), i % 2 == 0 ? impatient.Token : Cancellation)));
        await impatient.CancelAsync();
        first.SetResult();

        await Task.WhenAll(writers).ContinueWith(_ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);

        writers.Where((_, i) => i % 2 == 0).ShouldAllBe(writer => writer.IsCompletedSuccessfully);
        (await database.ReadDurablyAsync(WordsAsync, _ => true, Cancellation)).ShouldContain("word 9");
    }

    [Fact]
    public async Task Statements_sent_together_run_in_their_order_each_with_its_own_values()
    {
        var answers = await database.WriteAsync(
            async transaction =>
            {
                var batch = new StatementBatch(transaction, Cancellation);
                batch.Execute("insert into word (word, bytes, number) values (@word, null, @number)", new { word = "first", number = 1L });
                var changed = batch.One<long?>("update word set number = number + @more where word = @word returning number", new { word = "first", more = 41L });
                batch.Execute("insert into word (word, bytes, number) values (@word, null, @number)", new { word = "second", number = 2L });
                var all = batch.All<string>("select word from word order by word", new { });
                var none = batch.One<string>("select word from word where word = @word", new { word = "third" });
                await batch.SendAsync();
                return (changed.Value, all.Value, none.Value);
            },
            Cancellation);

        answers.Item1.ShouldBe(42);
        answers.Item2.ShouldBe(["first", "second"]);
        answers.Item3.ShouldBeNull();
    }

    [Fact]
    public async Task Where_one_of_several_statements_fails_none_is_kept()
    {
        await Should.ThrowAsync<Storage.StorageException>(database.WriteAsync(
            async transaction =>
            {
                var batch = new StatementBatch(transaction, Cancellation);
                batch.Execute("insert into word (word, bytes, number) values (@word, null, 1)", new { word = "one" });
                batch.Execute("insert into word (word, bytes, number) values (@word, null, 1)", new { word = "one" });
                batch.One<string>("select word from word", new { });
                await batch.SendAsync();
                return 0;
            },
            Cancellation));

        (await WordsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_sorts_by_code_point_on_every_database()
    {
        string[] words = ["b", "a", "B", "é", "z", "_", "1"];
        foreach (var word in words)
            await database.WriteAsync(transaction => AddAsync(transaction, word), Cancellation);

        (await WordsAsync()).ShouldBe(["1", "B", "_", "a", "b", "z", "é"]);
    }

    private static Task<int> AddAsync(DbTransaction transaction, string word, byte[]? bytes = null, long number = 0) =>
        transaction.ExecuteAsync("insert into word (word, bytes, number) values (@word, @bytes, @number)", new { word, bytes, number });

    private static Task<IReadOnlyList<string>> WordsAsync(DbTransaction snapshot) =>
        snapshot.QueryAsync<string>("select word from word order by word");

    private Task<IReadOnlyList<string>> WordsAsync() => database.ReadAsync(WordsAsync, Cancellation);
}
