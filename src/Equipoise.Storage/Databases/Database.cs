using System.Data.Common;

namespace Equipoise.Storage.Databases;

/// <summary>A database on SQLite or PostgreSQL: rows are read in one snapshot and change in one transaction.</summary>
/// <remarks>Safe for use by many threads. Readers never wait for writers.</remarks>
public abstract class Database : IAsyncDisposable
{
    /// <summary>What and where it is, for messages: never holds a password.</summary>
    public abstract string Description { get; }

    /// <summary>What its SQL does not share with the other.</summary>
    public abstract Dialect Dialect { get; }

    /// <summary>Told, in a sentence, when a writer has waited two seconds for another program to let go of the database; null to tell nobody.</summary>
    public Action<string>? Waits { get; set; }

    /// <summary>Opens the SQLite database in a file. Makes its folder; the first write makes the file.</summary>
    /// <exception cref="StorageException">The folder cannot be made.</exception>
    public static Database Sqlite(string path) => new SqliteDatabase(path);

    /// <summary>Opens a PostgreSQL database by its Npgsql connection string, such as
    /// <c>Host=localhost;Database=equipoise;Username=equipoise</c>.</summary>
    /// <exception cref="StorageException"><see cref="WhatIsWrongWith"/> has something to say.</exception>
    public static Database Postgres(string connectionString) => new PostgresDatabase(connectionString);

    /// <summary>The sentence about words that are not a PostgreSQL connection string, or null where they are one. Repeats
    /// none of them: a password may be among them.</summary>
    public static string? WhatIsWrongWith(string connectionString)
    {
        try
        {
            _ = PostgresDatabase.Parse(connectionString);
            return null;
        }
        catch (StorageException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Runs <paramref name="work"/> on one snapshot of the data; what it would change is refused.</summary>
    /// <exception cref="StorageException">The database cannot be reached or read.</exception>
    public Task<T> ReadAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation = default) =>
        InPlainWordsAsync(async () =>
        {
            try
            {
                return await ReadOnceAsync(work, cancellation);
            }
            catch (Exception failure) when (WasStale(failure))
            {
                // The server has restarted since the connection was last used. Reading twice changes nothing.
                return await ReadOnceAsync(work, cancellation);
            }
        });

    /// <summary>As <see cref="ReadAsync"/>, but on a connection opened for it: it sees what lies there now, where an older
    /// connection may still see a file that was deleted or replaced.</summary>
    /// <exception cref="StorageException">The database is gone, or cannot be reached or read.</exception>
    public Task<T> ReadAfreshAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation = default) =>
        InPlainWordsAsync(async () =>
        {
            await using var connection = await OpenFreshReaderAsync(cancellation);
            await using var snapshot = await BeginReadAsync(connection, cancellation);
            return await work(snapshot);
        });

    /// <summary>Runs <paramref name="work"/> in one transaction: all of it is kept, through a power cut too, when this returns, and none when it throws.</summary>
    /// <remarks>Writers who come at the same time share one flush of the disk (docs/adr/0027); none is told of success before it.</remarks>
    /// <exception cref="StorageException">The database cannot be reached or written.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation = default) => InPlainWordsAsync(() => WriteOnceAsync(work, cancellation));

    /// <summary>As <see cref="ReadAsync"/>, and where <paramref name="isTold"/> says so of what was read, returns only when that is through a power cut too: for
    /// who tells of what another writer has done.</summary>
    /// <exception cref="StorageException">The database cannot be reached or read.</exception>
    public Task<T> ReadDurablyAsync<T>(Func<DbTransaction, Task<T>> work, Func<T, bool> isTold, CancellationToken cancellation = default) => InPlainWordsAsync(async () =>
    {
        var flush = await BeginDurableReadAsync(cancellation);
        var result = await ReadAsync(work, cancellation);
        if (isTold(result))
            await flush();
        return result;
    });

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>A connection that cannot change anything.</summary>
    protected abstract Task<DbConnection> OpenReaderAsync(CancellationToken cancellation);

    /// <summary>A connection that cannot change anything and was not open before.</summary>
    protected virtual Task<DbConnection> OpenFreshReaderAsync(CancellationToken cancellation) => OpenReaderAsync(cancellation);

    /// <summary>Begins a transaction that sees the data as of one moment.</summary>
    protected abstract ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Runs work in a transaction and returns when it is kept for good.</summary>
    protected abstract Task<T> WriteOnceAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation);

    /// <summary>Begins a read whose result may be told: what it returns waits until all that readers could see by then is kept for good.</summary>
    protected abstract Task<Func<Task>> BeginDurableReadAsync(CancellationToken cancellation);

    /// <summary>True where a pooled connection had died before it was used again.</summary>
    protected abstract bool WasStale(Exception failure);

    /// <summary>True where the database undid a transaction because two waited for each other.</summary>
    protected virtual bool WasDeadlock(Exception failure) => false;

    /// <summary>The sentence for an error of the driver, or null for an error that is not the driver's.</summary>
    protected abstract string? Explain(Exception failure);

    private async Task<T> ReadOnceAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await OpenReaderAsync(cancellation);
        await using var snapshot = await BeginReadAsync(connection, cancellation);
        return await work(snapshot);
    }

    private async Task<T> InPlainWordsAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (Explain(failure) is { } sentence)
        {
            throw new StorageException(sentence, failure) { WasUndone = WasDeadlock(failure) };
        }
    }
}
