namespace Equipoise.Search.Execution;

/// <summary>Every document.</summary>
internal sealed class AllNode(int documentCount) : Node
{
    public override int Cost => documentCount;

    public override void Match(Window window, Span<ulong> bits) => Bits.FillFirst(bits, window.Count);

    public override void Narrow(Window window, Span<ulong> bits)
    {
    }
}
