using System.Runtime.CompilerServices;
using Equipoise.Search.Postings;
using Equipoise.Search.Queries;
using Equipoise.Search.Schema;
using Equipoise.Search.Segments;
using Equipoise.Search.Snapshots;

namespace Equipoise.Search.Execution;

/// <summary>Makes of a query the nodes that answer it on one segment.</summary>
/// <param name="state">The index as it is searched.</param>
/// <param name="meter">Where work is counted.</param>
/// <param name="cancellation">Stops what takes long.</param>
/// <param name="before">One that has made nodes of the same query and makes none at the moment: what it worked out is taken from it, or null.</param>
internal sealed class QueryCompiler(IndexState state, SearchMeter meter, CancellationToken cancellation, QueryCompiler? before = null)
{
    private const int DeepestNesting = 200;
    private readonly TextPlans plans = new(state, before?.plans);
    private readonly Dictionary<(Query Query, Segment Segment, int Table, float Boost), BitmapNode> workedOut = before is null ? new(ByReference.Instance) : new(before.workedOut, ByReference.Instance);
    private readonly ColumnCompiler columns = new(meter);
    private readonly WindowBuffers buffers = new(meter.Room);
    private TextCompiler? textCompiler;
    private int depth;

    private TextCompiler Text => textCompiler ??= new TextCompiler(plans, meter, buffers);

    /// <summary>Takes back what the nodes made so far work with: none of them may be asked anymore.</summary>
    public void TakeBack() => buffers.TakeBack();

    /// <summary>The number of a nested table.</summary>
    /// <exception cref="SearchException">There is none with that path.</exception>
    public static int TableOf(IndexSchema schema, string? path)
    {
        if (path is null)
            return 0;
        for (var number = 0; number < schema.Paths.Count; number++)
        {
            if (string.Equals(schema.Paths[number], path, StringComparison.Ordinal))
                return number + 1;
        }

        throw new SearchException($"There are no nested documents '{path}' in this index.");
    }

    /// <summary>Makes the nodes of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="table">The table.</param>
    /// <param name="boost">What its scores are multiplied by; 0 where they do not matter.</param>
    public Node Compile(Query query, Segment segment, int table, float boost = 1)
    {
        if (++depth > DeepestNesting)
            throw new SearchException($"The query is nested more than {DeepestNesting} deep: make it simpler.");
        if (workedOut.TryGetValue((query, segment, table, boost), out var known))
        {
            depth--;
            return known;
        }

        var reader = segment.Tables[table];
        Node Inner(Query inner, float factor) => Compile(inner, segment, table, boost * factor);
        Node node = query switch
        {
            AllQuery => new AllNode(reader.DocumentCount),
            TermQuery or PhraseQuery or PrefixQuery or SynonymQuery => Text.Compile(query, reader, table, boost),
            ValueQuery or RangeQuery or DistanceQuery => columns.Compile(query, reader),
            ExistsQuery exists => Exists(exists.Field, segment, table),
            MissingQuery missing => new NotNode(Exists(missing.Field, segment, table), reader.DocumentCount),
            KeyQuery keys => ColumnCompiler.Keys(keys, segment, table),
            BooleanQuery all => Compile(all, Inner),
            BestQuery best => new BestNode([.. best.Alternatives.Select(each => Inner(each, 1))], (float)best.Rest, buffers),
            ConstantQuery constant => new ConstantNode(Inner(constant.Query, 0), boost * NotNegative(constant.Score)),
            BoostQuery inner => Inner(inner.Query, NotNegative(inner.Factor)),
            BiasQuery bias => ColumnCompiler.Bias(bias, Inner(bias.Query, 1), reader, buffers),
            NestedQuery nested => Nested(nested, segment, table, boost),
            _ => throw new SearchException($"A {query.GetType().Name} cannot be searched for."),
        };
        if (node is BitmapNode bitmap)
            workedOut[(query, segment, table, boost)] = bitmap;
        depth--;
        return node;
    }

    private static BooleanNode Compile(BooleanQuery query, Func<Query, float, Node> inner)
    {
        if (query.MinimumShould is < 0 or > 250)
            throw new SearchException($"{query.MinimumShould} of the alternatives cannot be demanded: at most 250 can.");
        var must = query.Must.Select(each => inner(each, 1)).ToList();
        var filter = query.Filter.Select(each => inner(each, 0)).ToList();
        var should = query.Should.Select(each => inner(each, 1)).ToList();
        var mustNot = query.MustNot.Select(each => inner(each, 0)).ToList();
        return new BooleanNode(must, filter, should, mustNot, query.MinimumShould);
    }

    private static float NotNegative(double number) =>
        number >= 0 ? (float)number : throw new SearchException($"A score cannot be multiplied by or set to {number}: it is 0 or more.");

    private Node Exists(string field, Segment segment, int table)
    {
        if (table > 0 || !state.Schema.Nested.ContainsKey(field))
            return columns.Exists(field, segment.Tables[table]);
        var bitmap = BitmapNode.Empty(segment.DocumentCount);
        var starts = segment.Tables[TableOf(state.Schema, field)].ChildStarts();
        for (var document = 0; document < segment.DocumentCount; document++)
        {
            if (starts[document + 1] > starts[document])
                bitmap[document >> 6] |= 1UL << document;
        }

        return new BitmapNode(bitmap);
    }

    private Node Nested(NestedQuery query, Segment segment, int table, float boost)
    {
        if (table > 0)
            throw new SearchException($"Nested documents '{query.Path}' cannot be asked for within others: they nest once only.");
        var number = TableOf(state.Schema, query.Path);
        var node = Compile(query.Query, segment, number, boost);
        return boost > 0 && node.Scores ? NestedMatch.Parents(node, segment.Tables[number], cancellation) : new NestedNode(node, segment.Tables[number]);
    }

    // Queries are compared by what they hold elsewhere; here the very same part is meant, which is known at once.
    private sealed class ByReference : IEqualityComparer<(Query Query, Segment Segment, int Table, float Boost)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((Query Query, Segment Segment, int Table, float Boost) x, (Query Query, Segment Segment, int Table, float Boost) y) =>
            ReferenceEquals(x.Query, y.Query) && ReferenceEquals(x.Segment, y.Segment) && x.Table == y.Table && x.Boost.Equals(y.Boost);

        public int GetHashCode((Query Query, Segment Segment, int Table, float Boost) key) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(key.Query), RuntimeHelpers.GetHashCode(key.Segment), key.Table, key.Boost);
    }
}
