using Equipoise.Search.Documents;
using Equipoise.Search.Schema;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Indexing;

/// <summary>The one process-wide writer of an index. Safe for use by many threads; they take turns.</summary>
public sealed class IndexWriter : IDisposable
{
    private IndexWriter()
    {
    }

    /// <summary>The last commit's generation; 0 before the first.</summary>
    public long Generation => throw new SearchException("Not built yet.");

    /// <summary>What the last commit was told to remember.</summary>
    public IReadOnlyDictionary<string, string> UserData => throw new SearchException("Not built yet.");

    /// <summary>Opens the index in a folder, making both where there are none, and removes what a crash left behind.</summary>
    /// <exception cref="SearchException">Another writer has it open, its schema differs, or a file is damaged.</exception>
    public static IndexWriter Open(string folder, IndexSchema schema, IndexOptions options) => throw new SearchException("Not built yet.");

    /// <summary>Adds a document, or puts it in the place of the one with the same key.</summary>
    /// <param name="key">The document's key, up to 200 UTF-8 bytes.</param>
    /// <param name="document">The document; it may be changed afterwards.</param>
    /// <exception cref="SearchException">A field is unknown or its value does not fit; nothing is changed then.</exception>
    public void Upsert(string key, Document document) => throw new SearchException("Not built yet.");

    /// <summary>Removes the document with a key; none is fine too.</summary>
    public void Delete(string key) => throw new SearchException("Not built yet.");

    /// <summary>Makes all changes so far durable and visible, as one step.</summary>
    /// <param name="userData">A few small strings to remember with them; null keeps those of the commit before.</param>
    /// <returns>The new generation.</returns>
    public long Commit(IReadOnlyDictionary<string, string>? userData = null) => throw new SearchException("Not built yet.");

    /// <summary>A snapshot of all changes so far, committed or not. What is not committed is lost if the process ends.</summary>
    public Snapshot Refresh() => throw new SearchException("Not built yet.");

    /// <summary>Merges all segments into one without deleted documents, and commits.</summary>
    public void MergeAll() => throw new SearchException("Not built yet.");

    /// <summary>Lets the index go. Changes since the last commit are lost.</summary>
    public void Dispose()
    {
    }
}
