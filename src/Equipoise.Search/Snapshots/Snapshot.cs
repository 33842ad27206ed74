using Equipoise.Search.Queries;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Snapshots;

/// <summary>One state of an index, which never changes. Safe for use by many threads until it is disposed.</summary>
public sealed class Snapshot : IDisposable
{
    private Snapshot()
    {
    }

    /// <summary>The number of the state.</summary>
    public long Generation => throw new SearchException("Not built yet.");

    /// <summary>What its commit was told to remember.</summary>
    public IReadOnlyDictionary<string, string> UserData => throw new SearchException("Not built yet.");

    /// <summary>The number of documents.</summary>
    public int DocumentCount => throw new SearchException("Not built yet.");

    /// <summary>Answers a request.</summary>
    /// <exception cref="SearchException">It names what the schema does not have, or costs more steps than it allows.</exception>
    /// <exception cref="OperationCanceledException">The asker gave up.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken cancellation = default) => throw new SearchException("Not built yet.");

    /// <summary>How many documents match.</summary>
    public int Count(Query query, CancellationToken cancellation = default) => Search(new SearchRequest(query) { Top = 0 }, cancellation).Total;

    /// <summary>How the score of a document comes about.</summary>
    public Explanation Explain(Query query, string key) => throw new SearchException("Not built yet.");

    /// <summary>Whether there is a document with a key.</summary>
    public bool Contains(string key) => throw new SearchException("Not built yet.");

    /// <summary>The keys of all documents, by code point.</summary>
    public IEnumerable<string> Keys() => throw new SearchException("Not built yet.");

    /// <summary>Words of a group (or, over all text, of the table where <paramref name="group"/> is null) that begin with some
    /// letters, in order of their code points.</summary>
    /// <param name="group">A group, or null for all text.</param>
    /// <param name="prefix">The letters; empty for all.</param>
    /// <param name="limit">How many words to return at most.</param>
    /// <param name="path">The nested table, or null for the documents' own.</param>
    public IReadOnlyList<TermInfo> Terms(string? group, string prefix, int limit, string? path = null) => throw new SearchException("Not built yet.");

    /// <summary>Values of a keyword field that begin with some letters, with the number of documents that have each, in order of
    /// their code points.</summary>
    public IReadOnlyList<FacetValue> Values(string column, string prefix, int limit, string? path = null) => throw new SearchException("Not built yet.");

    /// <summary>What the documents have in a field.</summary>
    public ColumnStatistics Statistics(string field, string? path = null) => throw new SearchException("Not built yet.");

    /// <summary>Lets it go.</summary>
    public void Dispose()
    {
    }
}
