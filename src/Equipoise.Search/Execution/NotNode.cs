namespace Equipoise.Search.Execution;

/// <summary>The documents that another node does not match.</summary>
internal sealed class NotNode(Node node, int documentCount) : Node
{
    public override int Cost => documentCount - Math.Min(node.Cost, documentCount);

    public override long Work => node.Work;

    public override bool IsCostly => node.IsCostly;

    public override void Match(Window window, Span<ulong> bits)
    {
        Bits.FillFirst(bits, window.Count);
        Narrow(window, bits);
    }

    public override void Narrow(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        bits.CopyTo(own);
        node.Narrow(window, own);
        Bits.AndNot(bits, own);
    }

    public override void NarrowCheaply(Window window, Span<ulong> bits)
    {
        if (!node.IsCostly)
            Narrow(window, bits);
    }
}
