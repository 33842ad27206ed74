using System.Text;
using Equipoise.Search.Searching;

namespace Equipoise.Search.Execution;

/// <summary>The order of documents from different segments.</summary>
internal sealed class FoundOrder(SortKey[] order) : IComparer<FoundDocument>
{
    public int Compare(FoundDocument? x, FoundDocument? y)
    {
        for (var level = 0; level < order.Length; level++)
        {
            var (one, other) = (x!.Sort[level], y!.Sort[level]);
            if (one.IsMissing || other.IsMissing)
            {
                if (one.IsMissing != other.IsMissing)
                    return one.IsMissing ? 1 : -1;
                continue;
            }

            var result = one.Text is { } text ? CompareText(text, other.Text!) : one.Number!.Value.CompareTo(other.Number!.Value);
            if (result != 0)
                return order[level].Descending ? -result : result;
        }

        return CompareText(x!.Key, y!.Key);
    }

    // By code point, as the index sorts; UTF-16 would put some letters elsewhere.
    private static int CompareText(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        if (same == one.Length || same == other.Length)
            return one.Length.CompareTo(other.Length);
        return char.IsSurrogate(one[same]) || char.IsSurrogate(other[same])
            ? Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other))
            : one[same].CompareTo(other[same]);
    }
}
