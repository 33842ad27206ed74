using Equipoise.Search.Indexing;

namespace Equipoise.Registry.Indexing;

/// <summary>The building of a whole index: merges segments once, and keeps memory within bounds.</summary>
internal sealed class IndexBuild : IDisposable
{
    // Two buffers, the tables of a segment being written and what merges hold are some 700 MB. Large arrays are garbage that the collector leaves standing for as long
    // as there is memory; looking for it takes a tenth of a second.
    private const long Standing = 1100L << 20;
    private const long LeastGarbage = 200L << 20;

    private readonly IndexWriter writer;
    private long most = Standing;
    private bool isFinished;

    private IndexBuild(IndexWriter writer) => this.writer = writer;

    /// <summary>Begins one.</summary>
    public static IndexBuild Begin(IndexWriter writer)
    {
        writer.BeginBuild();
        return new IndexBuild(writer);
    }

    /// <summary>Collects what is garbage where there may be much.</summary>
    public void KeepMemory()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) < most)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        most = Math.Max(Standing, GC.GetTotalMemory(forceFullCollection: false) + LeastGarbage);
    }

    /// <summary>Says that all came in.</summary>
    public void Finish()
    {
        writer.EndBuild(isWhole: true);
        isFinished = true;
    }

    /// <summary>Lets what is not merged be merged as it comes due, unless the build is finished.</summary>
    public void Dispose()
    {
        if (!isFinished)
            writer.EndBuild(isWhole: false);
    }
}
