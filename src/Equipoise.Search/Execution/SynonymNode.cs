using System.Numerics;
using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>Forms of one word: their occurrences are added, or the most frequent one counts, before they saturate.</summary>
/// <param name="forms">The forms, each with what an occurrence counts.</param>
/// <param name="formula">How the sum scores.</param>
/// <param name="most">Whether the form that occurs most counts alone: for different ways to read the same words.</param>
/// <param name="meter">Where work is counted.</param>
internal sealed class SynonymNode(IReadOnlyList<(CountedWord Word, float Boost)> forms, Bm25 formula, bool most, SearchMeter meter) : Node
{
    private readonly float[] sums = new float[Window.Size];
    private readonly float[] one = new float[Window.Size];
    private readonly float[] damping = new float[Window.Size];
    private readonly bool isCostly = forms.Any(form => form.Word.IsCostly);

    public override int Cost { get; } = forms.Sum(form => form.Word.Node.Cost);

    public override int Next(int document) => forms.Min(form => form.Word.Node.Next(document));

    public override void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        Span<ulong> own = stackalloc ulong[Window.Words];
        foreach (var (word, _) in forms)
        {
            word.Node.Match(window, own);
            Bits.Or(bits, own);
        }
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> all = stackalloc ulong[Window.Words];
        Span<ulong> own = stackalloc ulong[Window.Words];
        all.Clear();
        foreach (var (word, _) in forms)
        {
            bits.CopyTo(own);
            word.Node.Narrow(window, own);
            Bits.Or(all, own);
        }

        Bits.And(bits, all);
    }

    public override float Bound(Window window) => formula.Rarity;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        if (formula.Rarity < spare)
            return;
        Span<ulong> worth = stackalloc ulong[Window.Words];
        matches.CopyTo(worth);
        if (isCostly && spare > 0)
        {
            Count(window, matches, atMost: true);
            meter.LeaveUnscored(LeaveOut(worth, spare));
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

    private void Count(Window window, ReadOnlySpan<ulong> documents, bool atMost)
    {
        sums.AsSpan().Clear();
        foreach (var (word, boost) in forms)
        {
            one.AsSpan().Clear();
            word.Count(window, documents, boost, one, damping, atMost);
            if (most)
                Sums.KeepGreater(sums, one);
            else
                Sums.Add(sums, one);
        }
    }

    // Takes away the documents that would score too little even with the most that was counted. A little is added, because sums of rounded
    // numbers can be greater than the sum of their bounds.
    private int LeaveOut(Span<ulong> documents, float spare)
    {
        var left = 0;
        for (var word = 0; word < documents.Length; word++)
        {
            for (var bits = documents[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (sums[at] > 0 && formula.Of(sums[at], damping[at]) * 1.0001f >= spare)
                    continue;
                documents[word] &= ~(1UL << at);
                left += sums[at] > 0 ? 1 : 0;
            }
        }

        return left;
    }
}
