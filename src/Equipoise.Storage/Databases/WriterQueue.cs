namespace Equipoise.Storage.Databases;

/// <summary>Lets one writer in at a time, in the order they came.</summary>
internal sealed class WriterQueue : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public async Task<IDisposable> WaitAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
