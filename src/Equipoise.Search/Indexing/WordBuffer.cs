using System.Runtime.InteropServices;
using Equipoise.Search.Text;

namespace Equipoise.Search.Indexing;

/// <summary>The words of a table's documents in memory: for each its form, its document, and its position and field.</summary>
internal sealed class WordBuffer
{
    /// <summary>Bits of a place that hold the field; the rest hold the position.</summary>
    public const int FieldBits = 10;

    /// <summary>The last position a document may have.</summary>
    public const int MaxPosition = (1 << (32 - FieldBits)) - 1;

    private readonly WordTable raw = new();
    private readonly Dictionary<string, int> written = new(StringComparer.Ordinal);
    private readonly List<WordForms> forms = [];
    private readonly List<int> formNumbers = [];
    private readonly List<ulong> occurrences = [];
    private readonly Compound compound = new();

    /// <summary>How many words there are.</summary>
    public int Count => formNumbers.Count;

    public IReadOnlyList<WordForms> Forms => forms;

    /// <summary>For each word its form.</summary>
    public ReadOnlySpan<int> FormNumbers => CollectionsMarshal.AsSpan(formNumbers);

    /// <summary>For each word its document in the high half, in the low half its position above its field.</summary>
    public ReadOnlySpan<ulong> Occurrences => CollectionsMarshal.AsSpan(occurrences);

    /// <summary>Adds the words of a value and returns how many positions they take.</summary>
    public int Add(int document, int field, int position, string text)
    {
        var splitter = new WordSplitter(text);
        var next = position;
        while (splitter.MoveNext() && next < MaxPosition)
        {
            var word = splitter.Word;
            if (splitter.Joined)
                compound.Join(word);
            else
                compound.Begin(word);
            var occurrence = ((ulong)(uint)document << 32) | ((uint)next << FieldBits) | (uint)field;
            Add(word, occurrence);
            for (var run = 0; run < compound.Runs; run++)
            {
                if (compound.Run(run) is { Length: > 0 } whole)
                    Add(whole, occurrence);
            }

            next++;
        }

        return next - position;
    }

    private void Add(ReadOnlySpan<char> word, ulong occurrence)
    {
        var number = raw.Find(word, out var hash);
        if (number < 0)
            raw.Add(word, hash, number = Learn(word));
        formNumbers.Add(number);
        occurrences.Add(occurrence);
    }

    private int Learn(ReadOnlySpan<char> word)
    {
        var form = WordForms.Of(word);
        if (!written.TryGetValue(form.Written, out var number))
        {
            number = forms.Count;
            written.Add(form.Written, number);
            forms.Add(form);
        }

        return number;
    }
}
