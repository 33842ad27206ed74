using System.Text;
using Equipoise.Search.Columns;

namespace Equipoise.Search.Snapshots;

/// <summary>The values of a keyword column numbered over all segments.</summary>
internal sealed class GlobalValues
{
    private readonly List<byte[]> values = [];
    private readonly string?[] texts;

    public GlobalValues(IReadOnlyList<KeywordColumn?> columns)
    {
        var present = columns.Index().Where(each => each.Item is not null).ToList();
        OfSegment = [.. columns.Select(column => new int[column?.Values.Count ?? 0])];
        foreach (var (text, holders) in SortedUnion.Of(present.Select(each => each.Item!.Values)))
        {
            foreach (var (source, number) in holders)
                OfSegment[present[source].Index][number] = values.Count;
            values.Add(text);
        }

        texts = new string?[values.Count];
    }

    /// <summary>How many different values there are.</summary>
    public int Count => values.Count;

    /// <summary>For each segment and each value's number there, its number over all.</summary>
    public IReadOnlyList<int[]> OfSegment { get; }

    public string Text(int number) => texts[number] ??= Encoding.UTF8.GetString(values[number]);
}
