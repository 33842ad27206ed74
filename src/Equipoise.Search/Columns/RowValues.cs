using System.Runtime.InteropServices;

namespace Equipoise.Search.Columns;

/// <summary>The values of a column in memory, document after document.</summary>
internal sealed class RowValues
{
    private readonly List<int> documents = [];
    private readonly List<int> ends = [];
    private readonly List<long> values = [];

    public ReadOnlySpan<int> Documents => CollectionsMarshal.AsSpan(documents);

    /// <summary>For each of <see cref="Documents"/>, where its values end.</summary>
    public ReadOnlySpan<int> Ends => CollectionsMarshal.AsSpan(ends);

    public Span<long> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>Adds a value to a document that is the last one or beyond it.</summary>
    public void Add(int document, long value)
    {
        values.Add(value);
        if (documents.Count > 0 && documents[^1] == document)
        {
            ends[^1]++;
            return;
        }

        documents.Add(document);
        ends.Add(values.Count);
    }

    /// <summary>Takes all values out again.</summary>
    public void Clear()
    {
        documents.Clear();
        ends.Clear();
        values.Clear();
    }

    /// <summary>The same with each value changed, sorted within a document, and, where asked, none twice.</summary>
    public RowValues Arrange(Func<long, long> change, bool distinct)
    {
        var arranged = new RowValues();
        var start = 0;
        for (var row = 0; row < documents.Count; start = ends[row], row++)
        {
            var those = Values[start..ends[row]];
            foreach (ref var value in those)
                value = change(value);
            those.Sort();
            for (var number = 0; number < those.Length; number++)
            {
                if (!distinct || number == 0 || those[number] != those[number - 1])
                    arranged.Add(documents[row], those[number]);
            }
        }

        return arranged;
    }
}
