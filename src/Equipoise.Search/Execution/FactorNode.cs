using System.Numerics;

namespace Equipoise.Search.Execution;

/// <summary>The score times a factor that depends on the document.</summary>
/// <param name="node">What scores.</param>
/// <param name="factor">The factor of a document.</param>
/// <param name="greatest">The greatest factor there can be.</param>
/// <param name="buffers">Where it works.</param>
internal sealed class FactorNode(Node node, Func<int, float> factor, float greatest, WindowBuffers buffers) : Node
{
    private readonly float[] own = buffers.Lend();

    public override int Cost => node.Cost;

    public override long Work => node.Work;

    public override bool IsCostly => node.IsCostly;

    public override bool Scores => node.Scores;

    public override int Next(int document) => node.Next(document);

    public override void Match(Window window, Span<ulong> bits) => node.Match(window, bits);

    public override void Narrow(Window window, Span<ulong> bits) => node.Narrow(window, bits);

    public override void NarrowCheaply(Window window, Span<ulong> bits) => node.NarrowCheaply(window, bits);

    public override float Bound(Window window) => node.Bound(window) * greatest;

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        if (greatest <= 0)
            return;
        own.AsSpan().Clear();
        node.Score(window, matches, own, spare > 0 ? spare / greatest * 0.9999f : float.NegativeInfinity, certain);
        for (var word = 0; word < matches.Length; word++)
        {
            for (var bits = matches[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (own[at] > 0)
                    scores[at] += own[at] * factor(window.Start + at);
            }
        }
    }
}
