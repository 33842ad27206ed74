namespace Equipoise.Search.Execution;

/// <summary>A node that matches what one or another of some nodes matches; how it scores is its own.</summary>
/// <param name="nodes">The alternatives.</param>
internal abstract class AlternativesNode(IEnumerable<Node> nodes) : Node
{
    private readonly Alternatives matching = new(nodes);

    public sealed override int Cost => matching.Cost;

    public sealed override long Work => matching.Work;

    public sealed override bool IsCostly => matching.AreCostly;

    public sealed override int Next(int document) => matching.Next(document);

    public sealed override void Match(Window window, Span<ulong> bits) => matching.Match(window, bits);

    public sealed override void Narrow(Window window, Span<ulong> bits) => matching.Narrow(window, bits);

    public sealed override void NarrowCheaply(Window window, Span<ulong> bits) => matching.NarrowCheaply(window, bits);
}
