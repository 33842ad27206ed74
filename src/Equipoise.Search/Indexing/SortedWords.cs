using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Indexing;

/// <summary>Goes through the words of a table in the order of their normal forms' bytes in UTF-8, each with its written forms in the order of theirs.</summary>
/// <remarks>Words that follow each other stand far apart in memory, so what some steps on will be read is asked for beforehand, stage by stage: where it stands, and what stands there.</remarks>
internal sealed class SortedWords
{
    private const int FarAhead = 24;
    private const int Ahead = 16;
    private const int Soon = 8;
    private readonly WordBuffer words;
    private readonly int[] firsts;
    private readonly int[] nexts;
    private readonly int[] order;
    private readonly (ulong[] Sorted, int[] Starts) places;
    private readonly List<int> forms = [];
    private readonly Comparison<int> byBytes;
    private int at = -1;

    /// <summary>Begins before the first word.</summary>
    /// <param name="words">The words.</param>
    /// <param name="places">The places of all forms, and where each form's begin (<see cref="WordBuffer.Sort"/>).</param>
    public SortedWords(WordBuffer words, (ulong[] Sorted, int[] Starts) places)
    {
        this.words = words;
        this.places = places;
        (firsts, nexts) = Link(words);
        order = words.Words.Sort();
        byBytes = (one, other) => words.Forms[one].SequenceCompareTo(words.Forms[other]);
    }

    /// <summary>The normal form.</summary>
    public ReadOnlySpan<byte> Normal => words.Words[order[at]];

    /// <summary>The written forms.</summary>
    public FormList Written { get; } = new();

    /// <summary>Their numbers.</summary>
    public ReadOnlySpan<int> Forms => CollectionsMarshal.AsSpan(forms);

    /// <summary>Goes on to the next word.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        if (++at == order.Length)
            return false;
        if (at + FarAhead < order.Length)
            Expect(order[at + FarAhead], order[at + Ahead]);
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

    // Most words have one form.
    private unsafe void Expect(int far, int near)
    {
        words.Words.Expect(far, isKnownWhere: false);
        words.Words.Expect(near, isKnownWhere: true);
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch0(Unsafe.AsPointer(ref firsts[far]));
        words.Forms.Expect(firsts[near], isKnownWhere: false);
        Sse.Prefetch0(Unsafe.AsPointer(ref nexts[firsts[near]]));
        Sse.Prefetch0(Unsafe.AsPointer(ref places.Starts[firsts[near]]));
        var soon = firsts[order[at + Soon]];
        words.Forms.Expect(soon, isKnownWhere: true);
        if (places.Starts[soon] is var start && start < places.Sorted.Length)
            Sse.Prefetch0(Unsafe.AsPointer(ref places.Sorted[start]));
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
