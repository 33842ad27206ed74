using System.Runtime.InteropServices;
using Equipoise.Search.Columns;

namespace Equipoise.Search.Execution;

/// <summary>Counts the kinds of hits in a segment, and from them the values of several facets.</summary>
internal sealed class KindCounter
{
    // Up to so many hits are kept as they are: for so few it does not pay to go through all kinds there are.
    private const int Few = 256;
    private readonly DocumentKinds kinds;
    private readonly IReadOnlyList<(int Field, FacetCounter Counter)> facets;
    private readonly int[] trees;
    private readonly List<int> few = new(Few);
    private int[][] counts = [];

    /// <summary>Takes the facets that count a column of these kinds.</summary>
    public KindCounter(DocumentKinds kinds, IReadOnlyList<(int Field, FacetCounter Counter)> facets)
    {
        this.kinds = kinds;
        this.facets = facets;
        trees = [.. Enumerable.Range(0, kinds.Trees.Count).Where(tree => facets.Any(facet => kinds.Trees[tree].Fields.Contains(facet.Field)))];
    }

    /// <summary>Counts some hits.</summary>
    public void Add(ReadOnlySpan<int> documents)
    {
        if (counts.Length == 0 && few.Count + documents.Length <= Few)
        {
            few.AddRange(documents);
            return;
        }

        if (counts.Length == 0)
        {
            counts = Array.ConvertAll(trees, kinds.Rent);
            Count(CollectionsMarshal.AsSpan(few));
        }

        Count(documents);
    }

    /// <summary>Gives the counts to the facets.</summary>
    public void Leave()
    {
        for (var at = 0; at < trees.Length; at++)
        {
            var tree = kinds.Trees[trees[at]];
            var byLabel = new int[tree.LabelCount];
            if (counts.Length > 0)
            {
                tree.Add(counts[at], byLabel);
                kinds.GiveBack(trees[at], counts[at]);
            }
            else
            {
                foreach (var document in few)
                    tree.Add(kinds.Of(document, trees[at]), byLabel);
            }

            Tell(tree, byLabel);
        }
    }

    private void Count(ReadOnlySpan<int> documents)
    {
        var at = 0;
        for (; at + 2 < trees.Length && trees[at + 2] == trees[at] + 2; at += 3)
            kinds.Count(documents, trees[at], counts[at], counts[at + 1], counts[at + 2]);
        for (; at < trees.Length; at++)
            kinds.Count(documents, trees[at], counts[at]);
    }

    private void Tell(KindTree tree, int[] byLabel)
    {
        foreach (var (field, counter) in facets)
        {
            for (var at = 0; at < tree.Fields.Count; at++)
            {
                if (tree.Fields[at] == field)
                    counter.Take(byLabel.AsSpan(tree.LabelsOf(at)));
            }
        }
    }
}
