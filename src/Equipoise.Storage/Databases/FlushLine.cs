using System.Diagnostics;
using Npgsql;

namespace Equipoise.Storage.Databases;

/// <summary>Lets all who have committed at the same moment share one flush of PostgreSQL's log. All flushes go over one connection, which is also the
/// witness that the server has not crashed between a commit and its flush: a server that has keeps no connection.</summary>
/// <param name="connections">Opens connections whose commits wait for the disk.</param>
internal sealed class FlushLine(NpgsqlDataSource connections) : IAsyncDisposable
{
    // A connection that nobody used for longer may have been cut off by what lies between; another is opened.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim opening = new(1, 1);
    private FlushWitness? witness;
    private TaskCompletionSource? next;
    private bool isFlushing;
    private long lastUse;

    /// <summary>The connection that will tell whether the server has been up since this call.</summary>
    public async Task<FlushWitness> WitnessAsync(CancellationToken cancellation)
    {
        if (Current() is { } open)
            return open;
        await opening.WaitAsync(cancellation);
        try
        {
            if (Current() is { } opened)
                return opened;
            await CloseAsync();
            var made = new FlushWitness(await connections.OpenConnectionAsync(cancellation));
            lock (gate)
                (witness, lastUse) = (made, Stopwatch.GetTimestamp());
            return made;
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Completes when a flush that began after this call is done, and fails when it failed or the server may have crashed since there was this
    /// witness.</summary>
    public async Task JoinAsync(FlushWitness since)
    {
        Task flushed;
        lock (gate)
        {
            next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            flushed = next.Task;
            if (!isFlushing)
            {
                isFlushing = true;
                _ = Task.Run(FlushAllAsync);
            }
        }

        await flushed;
        if (since.IsLost)
            throw new StorageException("PostgreSQL was restarted at this moment, and whether the change was kept is not known: look, and send it again.");
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        opening.Dispose();
    }

    private async Task CloseAsync()
    {
        if (witness is not { } before)
            return;
        before.IsLost = true;
        witness = null;
        await before.Connection.DisposeAsync();
    }

    // Not while somebody's flush is under way or waits: theirs would be lost with it.
    private FlushWitness? Current()
    {
        lock (gate)
            return witness is { IsLost: false } && (isFlushing || Stopwatch.GetElapsedTime(lastUse) < LongestIdle) ? witness : null;
    }

    private async Task FlushAllAsync()
    {
        while (TakeWaiting() is { } waiting)
        {
            try
            {
                await FlushOnceAsync();
                waiting.SetResult();
            }
            catch (Exception failure)
            {
                waiting.SetException(failure);
            }
        }
    }

    // The log is one line: when this little message is on the disk, all that was committed before it is.
    private async Task FlushOnceAsync()
    {
        var through = await WitnessAsync(CancellationToken.None);
        try
        {
            await using var message = new NpgsqlCommand("select pg_logical_emit_message(true, 'equipoise', '')", through.Connection);
            await message.ExecuteNonQueryAsync();
            lastUse = Stopwatch.GetTimestamp();
        }
        catch
        {
            through.IsLost = true;
            throw;
        }
    }

    private TaskCompletionSource? TakeWaiting()
    {
        lock (gate)
        {
            var waiting = next;
            next = null;
            isFlushing = waiting is not null;
            return waiting;
        }
    }
}
