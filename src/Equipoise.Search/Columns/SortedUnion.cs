using System.Collections;

namespace Equipoise.Search.Columns;

/// <summary>Several sorted lists of strings as one: each different string once, in order, with the lists that hold it and its number in
/// each. The holders are overwritten by the next.</summary>
internal sealed class SortedUnion : IEnumerable<(byte[] Text, List<(int Source, int Number)> Holders)>
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

    public IEnumerator<(byte[] Text, List<(int Source, int Number)> Holders)> GetEnumerator()
    {
        var next = new WalkHeap([.. lists.Select(Begin)]);
        var holders = new List<(int Source, int Number)>();
        while (!next.IsEmpty)
        {
            var text = next.Text.ToArray();
            holders.Clear();
            do
            {
                holders.Add((next.Source, next.Number));
                next.MoveOn();
            }
            while (!next.IsEmpty && next.Text.SequenceEqual(text));

            yield return (text, holders);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SortedStrings.Walk Begin(SortedStrings list)
    {
        if (from is null)
            return list.From(0);
        var found = list.Find(from);
        return list.From(found >= 0 ? found : ~found);
    }
}
