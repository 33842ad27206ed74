using System.Numerics;
using Equipoise.Search.Postings;
using Equipoise.Search.Segments;

namespace Equipoise.Search.Execution;

/// <summary>A phrase, or a word whose fields or form matter: found by its positions.</summary>
internal sealed unsafe class PlaceNode : Node
{
    private readonly TextTarget target;
    private readonly PhraseWord[] words;
    private readonly PhraseWord[] rarestFirst;
    private readonly int slop;
    private readonly Bm25 formula;
    private readonly SearchMeter meter;
    private readonly byte* lengths;
    private readonly PositionList[] positions;
    private readonly PositionList places = new();
    private readonly PositionList together = new();
    private readonly FieldMap map = new();
    private readonly ulong[] tried = new ulong[Window.Words];
    private readonly ulong[] found = new ulong[Window.Words];
    private readonly float[] occurrences = new float[Window.Size];
    private readonly float[] dampings = new float[Window.Size];
    private int windowStart = -1;

    /// <summary>Takes the words in the order of the phrase.</summary>
    public PlaceNode(TextTarget target, PhraseWord[] words, int slop, Bm25 formula, SearchMeter meter)
    {
        this.target = target;
        this.words = words;
        this.slop = slop;
        this.formula = formula;
        this.meter = meter;
        rarestFirst = [.. words.OrderBy(word => word.Cost)];
        positions = [.. words.Select(_ => new PositionList())];
        lengths = target.Group >= 0 ? target.Table.Lengths(target.Group) : null;
    }

    public override int Cost => rarestFirst[0].Cost;

    public override int Next(int document)
    {
        var next = document;
        foreach (var word in rarestFirst)
            next = Math.Max(next, word.Next(next));
        return next;
    }

    public override void Match(Window window, Span<ulong> bits)
    {
        rarestFirst[0].Match(window, bits);
        NarrowBy(rarestFirst.AsSpan(1), window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits) => NarrowBy(rarestFirst, window, bits);

    public override float Bound(Window window) => formula.Rarity;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        if (formula.Rarity < spare)
            return;
        Span<ulong> own = stackalloc ulong[Window.Words];
        matches.CopyTo(own);
        Narrow(window, own);
        for (var word = 0; word < own.Length; word++)
        {
            for (var bits = own[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                scores[at] += formula.Of(occurrences[at], dampings[at]);
            }
        }

        meter.Score(Window.Matches(own));
    }

    /// <summary>Adds the weighted occurrences in those of some documents that match, times a factor, and says how their lengths damp.</summary>
    public void Count(Window window, ReadOnlySpan<ulong> matches, float factor, Span<float> sums, Span<float> damping)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        matches.CopyTo(own);
        Narrow(window, own);
        for (var word = 0; word < own.Length; word++)
        {
            for (var bits = own[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                sums[at] += occurrences[at] * factor;
                damping[at] = dampings[at];
            }
        }
    }

    // What was tried in a window is remembered until the next.
    private void NarrowBy(ReadOnlySpan<PhraseWord> others, Window window, Span<ulong> bits)
    {
        if (windowStart != window.Start)
        {
            windowStart = window.Start;
            tried.AsSpan().Clear();
            found.AsSpan().Clear();
        }

        Span<ulong> fresh = stackalloc ulong[Window.Words];
        bits.CopyTo(fresh);
        Bits.AndNot(fresh, tried);
        Bits.Or(tried, fresh);
        foreach (var word in others)
        {
            if (Bits.AreEmpty(fresh))
                break;
            word.Narrow(window, fresh);
        }

        for (var word = 0; word < fresh.Length; word++)
        {
            for (var left = fresh[word]; left != 0; left &= left - 1)
                Try(window.Start, word * 64 + BitOperations.TrailingZeroCount(left));
        }

        Bits.And(bits, found);
    }

    private void Try(int start, int at)
    {
        var document = start + at;
        var count = slop == 0 ? CountTogether(document) : CountApart(document);
        if (count <= 0)
            return;
        found[at >> 6] |= 1UL << at;
        occurrences[at] = count;
        dampings[at] = lengths != null ? formula.ByCode[lengths[document]] : formula.Damping(FieldLength(document));
    }

    // Where the phrase can begin by the rarest word, then by each further one; frequent words are read only where it matters.
    private float CountTogether(int document)
    {
        together.Clear();
        foreach (var word in rarestFirst)
        {
            word.Positions(document, places);
            if (word == rarestFirst[0])
                together.Begin(places.Span, word.Offset);
            else
                together.KeepWhere(places.Span, word.Offset);
            if (together.Count == 0)
                return 0;
        }

        return FieldMap.Weigh(target.Table.Map(document), together.Span, target.Weights);
    }

    private float CountApart(int document)
    {
        for (var word = 0; word < words.Length; word++)
            words[word].Positions(document, positions[word]);
        var mapped = false;
        var count = 0f;
        foreach (var first in positions[0].Span)
        {
            var last = Last(first);
            if (last < 0)
                continue;
            if (!mapped)
                map.Read(target.Table.Map(document));
            mapped = true;
            var value = map.Value(first);
            if (map.Value(last) == value)
                count += target.Weights[map.Field(value)];
        }

        return count;
    }

    private int FieldLength(int document)
    {
        map.Read(target.Table.Map(document));
        var length = 0;
        for (var value = 0; value < map.Count; value++)
            length += target.Weights[map.Field(value)] > 0 ? map.Length(value) : 0;
        return length;
    }

    // Where a phrase that begins at a position ends, or -1: each word as early as it can.
    private int Last(int first)
    {
        var last = first;
        for (var word = 1; word < words.Length; word++)
        {
            var list = positions[word].Span;
            var least = last + words[word].Offset - words[word - 1].Offset;
            var at = list.BinarySearch(least);
            if (at < 0 && ~at == list.Length)
                return -1;
            last = list[at >= 0 ? at : ~at];
        }

        return last - first - (words[^1].Offset - words[0].Offset) <= slop ? last : -1;
    }
}
