using Equipoise.Storage.Databases;
using Npgsql;

namespace Equipoise.Testing;

/// <summary>A fresh, empty database for one test, on SQLite or PostgreSQL.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly List<Database> opened = [];

    /// <summary>The options that point the <c>equipoise</c> program at it.</summary>
    public abstract IReadOnlyList<string> ProgramOptions { get; }

    /// <summary>Opens it once more, as another process would.</summary>
    public Database Open()
    {
        var database = OpenCore();
        opened.Add(database);
        return database;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in opened)
            await database.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the database of this kind.</summary>
    protected abstract Database OpenCore();

    /// <summary>Removes it.</summary>
    protected abstract ValueTask RemoveAsync();
}

/// <summary>A file in a temporary folder.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly TemporaryFolder folder = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> ProgramOptions => ["--data", folder.Path];

    /// <summary>The file.</summary>
    public string Path => folder.PathTo("registry.db");

    /// <inheritdoc/>
    protected override Database OpenCore() => Database.Sqlite(Path);

    /// <inheritdoc/>
    protected override ValueTask RemoveAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A database on the server that <c>./test</c> starts.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    private readonly string name = $"equipoise_test_{Guid.NewGuid():N}";
    private readonly TemporaryFolder folder = new();

    /// <summary>Makes the database.</summary>
    public PostgresTestDatabase() => Run($"create database {name}");

    /// <summary>The server's own database.</summary>
    public static string ServerConnection =>
        Environment.GetEnvironmentVariable("EQUIPOISE_TEST_POSTGRES")
        ?? throw new InvalidOperationException("No PostgreSQL to test on: run ./test, which starts one, or name one in EQUIPOISE_TEST_POSTGRES.");

    /// <inheritdoc/>
    public override IReadOnlyList<string> ProgramOptions => ["--database", Connection, "--data", folder.Path];

    /// <summary>Its connection string.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(ServerConnection) { Database = name }.ConnectionString;

    /// <inheritdoc/>
    protected override Database OpenCore() => Database.Postgres(Connection);

    /// <inheritdoc/>
    protected override ValueTask RemoveAsync()
    {
        Run($"drop database {name} with (force)");
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Run(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ServerConnection) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
