using Equipoise.Search.Columns;

namespace Equipoise.Search.Execution;

/// <summary>Counts the kinds of hits in a segment, and from them the values of several facets.</summary>
internal sealed class KindCounter(DocumentKinds kinds)
{
    private readonly int[] counts = kinds.Rent();
    private readonly List<ushort> met = [];

    /// <summary>Counts some hits.</summary>
    public void Add(ReadOnlySpan<int> documents)
    {
        var ofDocument = kinds.OfDocument;
        var counted = counts;
        foreach (var document in documents)
        {
            var kind = ofDocument[document];
            if (counted[kind]++ == 0)
                met.Add(kind);
        }
    }

    /// <summary>Gives the counts to the facets that count a column of these kinds.</summary>
    public void Leave(IEnumerable<(int Field, FacetCounter Counter)> facets)
    {
        var byLabel = new int[kinds.LabelCount];
        kinds.Spread(counts, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(met), byLabel);
        foreach (var (field, counter) in facets)
        {
            for (var at = 0; at < kinds.Fields.Count; at++)
            {
                if (kinds.Fields[at] == field)
                    counter.Take(byLabel.AsSpan(kinds.LabelsOf(at)));
            }
        }
    }
}
