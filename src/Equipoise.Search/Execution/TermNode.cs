using Equipoise.Search.Postings;

namespace Equipoise.Search.Execution;

/// <summary>A word of a group.</summary>
internal sealed unsafe class TermNode(PostingCursor cursor, byte* lengths, Bm25 formula, SearchMeter meter) : Node
{
    private readonly float[] damping = formula.ByCode;
    private int boundWindow = -1;
    private float bound;

    public override int Cost => cursor.Count;

    public override bool Scores => true;

    public override int Next(int document) => ListMatch.Next(cursor, document);

    public override void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        ListMatch.Add(cursor, window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        own.Clear();
        ListMatch.Add(cursor, window, bits, own);
        Bits.And(bits, own);
    }

    public override float Bound(Window window)
    {
        if (boundWindow == window.Start)
            return bound;
        (boundWindow, bound) = (window.Start, 0);
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
            bound = Math.Max(bound, Most(block));
        return bound;
    }

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        for (var block = cursor.Find(window.Start); block < cursor.Blocks && cursor.Before(block) + 1 < window.End; block++)
        {
            if (!ListMatch.Reaches(cursor, block, window, matches))
                continue;
            if (Most(block) < spare)
                meter.LeaveUnscored(cursor.CountIn(block));
            else
                Score(block, window, matches, scores);
        }
    }

    private void Score(int block, Window window, ReadOnlySpan<ulong> matches, Span<float> scores)
    {
        var documents = ListMatch.Within(cursor.Documents(block), window, out var before);
        var codes = cursor.Codes(block)[before..];
        var occurrences = Impact.Occurrences;
        var rarity = formula.Rarity;
        var scored = 0;
        for (var number = 0; number < documents.Length; number++)
        {
            var at = documents[number] - window.Start;
            if ((matches[at >> 6] >> at & 1) == 0)
                continue;
            var count = occurrences[codes[number]];
            scores[at] += rarity * count / (count + damping[lengths[documents[number]]]);
            scored++;
        }

        meter.Score(scored);
    }

    // A little is added, because sums of rounded numbers can be greater than the sum of their bounds.
    private float Most(int block)
    {
        var (code, length) = cursor.Bound(block);
        return formula.Of(Impact.Occurrences[code], damping[length]) * 1.0001f;
    }
}
