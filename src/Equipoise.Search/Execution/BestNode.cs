using System.Numerics;

namespace Equipoise.Search.Execution;

/// <summary>Alternatives of which the best counts.</summary>
/// <param name="alternatives">The alternatives.</param>
/// <param name="rest">What the others count.</param>
/// <param name="buffers">Where it works.</param>
internal sealed class BestNode(IReadOnlyList<Node> alternatives, float rest, WindowBuffers buffers) : AlternativesNode(alternatives)
{
    private readonly float[] best = buffers.Lend();
    private readonly float[] sum = buffers.Lend();
    private readonly float[] one = buffers.Lend();

    public override bool Scores => alternatives.Any(node => node.Scores);

    public override float Bound(Window window)
    {
        var (most, all) = (0f, 0f);
        foreach (var node in alternatives)
        {
            var bound = node.Bound(window);
            (most, all) = (Math.Max(most, bound), all + bound);
        }

        return most + rest * (all - most);
    }

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        // Where only the best counts, an alternative below what is needed cannot be it. Where the others count too, a small one
        // may be what lifts a document over it: it is left out only where it could not do so with all others at their most.
        var others = rest > 0 ? Bound(window) : 0;
        best.AsSpan().Clear();
        sum.AsSpan().Clear();
        foreach (var node in alternatives)
        {
            one.AsSpan().Clear();
            node.Score(window, matches, one, spare - others, certain: false);
            Sums.KeepGreater(best, one);
            Sums.Add(sum, one);
        }

        for (var word = 0; word < matches.Length; word++)
        {
            for (var bits = matches[word]; bits != 0; bits &= bits - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(bits);
                scores[at] += best[at] + rest * (sum[at] - best[at]);
            }
        }
    }
}
