using System.Buffers.Binary;

namespace Equipoise.Search.Columns;

/// <summary>Walks through several sorted lists of strings, of which the one whose string comes first is at the top; of several with the same string, the one of the list
/// given first. A binary heap.</summary>
internal sealed class WalkHeap
{
    private readonly SortedStrings.Walk[] walks;

    // The first eight bytes of each walk's string as a number: compared faster than strings, and mostly enough.
    private readonly ulong[] heads;
    private readonly int[] heap;
    private int count;

    public WalkHeap(SortedStrings.Walk[] walks)
    {
        this.walks = walks;
        heads = new ulong[walks.Length];
        heap = new int[walks.Length];
        for (var source = 0; source < walks.Length; source++)
        {
            if (TryAdvance(source))
                heap[count++] = source;
        }

        for (var at = count / 2 - 1; at >= 0; at--)
            Sink(at);
    }

    /// <summary>Whether all walks have ended.</summary>
    public bool IsEmpty => count == 0;

    /// <summary>Which list the first string is of.</summary>
    public int Source => heap[0];

    /// <summary>Its number there.</summary>
    public int Number => walks[heap[0]].Number;

    /// <summary>The first string, until the next step.</summary>
    public ReadOnlySpan<byte> Text => walks[heap[0]].Current;

    /// <summary>Steps on in the list of the first string.</summary>
    public void MoveOn()
    {
        if (!TryAdvance(heap[0]))
            heap[0] = heap[--count];
        if (count > 1)
            Sink(0);
    }

    private bool TryAdvance(int source)
    {
        if (!walks[source].MoveNext())
            return false;
        var text = walks[source].Current;
        Span<byte> head = stackalloc byte[sizeof(ulong)];
        head.Clear();
        text[..Math.Min(text.Length, head.Length)].CopyTo(head);
        heads[source] = BinaryPrimitives.ReadUInt64BigEndian(head);
        return true;
    }

    private void Sink(int at)
    {
        var source = heap[at];
        for (var child = 2 * at + 1; child < count; at = child, child = 2 * at + 1)
        {
            if (child + 1 < count && IsBefore(heap[child + 1], heap[child]))
                child++;
            if (!IsBefore(heap[child], source))
                break;
            heap[at] = heap[child];
        }

        heap[at] = source;
    }

    private bool IsBefore(int one, int other)
    {
        if (heads[one] != heads[other])
            return heads[one] < heads[other];
        var order = walks[one].Current.SequenceCompareTo(walks[other].Current);
        return order != 0 ? order < 0 : one < other;
    }
}
