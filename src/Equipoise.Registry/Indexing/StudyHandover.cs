using System.Runtime;
using System.Threading.Channels;
using Equipoise.Registry.Store;

namespace Equipoise.Registry.Indexing;

/// <summary>Lets an index take in studies while more are stored, by handing them over instead of having it read them again.</summary>
/// <remarks>The store stays the truth: what was stored and not yet committed by the index when a program ends is followed later. One thread at a time hands over.</remarks>
/// <param name="store">The store that the studies were put into.</param>
/// <param name="open">Opens its index when there is a first study for it.</param>
public sealed class StudyHandover(RegistryStore store, Func<CancellationToken, Task<StudyIndex>> open) : IDisposable
{
    // One batch waits while another is taken in: more would only take memory.
    private readonly Channel<StoredStudies> handed = Channel.CreateBounded<StoredStudies>(1);
    private readonly CancellationTokenSource ending = new();
    private Task following = Task.CompletedTask;
    private bool hasBegun;

    /// <summary>Waits until the index has all that the store has.</summary>
    /// <returns>Whether there was anything for it.</returns>
    /// <exception cref="Equipoise.Search.SearchException">The index could not be written, or another process follows the store with it.</exception>
    public async Task<bool> EndAsync()
    {
        handed.Writer.TryComplete();
        await following;
        return hasBegun;
    }

    /// <summary>Stops the index where it is, without what it has not committed.</summary>
    public void Dispose()
    {
        ending.Cancel();
        handed.Writer.TryComplete();
        ((IAsyncResult)following).AsyncWaitHandle.WaitOne();
        ending.Dispose();
    }

    /// <summary>Hands over what one transaction has stored. Waits while the index has enough to do; an index that fails holds nobody up.</summary>
    internal async Task HandAsync(StoredStudies studies)
    {
        if (!hasBegun)
            following = Task.Run(FollowAsync);
        hasBegun = true;
        await handed.Writer.WriteAsync(studies);
    }

    private async Task FollowAsync()
    {
        // Collecting garbage beside the work takes more of the processor than stopping for it, and nobody waits for answers of a process that imports.
        var latency = GCSettings.LatencyMode;
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        try
        {
            using var index = await open(ending.Token);
            await index.TakeAsync(store, handed.Reader, ending.Token);
        }
        finally
        {
            GCSettings.LatencyMode = latency;
            while (await handed.Reader.WaitToReadAsync())
                handed.Reader.TryRead(out _);
        }
    }
}
