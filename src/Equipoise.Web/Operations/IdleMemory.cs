namespace Equipoise.Web.Operations;

/// <summary>Gives back the memory that a burst of requests took, once the site has little to do.</summary>
/// <remarks>The runtime keeps what it has grown to, because the next burst may come; a site is one of several programs on a small
/// machine. What is given back is taken anew when it is needed, and a collection while nobody asks keeps nobody waiting.</remarks>
public sealed class IdleMemory : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    // Health checks and the follower of the store allocate less than that in an interval, a page a second more.
    private const long Quiet = 4L * 1024 * 1024;

    // Less than that is not worth a collection.
    private const long Worth = 64L * 1024 * 1024;

    private readonly Func<long> allocated;
    private readonly Action collect;
    private readonly ITimer timer;
    private long atLastLook;
    private long atLastCollection;

    /// <summary>Looks every <see cref="Interval"/> until it is disposed.</summary>
    public IdleMemory(TimeProvider time)
        : this(time, () => GC.GetTotalAllocatedBytes(), () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true))
    {
    }

    internal IdleMemory(TimeProvider time, Func<long> allocated, Action collect)
    {
        (this.allocated, this.collect) = (allocated, collect);
        timer = time.CreateTimer(_ => Look(), state: null, Interval, Interval);
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    internal void Look()
    {
        var now = allocated();
        if (now - atLastLook < Quiet && now - atLastCollection > Worth)
        {
            collect();
            atLastCollection = now;
        }

        atLastLook = now;
    }
}
