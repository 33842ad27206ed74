using System.Collections.Concurrent;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Columns;

/// <summary>The documents of a table by their kinds in some keyword columns. Columns with few values have few kinds together, so that hits can be counted by kind; what
/// a document is in all trees lies side by side, so that counting it is one visit to memory.</summary>
internal sealed class DocumentKinds
{
    /// <summary>A column with more values than this stands alone: joined with others it would make too many kinds.</summary>
    private const int FewValues = 32;

    private readonly ushort[] ofDocuments;
    private readonly ConcurrentBag<int[]>[] zeros;

    private DocumentKinds(IReadOnlyList<(KindTree Tree, ushort[] OfDocument)> found)
    {
        Trees = [.. found.Select(each => each.Tree)];
        zeros = [.. found.Select(_ => new ConcurrentBag<int[]>())];
        ofDocuments = new ushort[found.Sum(each => each.OfDocument.Length)];
        for (var at = 0; at < found.Count; at++)
        {
            var own = found[at].OfDocument;
            for (var document = 0; document < own.Length; document++)
                ofDocuments[document * found.Count + at] = own[document];
        }
    }

    /// <summary>The kinds there are by some of the columns: by those of few values together, and by each other by itself.</summary>
    public IReadOnlyList<KindTree> Trees { get; }

    /// <summary>The kinds by some columns. A column with too many different sets of values is left out.</summary>
    public static DocumentKinds Of(TableReader table, IReadOnlyList<int> fields)
    {
        var few = fields.Where(field => KindTree.ValueCount(table, field) <= FewValues).ToArray();
        return new DocumentKinds([.. Join(table, few), .. fields.Except(few).SelectMany(field => Join(table, [field]))]);
    }

    /// <summary>Whether some of the kinds are by a field.</summary>
    public bool Knows(int field)
    {
        foreach (var tree in Trees)
        {
            if (tree.Fields.Contains(field))
                return true;
        }

        return false;
    }

    /// <summary>A count of 0 for each kind of a tree, to be given back.</summary>
    public int[] Rent(int tree) => zeros[tree].TryTake(out var counts) ? counts : new int[Trees[tree].Count];

    /// <summary>Takes back counts that are all 0.</summary>
    public void GiveBack(int tree, int[] counts) => zeros[tree].Add(counts);

    /// <summary>The kind of a document in a tree.</summary>
    public ushort Of(int document, int tree) => ofDocuments[document * Trees.Count + tree];

    /// <summary>Counts the kinds of some documents in a tree.</summary>
    public void Count(ReadOnlySpan<int> documents, int tree, int[] counts)
    {
        var kinds = ofDocuments.AsSpan(tree);
        var stride = zeros.Length;
        foreach (var document in documents)
            counts[kinds[document * stride]]++;
    }

    /// <summary>The same in three neighboring trees.</summary>
    public void Count(ReadOnlySpan<int> documents, int tree, int[] counts, int[] ofSecond, int[] ofThird)
    {
        var kinds = ofDocuments.AsSpan(tree);
        var stride = zeros.Length;
        foreach (var document in documents)
        {
            var own = kinds.Slice(document * stride, 3);
            counts[own[0]]++;
            ofSecond[own[1]]++;
            ofThird[own[2]]++;
        }
    }

    private static IEnumerable<(KindTree Tree, ushort[] OfDocument)> Join(TableReader table, int[] fields)
    {
        if (fields.Length == 0)
            return [];
        if (KindTree.Build(table, fields, out var ofDocument) is { } tree)
            return [(tree, ofDocument)];
        return fields.Length == 1 ? [] : [.. Join(table, fields[..(fields.Length / 2)]), .. Join(table, fields[(fields.Length / 2)..])];
    }
}
