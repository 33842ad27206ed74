using System.Numerics;

namespace Equipoise.Search.Execution;

/// <summary>Documents worked out beforehand, perhaps with their scores.</summary>
internal sealed class BitmapNode : Node
{
    private readonly ulong[] bitmap;
    private readonly float[]? scores;
    private readonly float greatest;

    /// <summary>Takes a bitmap of all documents (whole windows of it) and, where they score, their scores.</summary>
    public BitmapNode(ulong[] bitmap, float[]? scores = null)
    {
        this.bitmap = bitmap;
        this.scores = scores;
        Cost = Window.Matches(bitmap);
        greatest = scores is { Length: > 0 } ? scores.Max() : 0;
    }

    public override int Cost { get; }

    /// <summary>A bitmap of whole windows.</summary>
    public static ulong[] Empty(int documentCount) => new ulong[(documentCount + Window.Size - 1) / Window.Size * Window.Words];

    public override bool Scores => scores is not null;

    public override int Next(int document) => Bits.Next(bitmap, document) is >= 0 and var next ? next : int.MaxValue;

    public override void Match(Window window, Span<ulong> bits) => Slice(window).CopyTo(bits);

    public override void Narrow(Window window, Span<ulong> bits) => Bits.And(bits, Slice(window));

    public override float Bound(Window window) => greatest;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> sums, float spare, bool certain)
    {
        if (scores is null)
            return;
        var own = Slice(window);
        for (var word = 0; word < matches.Length; word++)
        {
            for (var bits = matches[word] & own[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                sums[at] += scores[window.Start + at];
            }
        }
    }

    private ReadOnlySpan<ulong> Slice(Window window) => bitmap.AsSpan(window.Start / 64, Window.Words);
}
