using System.Numerics;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>Forms of one word: their occurrences are added, or the most frequent one counts, before they saturate.</summary>
/// <param name="forms">The forms, each with what an occurrence counts.</param>
/// <param name="formula">How the sum scores.</param>
/// <param name="most">Whether the form that occurs most counts alone: for different ways to read the same words.</param>
/// <param name="meter">Where work is counted.</param>
/// <param name="buffers">Where it works.</param>
internal sealed class SynonymNode(IReadOnlyList<(CountedWord Word, float Boost)> forms, Bm25 formula, bool most, SearchMeter meter, WindowBuffers buffers)
    : AlternativesNode(forms.Select(form => form.Word.Node))
{
    private readonly float[] sums = buffers.Lend();
    private readonly float[] one = buffers.Lend();
    private readonly float[] damping = buffers.Lend();
    private readonly bool countsCostly = forms.Any(form => form.Word.IsCostly);

    public override bool Scores => true;

    public override float Bound(Window window) => formula.Rarity;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        if (formula.Rarity < spare)
            return;
        Span<ulong> worth = stackalloc ulong[Window.Words];
        matches.CopyTo(worth);
        if (countsCostly && spare > 0)
        {
            // First by what the words count, then by where the phrases stand: fields are looked up in what is left.
            Count(window, matches, atMost: true);
            LeaveOut(worth, spare);
            FindPlaces(window, worth);
            Count(window, worth, atMost: true);
            LeaveOut(worth, spare);
            meter.LeaveUnscored(certain ? Window.Matches(matches) - Window.Matches(worth) : 0);
        }

        if (Bits.AreEmpty(worth))
            return;
        Count(window, worth, atMost: false);
        var scored = 0;
        for (var word = 0; word < worth.Length; word++)
        {
            for (var bits = worth[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (sums[at] <= 0)
                    continue;
                scores[at] += formula.Of(sums[at], damping[at]);
                scored++;
            }
        }

        meter.Score(scored);
    }

    private void FindPlaces(Window window, ReadOnlySpan<ulong> documents)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        foreach (var (word, _) in forms)
        {
            if (!word.IsCostly)
                continue;
            documents.CopyTo(own);
            word.Locate(window, own);
        }
    }

    private void Count(Window window, ReadOnlySpan<ulong> documents, bool atMost)
    {
        sums.AsSpan().Clear();
        foreach (var (word, boost) in forms)
        {
            // Most forms are rare: they are in few windows.
            if (word.Node.Next(window.Start) >= window.End)
                continue;
            if (!most)
            {
                word.Count(window, documents, boost, sums, damping, atMost);
                continue;
            }

            one.AsSpan().Clear();
            word.Count(window, documents, boost, one, damping, atMost);
            Sums.KeepGreater(sums, one);
        }
    }

    // Takes away the documents that would score too little even with the most that was counted. A little is added, because sums of rounded
    // numbers can be greater than the sum of their bounds.
    private void LeaveOut(Span<ulong> documents, float spare)
    {
        for (var word = 0; word < documents.Length; word++)
        {
            for (var bits = documents[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (!(sums[at] > 0 && formula.Of(sums[at], damping[at]) * 1.0001f >= spare))
                    documents[word] &= ~(1UL << at);
            }
        }
    }
}
