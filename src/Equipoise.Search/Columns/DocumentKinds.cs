using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Columns;

/// <summary>The documents of a table by what they have in some keyword columns: documents of a kind have the same values in all of them. Columns
/// with few values have few kinds, so that hits can be counted by kind, one visit to memory for all columns.</summary>
/// <remarks>Kinds are the nodes of a tree: the way to one from the root spells the values of the first column, then those of the next. A value is
/// known by its label, a number of its own among all columns; a document without a value has the label behind those of the column's values.</remarks>
internal sealed class DocumentKinds
{
    /// <summary>A column with more values than this stands alone: joined with others it would make too many kinds.</summary>
    private const int FewValues = 32;

    private const int MostKinds = ushort.MaxValue + 1;
    private readonly ushort[] ofDocument;
    private readonly int[] parents;
    private readonly int[] labels;
    private readonly int[] firstLabels;
    private readonly ConcurrentBag<int[]> zeros = [];

    private DocumentKinds(int[] fields, int[] firstLabels, ushort[] ofDocument, int[] parents, int[] labels)
    {
        Fields = fields;
        this.firstLabels = firstLabels;
        this.ofDocument = ofDocument;
        this.parents = parents;
        this.labels = labels;
    }

    /// <summary>The numbers of the columns' fields.</summary>
    public IReadOnlyList<int> Fields { get; }

    /// <summary>The kind of each document.</summary>
    public ReadOnlySpan<ushort> OfDocument => ofDocument;

    /// <summary>How many labels there are.</summary>
    public int LabelCount => firstLabels[^1];

    /// <summary>The labels of a column's values in their order, and behind them that of documents without any.</summary>
    /// <param name="at">Its place among <see cref="Fields"/>.</param>
    public Range LabelsOf(int at) => firstLabels[at]..firstLabels[at + 1];

    /// <summary>The kinds by some columns: those of few values together, each other by itself. A column with too many different sets of values is
    /// left out.</summary>
    public static IReadOnlyList<DocumentKinds> Of(TableReader table, IReadOnlyList<int> fields)
    {
        var few = fields.Where(field => ValueCount(table, field) <= FewValues).ToArray();
        return [.. Join(table, few), .. fields.Except(few).SelectMany(field => Join(table, [field]))];
    }

    /// <summary>A count of 0 for each kind, to be given back.</summary>
    public int[] Rent() => zeros.TryTake(out var counts) ? counts : new int[parents.Length];

    /// <summary>Adds the counts of some kinds to those of their labels, and takes the counts back.</summary>
    /// <param name="counts">The count of each kind.</param>
    /// <param name="met">The kinds whose count is not 0.</param>
    /// <param name="byLabel">For each label its count.</param>
    public void Spread(int[] counts, ReadOnlySpan<ushort> met, Span<int> byLabel)
    {
        foreach (var kind in met)
        {
            for (int node = kind; node > 0; node = parents[node])
                byLabel[labels[node]] += counts[kind];
            counts[kind] = 0;
        }

        zeros.Add(counts);
    }

    private static IEnumerable<DocumentKinds> Join(TableReader table, int[] fields)
    {
        if (fields.Length == 0)
            return [];
        if (Build(table, fields) is { } kinds)
            return [kinds];
        return fields.Length == 1 ? [] : [.. Join(table, fields[..(fields.Length / 2)]), .. Join(table, fields[(fields.Length / 2)..])];
    }

    private static DocumentKinds? Build(TableReader table, int[] fields)
    {
        var rows = Array.ConvertAll(fields, field => table.Column<KeywordColumn>(field)?.Rows);
        var labelStarts = new int[fields.Length + 1];
        for (var at = 0; at < fields.Length; at++)
            labelStarts[at + 1] = labelStarts[at] + ValueCount(table, fields[at]) + 1;
        var kinds = new ushort[table.DocumentCount];
        var tree = new Tree();
        for (var document = 0; document < kinds.Length; document++)
        {
            var node = 0;
            for (var at = 0; at < rows.Length; at++)
            {
                var (value, end) = (0, 0);
                if (rows[at] is { } own)
                    value = own.Of(document, out end);
                if (value == end)
                    node = tree.Step(node, labelStarts[at + 1] - 1);
                for (; value < end; value++)
                    node = tree.Step(node, labelStarts[at] + (int)rows[at]!.Value(value));
            }

            if (tree.Parents.Count > MostKinds)
                return null;
            kinds[document] = (ushort)node;
        }

        return new DocumentKinds(fields, labelStarts, kinds, [.. tree.Parents], [.. tree.Labels]);
    }

    private static int ValueCount(TableReader table, int field) => table.Column<KeywordColumn>(field)?.Values.Count ?? 0;

    private sealed class Tree
    {
        // By a node in the high half and a label in the low one.
        private readonly Dictionary<ulong, int> steps = [];

        public List<int> Parents { get; } = [-1];

        public List<int> Labels { get; } = [-1];

        public int Step(int node, int label)
        {
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(steps, (ulong)node << 32 | (uint)label, out var isKnown);
            if (isKnown)
                return next;
            next = Parents.Count;
            Parents.Add(node);
            Labels.Add(label);
            return next;
        }
    }
}
