namespace Equipoise.Storage.Databases;

/// <summary>Lets all who wait at the same moment share one flush of the disk: one that begins after they came.</summary>
/// <param name="flush">Flushes.</param>
internal sealed class FlushLine(Func<Task> flush)
{
    private readonly Lock gate = new();
    private bool isFlushing;
    private TaskCompletionSource? next;

    /// <summary>Completes when a flush that began after this call is done, and fails when it failed.</summary>
    public Task JoinAsync()
    {
        lock (gate)
        {
            next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!isFlushing)
            {
                isFlushing = true;
                _ = Task.Run(FlushAllAsync);
            }

            return next.Task;
        }
    }

    private async Task FlushAllAsync()
    {
        while (TakeWaiting() is { } waiting)
        {
            try
            {
                await flush();
                waiting.SetResult();
            }
            catch (Exception failure)
            {
                waiting.SetException(failure);
            }
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
