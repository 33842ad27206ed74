namespace Equipoise.Storage.Databases;

/// <summary>Lets one writer in at a time, in the order they came. Whoever stands in line takes their turn.</summary>
internal sealed class WriterQueue : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private int waiting;

    /// <summary>Whether nobody waits.</summary>
    public bool IsEmpty => Volatile.Read(ref waiting) == 0;

    public async Task<IDisposable> WaitAsync()
    {
        Interlocked.Increment(ref waiting);
        await gate.WaitAsync();
        Interlocked.Decrement(ref waiting);
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
