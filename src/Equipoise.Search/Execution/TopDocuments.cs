using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>The first documents of an order in one segment: a heap with the last of them on top.</summary>
internal sealed class TopDocuments
{
    private readonly TableReader table;
    private readonly SortLevel[] levels;
    private readonly int capacity;
    private readonly int[] heap;
    private readonly int[] documents;
    private readonly double[] places;
    private readonly double[] candidate;
    private readonly double[]? after;
    private readonly double afterKey;

    /// <summary>Keeps some documents that come behind a place, if one is given.</summary>
    public TopDocuments(TableReader table, SortLevel[] levels, int capacity, double[]? after, double afterKey)
    {
        this.table = table;
        this.levels = levels;
        this.capacity = capacity;
        this.after = after;
        this.afterKey = afterKey;
        heap = new int[capacity];
        documents = new int[capacity];
        places = new double[capacity * levels.Length];
        candidate = new double[levels.Length];
    }

    public int Count { get; private set; }

    /// <summary>What a document has to score to be kept, where the order begins with the score.</summary>
    public float Threshold => Count < capacity || capacity == 0 || !levels[0].IsBestFirst ? float.NegativeInfinity : (float)-places[heap[0] * levels.Length];

    /// <summary>The documents kept, in no order.</summary>
    public IEnumerable<(int Document, double[] Places)> Kept() =>
        Enumerable.Range(0, Count).Select(slot => (documents[slot], places.AsSpan(slot * levels.Length, levels.Length).ToArray()));

    public void Offer(int document, float score)
    {
        if (capacity == 0)
            return;
        for (var level = 0; level < levels.Length; level++)
        {
            candidate[level] = levels[level].Place(document, score);
            // Most documents fall out on the first level.
            if (level == 0 && Count == capacity && candidate[0] > places[heap[0] * levels.Length])
                return;
        }

        if (after is not null && (Compare(candidate, after) is not 0 and var order ? order : ((double)Key(document)).CompareTo(afterKey)) <= 0)
            return;
        if (Count < capacity)
        {
            Put(Count, document);
            heap[Count] = Count;
            Count++;
            Rise(Count - 1);
        }
        else if (CompareWithSlot(document, heap[0]) < 0)
        {
            Put(heap[0], document);
            Sink();
        }
    }

    private void Put(int slot, int document)
    {
        documents[slot] = document;
        candidate.CopyTo(places.AsSpan(slot * levels.Length));
    }

    private int CompareWithSlot(int document, int slot) =>
        Compare(candidate, places.AsSpan(slot * levels.Length, levels.Length)) is not 0 and var order ? order : Key(document).CompareTo(Key(documents[slot]));

    private static int Compare(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        for (var level = 0; level < one.Length; level++)
        {
            var order = one[level].CompareTo(other[level]);
            if (order != 0)
                return order;
        }

        return 0;
    }

    private long Key(int document)
    {
        var rows = table.Keys!.Rows;
        return rows.Value(rows.Of(document, out _));
    }

    // Keys are looked up only where nothing else tells.
    private int CompareSlots(int one, int other) =>
        Compare(places.AsSpan(one * levels.Length, levels.Length), places.AsSpan(other * levels.Length, levels.Length)) is not 0 and var order
            ? order
            : Key(documents[one]).CompareTo(Key(documents[other]));

    private void Rise(int at)
    {
        while (at > 0 && CompareSlots(heap[at], heap[(at - 1) / 2]) > 0)
        {
            (heap[at], heap[(at - 1) / 2]) = (heap[(at - 1) / 2], heap[at]);
            at = (at - 1) / 2;
        }
    }

    private void Sink()
    {
        for (var at = 0; ;)
        {
            var last = at;
            for (var child = at * 2 + 1; child <= at * 2 + 2 && child < Count; child++)
            {
                if (CompareSlots(heap[child], heap[last]) > 0)
                    last = child;
            }

            if (last == at)
                return;
            (heap[at], heap[last]) = (heap[last], heap[at]);
            at = last;
        }
    }
}
