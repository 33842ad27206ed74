namespace Equipoise.Search.Columns;

/// <summary>Walks several sorted lists of strings as one.</summary>
internal static class SortedUnion
{
    /// <summary>Each different string once, in order, with the lists that hold it and its number in each; only those from a string on,
    /// where one is given. The holders are overwritten by the next.</summary>
    public static IEnumerable<(byte[] Text, IReadOnlyList<(int Source, int Number)> Holders)> Of(IEnumerable<SortedStrings> lists, byte[]? from = null)
    {
        var walks = lists.Select(list => list.From(from is null ? 0 : list.Find(from) is >= 0 and var found ? found : ~list.Find(from))).ToArray();
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

    private static int Compare((byte[] Text, int Source) one, (byte[] Text, int Source) other)
    {
        var order = one.Text.AsSpan().SequenceCompareTo(other.Text);
        return order != 0 ? order : one.Source.CompareTo(other.Source);
    }
}
