using Equipoise.Search.Indexing;
using Equipoise.Search.Schema;

namespace Equipoise.Search.Snapshots;

/// <summary>An index to read, in this process or another than its writer's. Safe for use by many threads.</summary>
public sealed class SearchIndex : IDisposable
{
    private SearchIndex()
    {
    }

    /// <summary>The newest generation that <see cref="Refresh"/> has seen.</summary>
    public long Generation => throw new SearchException("Not built yet.");

    /// <summary>Opens the newest generation in a folder.</summary>
    /// <exception cref="SearchException">There is none, its schema differs, or a file is damaged.</exception>
    public static SearchIndex Open(string folder, IndexSchema schema, IndexOptions options) => throw new SearchException("Not built yet.");

    /// <summary>Looks for a newer generation. Snapshots already taken stay as they are.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Refresh() => throw new SearchException("Not built yet.");

    /// <summary>The newest generation, to be disposed after use. Never waits.</summary>
    public Snapshot Acquire() => throw new SearchException("Not built yet.");

    /// <summary>A generation by its number, to be disposed after use; null where it is no longer (or not yet) kept.</summary>
    public Snapshot? Acquire(long generation) => throw new SearchException("Not built yet.");

    /// <summary>Lets the files go once the last snapshot is disposed.</summary>
    public void Dispose()
    {
    }
}
