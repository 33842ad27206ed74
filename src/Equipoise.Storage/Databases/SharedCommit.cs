using System.Data.Common;

namespace Equipoise.Storage.Databases;

/// <summary>One transaction for several writers who came at the same time, so that the disk is flushed once for all of them. Each runs after the one before
/// it; what one has done before it throws is undone and leaves the others as they are.</summary>
internal sealed class SharedCommit
{
    private const int MostWriters = 128;
    private const string Point = "writer";
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writers;
    private Exception? broken;

    private SharedCommit(DbConnection connection, DbTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    /// <summary>Whether nobody else should join.</summary>
    public bool IsFull => writers >= MostWriters || broken is not null;

    /// <summary>Completes when all is kept, and fails for every writer where nothing is.</summary>
    public Task Ended => ended.Task;

    public static async Task<SharedCommit> BeginAsync(DbConnection connection)
    {
        try
        {
            return new SharedCommit(connection, await connection.BeginTransactionAsync());
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a writer's work; where it throws, nothing of it is left.</summary>
    public async Task<T> RunAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // The first needs no point to go back to: all there is, is its own.
        var isFirst = writers++ == 0;
        if (!isFirst)
            await transaction.SaveAsync(Point, CancellationToken.None);
        try
        {
            var result = await work(transaction);
            if (!isFirst)
                await transaction.ReleaseAsync(Point, CancellationToken.None);
            return result;
        }
        catch (Exception failure)
        {
            await UndoAsync(isFirst, failure);
            throw;
        }
    }

    /// <summary>Keeps what the writers have done, for good.</summary>
    public async Task EndAsync()
    {
        try
        {
            await using (connection)
            await using (transaction)
            {
                if (broken is null)
                    await transaction.CommitAsync();
            }

            if (broken is not null && writers > 1)
                ended.SetException(broken);
            else
                ended.SetResult();
        }
        catch (Exception failure)
        {
            ended.SetException(failure);
        }
    }

    // Some failures take the whole transaction with them, such as a full disk: then nobody's work is kept. After the first writer's there is nothing yet to
    // lose, and the transaction ends without it.
    private async Task UndoAsync(bool isFirst, Exception failure)
    {
        broken = isFirst ? failure : null;
        if (isFirst)
            return;
        try
        {
            await transaction.RollbackAsync(Point, CancellationToken.None);
        }
        catch (DbException lost)
        {
            broken = failure as DbException ?? lost;
        }
    }
}
