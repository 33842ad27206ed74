using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;

namespace Equipoise.Storage.Tests;

public sealed class MigrationOnSqliteTests() : MigrationTests(new SqliteTestDatabase());

public sealed class MigrationOnPostgresTests() : MigrationTests(new PostgresTestDatabase());

public abstract class MigrationTests(TestDatabase place) : IAsyncDisposable
{
    private static readonly Migration First = new(1, "animals", "create table animal (name {text} not null primary key); insert into animal values ('ox')");
    private static readonly Migration Second = new(2, "weights", "alter table animal add column weight {long}");
    private static readonly Migration Broken = new(2, "broken", "create table stable (name {text}); insert into nowhere values (1)");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_database_gets_every_step_in_order()
    {
        var steps = await MigrateAsync(First, Second);

        steps.ShouldBe([First, Second]);
        (await CountAsync("select count(*) from animal where weight is null")).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_start_finds_nothing_to_do()
    {
        await MigrateAsync(First, Second);

        (await MigrateAsync(First, Second)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_database_gets_the_missing_steps_and_keeps_its_rows()
    {
        await MigrateAsync(First);
        await RunAsync("insert into animal values ('ass')");

        (await MigrateAsync(First, Second)).ShouldBe([Second]);
        (await CountAsync("select count(*) from animal")).ShouldBe(2);
    }

    [Fact]
    public async Task A_newer_database_is_refused_and_left_as_it_is()
    {
        await MigrateAsync(First, Second);

        var refusal = await Should.ThrowAsync<StorageException>(MigrateAsync(First));

        refusal.Message.ShouldContain("newer Equipoise (schema 2, this one knows 1)");
        (await CountAsync("select count(*) from schema_migration")).ShouldBe(2);
    }

    [Fact]
    public async Task A_step_that_was_rewritten_after_it_ran_is_refused()
    {
        await MigrateAsync(First);

        var refusal = await Should.ThrowAsync<StorageException>(MigrateAsync(First with { Sql = "create table animal (name {text})" }));

        refusal.Message.ShouldContain("another step 1 of the test schema");
    }

    [Fact]
    public async Task Line_endings_do_not_make_a_step_another_one()
    {
        var step = new Migration(1, "animals", "create table animal (\n  name {text}\n)");
        await MigrateAsync(step);

        (await MigrateAsync(step with { Sql = step.Sql.Replace("\n", "\r\n", StringComparison.Ordinal) })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_of_itself_or_of_those_before_it()
    {
        await Should.ThrowAsync<Exception>(MigrateAsync(First, Broken));

        (await MigrateAsync(First, Second)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        await RunAsync("create table ledger (amount integer)");

        var refusal = await Should.ThrowAsync<StorageException>(MigrateAsync(First));

        refusal.Message.ShouldContain("belongs to another program");
        await Should.ThrowAsync<Exception>(CountAsync("select count(*) from schema_migration"));
    }

    [Fact]
    public async Task A_view_of_another_program_is_seen_too()
    {
        await RunAsync("create view ledger as select 1 as amount");

        (await Should.ThrowAsync<StorageException>(MigrateAsync(First))).Message.ShouldContain("belongs to another program");
    }

    [Fact]
    public async Task Two_programs_that_start_together_run_each_step_once()
    {
        var set = new MigrationSet("test", [First, Second]);

        var both = await Task.WhenAll(
            Migrator.MigrateAsync(place.Open(), set, TimeProvider.System, Cancellation),
            Migrator.MigrateAsync(place.Open(), set, TimeProvider.System, Cancellation));

        both.Sum(steps => steps.Count).ShouldBe(2);
    }

    [Fact]
    public void A_gap_in_the_numbers_is_a_mistake_in_the_program() =>
        Should.Throw<ArgumentException>(() => new MigrationSet("test", [First, Second with { Number = 3 }]))
            .Message.ShouldContain("3 stands where 2 should");

    [Fact]
    public async Task Other_braces_than_those_of_a_type_stay_as_they_are()
    {
        await MigrateAsync(new Migration(1, "json", "create table animal (traits {text} not null default '{}'); insert into animal values ('{\"legs\":4}')"));

        (await CountAsync("select count(*) from animal where traits = '{\"legs\":4}'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_type_is_a_mistake_in_the_program() =>
        (await Should.ThrowAsync<InvalidOperationException>(MigrateAsync(new Migration(1, "typo", "create table animal (name {txt})"))))
            .Message.ShouldContain("{txt}");

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return place.DisposeAsync();
    }

    private Task<IReadOnlyList<Migration>> MigrateAsync(params Migration[] steps) =>
        Migrator.MigrateAsync(place.Open(), new MigrationSet("test", steps), TimeProvider.System, Cancellation);

    private Task<int> RunAsync(string sql) =>
        place.Open().WriteAsync(transaction => transaction.ExecuteAsync(sql), Cancellation);

    private Task<long> CountAsync(string sql) =>
        place.Open().ReadAsync(snapshot => snapshot.CountAsync(sql), Cancellation);
}
