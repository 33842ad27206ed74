using System.Runtime.InteropServices;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Columns;

/// <summary>The kinds of documents by what they have in some keyword columns: those of a kind have the same values in all of them.</summary>
/// <remarks>Kinds are the nodes of a tree: the way to one from the root spells the values of the first column, then those of the next. A value is
/// known by its label, a number of its own among all columns; a document without a value has the label behind those of the column's values.</remarks>
internal sealed class KindTree
{
    private const int MostKinds = ushort.MaxValue + 1;

    // A node is behind its parent.
    private readonly (int Parent, int Label)[] nodes;
    private readonly int[] firstLabels;

    private KindTree(int[] fields, int[] firstLabels, (int Parent, int Label)[] nodes)
    {
        Fields = fields;
        this.firstLabels = firstLabels;
        this.nodes = nodes;
    }

    /// <summary>The numbers of the columns' fields.</summary>
    public IReadOnlyList<int> Fields { get; }

    /// <summary>How many numbers kinds may have.</summary>
    public int Count => nodes.Length;

    /// <summary>How many labels there are.</summary>
    public int LabelCount => firstLabels[^1];

    /// <summary>The labels of a column's values in their order, and behind them that of documents without any.</summary>
    /// <param name="at">Its place among <see cref="Fields"/>.</param>
    public Range LabelsOf(int at) => firstLabels[at]..firstLabels[at + 1];

    /// <summary>How many values a field has.</summary>
    public static int ValueCount(TableReader table, int field) => table.Column<KeywordColumn>(field)?.Values.Count ?? 0;

    /// <summary>The kinds by some columns, or null where there are too many.</summary>
    /// <param name="table">The table.</param>
    /// <param name="fields">The columns' fields.</param>
    /// <param name="ofDocument">The kind of each document.</param>
    public static KindTree? Build(TableReader table, int[] fields, out ushort[] ofDocument)
    {
        var rows = Array.ConvertAll(fields, field => table.Column<KeywordColumn>(field)?.Rows);
        var labelStarts = new int[fields.Length + 1];
        for (var at = 0; at < fields.Length; at++)
            labelStarts[at + 1] = labelStarts[at] + ValueCount(table, fields[at]) + 1;
        ofDocument = new ushort[table.DocumentCount];
        var growing = new Growing();
        for (var document = 0; document < ofDocument.Length; document++)
        {
            var node = 0;
            for (var at = 0; at < rows.Length; at++)
            {
                var (value, end) = (0, 0);
                if (rows[at] is { } own)
                    value = own.Of(document, out end);
                if (value == end)
                    node = growing.Step(node, labelStarts[at + 1] - 1);
                for (; value < end; value++)
                    node = growing.Step(node, labelStarts[at] + (int)rows[at]!.Value(value));
            }

            if (growing.Nodes.Count > MostKinds)
                return null;
            ofDocument[document] = (ushort)node;
        }

        return new KindTree(fields, labelStarts, [.. growing.Nodes]);
    }

    /// <summary>Counts one document for the labels of its kind.</summary>
    public void Add(ushort kind, Span<int> byLabel)
    {
        for (int node = kind; node > 0;)
        {
            (node, var label) = nodes[node];
            byLabel[label]++;
        }
    }

    /// <summary>Counts documents for the labels of their kinds.</summary>
    /// <param name="counts">How many of each kind there are; all 0 afterwards.</param>
    /// <param name="byLabel">For each label its count.</param>
    public void Add(Span<int> counts, Span<int> byLabel)
    {
        for (var node = nodes.Length - 1; node > 0; node--)
        {
            var count = counts[node];
            if (count == 0)
                continue;
            var (parent, label) = nodes[node];
            byLabel[label] += count;
            counts[parent] += count;
            counts[node] = 0;
        }

        counts[0] = 0;
    }

    private sealed class Growing
    {
        // By a node in the high half and a label in the low one.
        private readonly Dictionary<ulong, int> steps = [];

        public List<(int Parent, int Label)> Nodes { get; } = [(-1, -1)];

        public int Step(int node, int label)
        {
            ref var next = ref CollectionsMarshal.GetValueRefOrAddDefault(steps, (ulong)node << 32 | (uint)label, out var isKnown);
            if (isKnown)
                return next;
            next = Nodes.Count;
            Nodes.Add((node, label));
            return next;
        }
    }
}
