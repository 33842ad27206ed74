using System.Text;
using Equipoise.Search.Columns;
using Equipoise.Search.Execution;
using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Searching;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Snapshots;

/// <summary>One state of an index, which never changes. Safe for use by many threads until it is disposed.</summary>
public sealed class Snapshot : IDisposable
{
    private readonly IndexState state;
    private int disposed;

    internal Snapshot(IndexState state) => this.state = state;

    /// <summary>The number of the state.</summary>
    public long Generation => state.Generation;

    /// <summary>What its commit was told to remember.</summary>
    public IReadOnlyDictionary<string, string> UserData => state.UserData;

    /// <summary>The number of documents.</summary>
    public int DocumentCount => state.DocumentCount;

    /// <summary>Answers a request.</summary>
    /// <exception cref="SearchException">It names what the schema does not have, or costs more steps than it allows.</exception>
    /// <exception cref="OperationCanceledException">The asker gave up.</exception>
    public SearchResult Search(SearchRequest request, CancellationToken cancellation = default) =>
        Read(held => new Searcher(held, request, cancellation).Run());

    /// <summary>How many documents match.</summary>
    public int Count(Query query, CancellationToken cancellation = default) => Search(new SearchRequest(query) { Top = 0 }, cancellation).Total;

    /// <summary>How the score of a document comes about.</summary>
    /// <exception cref="SearchException">There is no document with this key, or the query names what the schema does not have.</exception>
    public Explanation Explain(Query query, string key) => Read(held => new Explainer(held, key).Explain(query));

    /// <summary>Whether there is a document with a key.</summary>
    public bool Contains(string key) => Read(held => held.Views.Any(view => view.Segment.Find(key) is >= 0 and var document && !view.IsDeleted(document)));

    /// <summary>The keys of all documents, by code point.</summary>
    public IReadOnlyList<string> Keys() => Read(held =>
    {
        var columns = held.Views.Select(view => view.Segment.Tables[0].Keys!).ToList();
        return (IReadOnlyList<string>)[.. SortedUnion.Of(columns.Select(column => column.Values))
            .Where(value => value.Holders.Any(holder => Counts(held.Views[holder.Source], columns[holder.Source], holder.Number) > 0))
            .Select(value => Encoding.UTF8.GetString(value.Text))];
    });

    /// <summary>Words of a group (or, over all text, of the table where <paramref name="group"/> is null) that begin with some
    /// letters, in order of their code points.</summary>
    /// <param name="group">A group, or null for all text.</param>
    /// <param name="prefix">The letters; empty for all.</param>
    /// <param name="limit">How many words to return at most.</param>
    /// <param name="path">The nested table, or null for the documents' own.</param>
    public IReadOnlyList<TermInfo> Terms(string? group, string prefix, int limit, string? path = null) =>
        Read(held => TermList.Of(held, QueryCompiler.TableOf(held.Schema, path), group, prefix, limit));

    /// <summary>Values of a keyword field that begin with some letters, with the number of documents that have each, in order of
    /// their code points.</summary>
    public IReadOnlyList<FacetValue> Values(string column, string prefix, int limit, string? path = null) => Read(held =>
    {
        var table = QueryCompiler.TableOf(held.Schema, path);
        var field = ColumnCompiler.FieldOf(Table(held, path), column, FieldKind.Keyword, FieldKind.Boolean);
        var present = held.Views.Select(view => (View: view, Column: view.Segment.Tables[table].Column<KeywordColumn>(field))).Where(each => each.Column is not null).ToList();
        var bytes = Encoding.UTF8.GetBytes(prefix);
        return (IReadOnlyList<FacetValue>)[.. SortedUnion.Of(present.Select(each => each.Column!.Values), bytes)
            .TakeWhile(value => value.Text.AsSpan().StartsWith(bytes))
            .Select(value => new FacetValue(Encoding.UTF8.GetString(value.Text), value.Holders.Sum(holder => Counts(present[holder.Source].View, present[holder.Source].Column!, holder.Number, table))))
            .Where(value => value.Count > 0)
            .Take(limit)];
    });

    /// <summary>What the documents have in a field.</summary>
    public ColumnStatistics Statistics(string field, string? path = null) =>
        Read(held => held.Statistics(QueryCompiler.TableOf(held.Schema, path), ColumnCompiler.FieldOf(Table(held, path), field)));

    /// <summary>What the index consists of and how many bytes each part takes, over all segments. Reads the whole dictionary.</summary>
    public IReadOnlyList<IndexPart> Sizes() => Read(held => (IReadOnlyList<IndexPart>)[.. held.Views.SelectMany(view => SegmentParts.Of(view.Segment, held.Schema))
        .GroupBy(part => (part.Path, part.File, part.Name))
        .Select(part => new IndexPart(part.Key.Path, part.Key.File, part.Key.Name, part.Sum(each => each.Bytes), part.Sum(each => each.Items)))]);

    /// <summary>Sees to it that the files are as they were when they were opened, as far as their lengths and times tell, and that no search
    /// has met an altered part. Every search asks that first.</summary>
    /// <exception cref="SearchException">One is damaged.</exception>
    public void DemandWhole() => Read(_ => true);

    /// <summary>Reads every byte of the index, and says of each damaged file in a sentence what is wrong with it and where.</summary>
    public IReadOnlyList<string> Damages()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) == 1 || !state.TryHold(), this);
        try
        {
            return [.. state.Views.SelectMany(view => view.Segment.Damages())];
        }
        finally
        {
            state.Release();
        }
    }

    /// <summary>Lets it go.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            state.Release();
    }

    private static TableSchema Table(IndexState state, string? path) => path is null ? state.Schema.Documents : state.Schema.Nested[path];

    // How many documents that are not deleted have a value.
    private static int Counts(SegmentView view, KeywordColumn column, int number, int table = 0)
    {
        if (view.Deleted is null)
            return column.Lists.Count(number);
        var owner = new LiveRows(view, table);
        var cursor = column.Lists.Open(number);
        var count = 0;
        for (var block = 0; block < cursor.Blocks; block++)
        {
            foreach (var row in cursor.Documents(block))
                count += owner.IsLive(row) ? 1 : 0;
        }

        return count;
    }

    // Holds the state while it is read, so that disposing at the same time does not take the files away.
    private T Read<T>(Func<IndexState, T> read)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref disposed) == 1 || !state.TryHold(), this);
        try
        {
            state.DemandUnchanged();
            return read(state);
        }
        finally
        {
            state.Release();
        }
    }
}
