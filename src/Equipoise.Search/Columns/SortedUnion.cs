using System.Collections;

namespace Equipoise.Search.Columns;

/// <summary>Several sorted lists of strings as one: each different string once, in order, with the lists that hold it and its number in
/// each. The holders are overwritten by the next.</summary>
internal sealed class SortedUnion : IEnumerable<(byte[] Text, IReadOnlyList<(int Source, int Number)> Holders)>
{
    private readonly SortedStrings[] lists;
    private readonly byte[]? from;

    private SortedUnion(SortedStrings[] lists, byte[]? from)
    {
        this.lists = lists;
        this.from = from;
    }

    /// <summary>All strings, or only those from one on.</summary>
    public static SortedUnion Of(IEnumerable<SortedStrings> lists, byte[]? from = null) => new([.. lists], from);

    public IEnumerator<(byte[] Text, IReadOnlyList<(int Source, int Number)> Holders)> GetEnumerator()
    {
        var walks = lists.Select(Begin).ToArray();
        var queue = new PriorityQueue<int, (byte[] Text, int Source)>(Comparer<(byte[] Text, int Source)>.Create(Compare));
        for (var source = 0; source < walks.Length; source++)
            Advance(source);
        var holders = new List<(int Source, int Number)>();
        while (queue.TryPeek(out _, out var first))
        {
            holders.Clear();
            while (queue.TryPeek(out var source, out var next) && next.Text.AsSpan().SequenceEqual(first.Text))
            {
                holders.Add((source, walks[source].Number));
                queue.Dequeue();
                Advance(source);
            }

            yield return (first.Text, holders);
        }

        void Advance(int source)
        {
            if (walks[source].MoveNext())
                queue.Enqueue(source, (walks[source].Current.ToArray(), source));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Compare((byte[] Text, int Source) one, (byte[] Text, int Source) other)
    {
        var order = one.Text.AsSpan().SequenceCompareTo(other.Text);
        return order != 0 ? order : one.Source.CompareTo(other.Source);
    }

    private SortedStrings.Walk Begin(SortedStrings list)
    {
        if (from is null)
            return list.From(0);
        var found = list.Find(from);
        return list.From(found >= 0 ? found : ~found);
    }
}
