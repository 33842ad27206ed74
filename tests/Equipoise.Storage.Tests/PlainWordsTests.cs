using Dapper;
using Equipoise.Storage.Databases;
using Equipoise.Storage.Migrations;
using Npgsql;

namespace Equipoise.Storage.Tests;

/// <summary>A database that cannot be used is explained in a sentence that says what to do.</summary>
public sealed class PlainWordsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("registry.db");
        await File.WriteAllTextAsync(path, new string('x', 4096), Cancellation);

        (await WhyNotAsync(Database.Sqlite(path))).ShouldBe($"{path} is not a database: move that file away, or choose another folder with --data.");
        (await File.ReadAllTextAsync(path, Cancellation)).ShouldBe(new string('x', 4096));
    }

    [Fact]
    public async Task A_database_of_another_program_is_left_byte_for_byte_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("registry.db");
        await using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=false"))
            await other.ExecuteAsync("create table ledger (amount integer)");
        var before = await File.ReadAllBytesAsync(path, Cancellation);

        await using (var database = Database.Sqlite(path))
            await Should.ThrowAsync<StorageException>(Migrator.MigrateAsync(database, new MigrationSet("test", []), TimeProvider.System, Cancellation));

        (await File.ReadAllBytesAsync(path, Cancellation)).ShouldBe(before);
    }

    [Fact]
    public async Task Who_waits_for_another_program_is_told_so_once_and_then_writes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("registry.db");
        await using var database = Database.Sqlite(path);
        await Migrator.MigrateAsync(database, new MigrationSet("test", []), TimeProvider.System, Cancellation);
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=false");
        await other.OpenAsync(Cancellation);
        await using var held = await other.BeginTransactionAsync(Cancellation);
        var told = new List<string>();
        database.Waits = sentence =>
        {
            told.Add(sentence);
            held.Rollback();
        };

        await database.WriteAsync(transaction => transaction.ExecuteAsync("create table later (number integer)"), Cancellation);

        told.ShouldBe([$"Another program is writing to {path}: waiting for it, up to half a minute."]);
    }

    [Fact]
    public async Task Who_finds_the_schema_as_it_should_be_does_not_wait_for_a_writer()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("registry.db");
        var set = new MigrationSet("test", []);
        await using var database = Database.Sqlite(path);
        await Migrator.MigrateAsync(database, set, TimeProvider.System, Cancellation);
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=false");
        await other.OpenAsync(Cancellation);
        await other.ExecuteAsync("begin exclusive");
        database.Waits = sentence => other.Execute("rollback");

        (await Migrator.MigrateAsync(database, set, TimeProvider.System, Cancellation)).ShouldBeEmpty();

        await other.ExecuteAsync("rollback");
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be()
    {
        using var folder = new TemporaryFolder();
        var path = Directory.CreateDirectory(folder.PathTo("registry.db")).FullName;

        (await WhyNotAsync(Database.Sqlite(path))).ShouldStartWith($"{path} cannot be opened");
    }

    [Fact]
    public void A_file_where_the_folder_should_be()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathTo("data"), "");

        Should.Throw<StorageException>(() => Database.Sqlite(folder.PathTo("data/registry.db"))).Message.ShouldContain("cannot be made");
    }

    [Theory]
    [InlineData("Host=localhost;Password=sesame;Nonsense=1")]
    [InlineData("sesame")]
    [InlineData("Host=localhost;Port=sesame")]
    public void Words_that_are_no_connection_string_are_not_repeated(string words)
    {
        var message = Should.Throw<StorageException>(() => Database.Postgres(words)).Message;

        message.ShouldStartWith("--database is not a PostgreSQL connection string");
        message.ShouldNotContain("sesame");
    }

    [Fact]
    public void A_connection_string_without_a_database() =>
        Should.Throw<StorageException>(() => Database.Postgres("Host=localhost")).Message.ShouldContain("names no host or no database");

    [Fact]
    public async Task A_server_that_is_not_there() =>
        (await WhyNotAsync(Database.Postgres("Host=127.0.0.1;Port=1;Database=equipoise;Username=me;Password=sesame")))
            .ShouldBe("PostgreSQL on 127.0.0.1:1 does not answer: start it, or correct the host and port of --database.");

    [Fact]
    public async Task A_database_that_the_server_does_not_have()
    {
        var address = new NpgsqlConnectionStringBuilder(PostgresTestDatabase.ServerConnection) { Database = "no_such_database" };

        (await WhyNotAsync(Database.Postgres(address.ConnectionString))).ShouldContain("has no database no_such_database: create it (createdb no_such_database)");
    }

    [Fact]
    public async Task A_user_that_the_server_does_not_have()
    {
        var address = new NpgsqlConnectionStringBuilder(PostgresTestDatabase.ServerConnection) { Username = "nobody_here", Password = "sesame" };

        var message = await WhyNotAsync(Database.Postgres(address.ConnectionString));

        message.ShouldContain("refused the user nobody_here");
        message.ShouldNotContain("sesame");
    }

    [Fact]
    public async Task A_standby_that_cannot_be_written()
    {
        var address = new NpgsqlConnectionStringBuilder(PostgresTestDatabase.ServerConnection) { Options = "-c default_transaction_read_only=on" };

        (await WhyNotAsync(Database.Postgres(address.ConnectionString))).ShouldContain("cannot be written: name the primary server in --database");
    }

    [Fact]
    public async Task More_readers_than_connections_wait_for_one_instead_of_taking_all_the_server_has()
    {
        await using var database = Database.Postgres(PostgresTestDatabase.ServerConnection);

        var servers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ =>
            database.ReadAsync(snapshot => snapshot.CountAsync("select pg_backend_pid() from pg_sleep(0.05)"), Cancellation)));

        servers.Distinct().Count().ShouldBeInRange(2, 20);
    }

    [Fact]
    public async Task A_connection_that_died_since_it_was_last_used_is_replaced_without_a_word()
    {
        await using var database = Database.Postgres(PostgresTestDatabase.ServerConnection + ";Maximum Pool Size=1");
        var server = await database.ReadAsync(snapshot => snapshot.CountAsync("select pg_backend_pid()"), Cancellation);
        await using (var other = Database.Postgres(PostgresTestDatabase.ServerConnection))
            await other.ReadAsync(snapshot => snapshot.CountAsync("select pg_terminate_backend(@server)::int", new { server = (int)server }), Cancellation);

        (await database.ReadAsync(snapshot => snapshot.CountAsync("select pg_backend_pid()"), Cancellation)).ShouldNotBe(server);
    }

    [Fact]
    public async Task A_server_that_stops_in_the_middle()
    {
        await using var database = Database.Postgres(PostgresTestDatabase.ServerConnection);

        var failure = await Should.ThrowAsync<StorageException>(database.ReadAsync(
            snapshot => snapshot.ExecuteAsync("select pg_terminate_backend(pg_backend_pid())"), Cancellation));

        failure.Message.ShouldContain("is stopping or starting: try again when it is up");
    }

    [Fact]
    public async Task A_refusal_of_any_other_kind_is_repeated_without_the_values()
    {
        await using var place = new SqliteTestDatabase();
        var database = place.Open();
        await database.WriteAsync(transaction => transaction.ExecuteAsync("create table word (word text primary key)"), Cancellation);

        var failure = await Should.ThrowAsync<StorageException>(database.WriteAsync(
            transaction => transaction.ExecuteAsync("insert into word values (@word), (@word)", new { word = "sesame" }), Cancellation));

        failure.Message.ShouldStartWith($"The SQLite file {place.Path} refused:");
        failure.Message.ShouldNotContain("sesame");
    }

    private static async Task<string> WhyNotAsync(Database database)
    {
        await using (database)
        {
            var failure = await Should.ThrowAsync<StorageException>(database.WriteAsync(
                transaction => transaction.ExecuteAsync("create table word (word text)"), Cancellation));
            return failure.Message;
        }
    }
}
