using System.Numerics;

namespace Equipoise.Search.Execution;

/// <summary>Whatever matches scores the same.</summary>
internal sealed class ConstantNode(Node node, float score) : Node
{
    public override int Cost => node.Cost;

    public override long Work => node.Work;

    public override bool IsCostly => node.IsCostly;

    public override bool Scores => score > 0;

    public override int Next(int document) => node.Next(document);

    public override void Match(Window window, Span<ulong> bits) => node.Match(window, bits);

    public override void Narrow(Window window, Span<ulong> bits) => node.Narrow(window, bits);

    public override void NarrowCheaply(Window window, Span<ulong> bits) => node.NarrowCheaply(window, bits);

    public override float Bound(Window window) => score;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        matches.CopyTo(own);
        if (!certain)
            node.Narrow(window, own);
        for (var word = 0; word < own.Length; word++)
        {
            for (var bits = own[word]; bits != 0; bits &= bits - 1)
                scores[word * 64 + BitOperations.TrailingZeroCount(bits)] += score;
        }
    }
}
