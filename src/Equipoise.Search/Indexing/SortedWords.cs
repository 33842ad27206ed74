using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Goes through the words of a table in the order of their normal forms' bytes in UTF-8, each with its written forms in the order of theirs.</summary>
internal sealed class SortedWords
{
    private readonly WordBuffer words;
    private readonly int[] firsts;
    private readonly int[] nexts;
    private readonly int[] order;
    private readonly List<int> forms = [];
    private readonly Comparison<int> byBytes;
    private int at = -1;

    public SortedWords(WordBuffer words)
    {
        this.words = words;
        (firsts, nexts) = Link(words);
        order = words.Words.Sort();
        byBytes = (one, other) => words.Forms[one].SequenceCompareTo(words.Forms[other]);
    }

    /// <summary>The normal form.</summary>
    public ReadOnlySpan<byte> Normal => words.Words[order[at]];

    /// <summary>The written forms.</summary>
    public FormList Written { get; } = new();

    /// <summary>Their numbers.</summary>
    public IReadOnlyList<int> Forms => forms;

    /// <summary>Goes on to the next word.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (++at == order.Length)
            return false;
        Written.Clear();
        forms.Clear();
        for (var form = firsts[order[at]]; form >= 0; form = nexts[form])
            forms.Add(form);
        if (forms.Count > 1)
            forms.Sort(byBytes);
        foreach (var form in forms)
            Written.Add(words.Forms[form]);
        return true;
    }

    // For each word its first form, for each form the next one of its word.
    private static (int[] Firsts, int[] Nexts) Link(WordBuffer words)
    {
        var (firsts, nexts) = (new int[words.Words.Count], new int[words.Forms.Count]);
        firsts.AsSpan().Fill(-1);
        for (var form = 0; form < nexts.Length; form++)
        {
            var word = words.WordsOfForms[form];
            nexts[form] = firsts[word];
            firsts[word] = form;
        }

        return (firsts, nexts);
    }
}
