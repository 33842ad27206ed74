using System.Text;
using Equipoise.Search.Columns;

namespace Equipoise.Search.Indexing;

/// <summary>A keyword field's values in memory.</summary>
internal sealed class KeywordBuffer
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public RowValues Rows { get; } = new();

    public void Add(int document, string value)
    {
        if (!numbers.TryGetValue(value, out var number))
            numbers.Add(value, number = numbers.Count);
        Rows.Add(document, number);
    }

    /// <summary>The values in order, and the rows with their numbers in that order.</summary>
    public (SortedStringsWriter Values, RowValues Rows) Sort()
    {
        var sorted = numbers.Select(pair => (Bytes: Encoding.UTF8.GetBytes(pair.Key), Number: pair.Value)).ToArray();
        Array.Sort(sorted, (one, other) => one.Bytes.AsSpan().SequenceCompareTo(other.Bytes));
        var values = new SortedStringsWriter();
        var places = new int[sorted.Length];
        foreach (var (place, (bytes, number)) in sorted.Index())
        {
            values.Add(bytes);
            places[number] = place;
        }

        return (values, Rows.Arrange(number => places[number], distinct: true));
    }
}
