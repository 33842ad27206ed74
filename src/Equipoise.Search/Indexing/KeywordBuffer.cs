using Equipoise.Search.Columns;

namespace Equipoise.Search.Indexing;

/// <summary>A keyword field's values in memory.</summary>
internal sealed class KeywordBuffer
{
    private readonly WordList words = new();

    public RowValues Rows { get; } = new();

    /// <summary>Adds a value in UTF-8.</summary>
    public void Add(int document, ReadOnlySpan<byte> value) => Add(document, value, WordTable.KeyOf(value));

    /// <summary>The same with what <see cref="WordTable.KeyOf"/> gives for it.</summary>
    public void Add(int document, ReadOnlySpan<byte> value, ulong key) => Rows.Add(document, words.Number(value, key));

    /// <summary>Asks memory for the place of a value that will be added soon.</summary>
    public void Expect(ulong key) => words.Expect(key);

    /// <summary>Takes all values out again.</summary>
    public void Clear()
    {
        words.Clear();
        Rows.Clear();
    }

    /// <summary>The values in order, and the rows with their numbers in that order.</summary>
    public (SortedStringsWriter Values, RowValues Rows) Sort()
    {
        var values = new SortedStringsWriter();
        var places = new int[words.Count];
        foreach (var number in words.Sort())
        {
            places[number] = values.Count;
            values.Add(words[number]);
        }

        Rows.Arrange(number => places[number], distinct: true);
        return (values, Rows);
    }
}
