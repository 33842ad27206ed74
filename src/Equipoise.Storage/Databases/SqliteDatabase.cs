using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Equipoise.Storage.Databases;

/// <summary>One SQLite file in write-ahead mode: any number of readers, and one writer at a time who waits in line.</summary>
internal sealed class SqliteDatabase : Database
{
    private const string IsOursOrEmpty = "select count(*) = 0 or sum(name = 'schema_migration') > 0 from sqlite_master";
    private static readonly TimeSpan QuietWait = TimeSpan.FromSeconds(2);
    private readonly string path;
    private readonly string readers;
    private readonly string freshReader;
    private readonly string writer;
    private readonly WriterQueue queue = new();
    private SharedCommit? open;

    public SqliteDatabase(string path)
    {
        this.path = path;
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), ForeignKeys = true };
        writer = connection.ConnectionString;
        connection.Mode = SqliteOpenMode.ReadWrite;
        readers = connection.ConnectionString;
        connection.Pooling = false;
        freshReader = connection.ConnectionString;
        MakeFolder();
    }

    public override string Description => $"SQLite file {path}";

    public override Dialect Dialect => Dialect.Sqlite;

    public override ValueTask DisposeAsync()
    {
        foreach (var pool in (string[])[readers, writer])
        {
            using var connection = new SqliteConnection(pool);
            SqliteConnection.ClearPool(connection);
        }

        queue.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override Task<DbConnection> OpenReaderAsync(CancellationToken cancellation) => OpenToReadAsync(readers, cancellation);

    protected override Task<DbConnection> OpenFreshReaderAsync(CancellationToken cancellation) => OpenToReadAsync(freshReader, cancellation);

    protected override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    private async Task<DbConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = await OpenAsync(writer, cancellation);
        // A file of another program is refused later, and must be left as it is.
        if (await connection.ExecuteScalarAsync<bool>(IsOursOrEmpty))
            await connection.ExecuteAsync("pragma journal_mode = wal");
        // Full: an acknowledged change survives a power cut, not only a crash of the program.
        await connection.ExecuteAsync("pragma synchronous = full");
        return connection;
    }

    // The driver waits for other programs by itself, half a minute, without a word.
    private async Task<SharedCommit> BeginCommitAsync()
    {
        await using var notice = new Timer(_ => Waits?.Invoke($"Another program is writing to {path}: waiting for it, up to half a minute."), null, QuietWait, Timeout.InfiniteTimeSpan);
        return await SharedCommit.BeginAsync(await OpenWriterAsync(CancellationToken.None));
    }

    // The writers who wait in line share one commit: the last of them makes it, and only then is any told how it went.
    protected override async Task<T> WriteOnceAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        SharedCommit commit;
        Task<T> mine;
        using (await queue.WaitAsync())
        {
            commit = open ??= await BeginCommitAsync();
            mine = commit.RunAsync(work, cancellation);
            await ((Task)mine).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (queue.IsEmpty || commit.IsFull)
            {
                open = null;
                await commit.EndAsync();
            }
        }

        await commit.Ended;
        return await mine;
    }

    // Readers see nothing that is not on the disk.
    protected override Task<Func<Task>> BeginDurableReadAsync(CancellationToken cancellation) => Task.FromResult<Func<Task>>(() => Task.CompletedTask);

    protected override bool WasStale(Exception failure) => false;

    protected override string? Explain(Exception failure) => failure is not SqliteException error ? null : error.SqliteErrorCode switch
    {
        5 or 6 => $"Another program has locked {path}: stop it, or choose another folder with --data.",
        8 => $"{path} cannot be written: give this user the right to write it, or copy the folder to a disk that can be written and name it with --data.",
        10 => $"The disk failed or is full where {path} lies: check it, then start again.",
        11 => $"{path} is damaged: restore the folder from a backup, or move it away to start afresh.",
        13 => $"The disk is full: make room where {path} lies, then start again; nothing was half written.",
        14 => $"{path} cannot be opened: check that its folder exists and that this user may write there, or choose another with --data.",
        26 => $"{path} is not a database: move that file away, or choose another folder with --data.",
        _ => $"The {Description} refused: {error.Message}",
    };

    private static async Task<DbConnection> OpenToReadAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = await OpenAsync(connectionString, cancellation);
        await connection.ExecuteAsync("pragma query_only = on");
        return connection;
    }

    private static async Task<SqliteConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    private void MakeFolder()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data folder {folder} cannot be made: give another with --data, or the right to write there.", error);
        }
    }
}
