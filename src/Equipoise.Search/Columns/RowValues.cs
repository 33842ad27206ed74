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

    /// <summary>Changes each value, sorts those of a document and, where asked, leaves none twice.</summary>
    public void Arrange(Func<long, long> change, bool distinct)
    {
        var all = Values;
        var (start, kept) = (0, 0);
        foreach (ref var end in CollectionsMarshal.AsSpan(ends))
        {
            var those = all[start..end];
            start = end;
            foreach (ref var value in those)
                value = change(value);
            if (those.Length > 1)
                those.Sort();
            for (var number = 0; number < those.Length; number++)
            {
                // What is kept stands no further than where it is read from.
                if (!distinct || number == 0 || those[number] != all[kept - 1])
                    all[kept++] = those[number];
            }

            end = kept;
        }

        CollectionsMarshal.SetCount(values, kept);
    }
}
