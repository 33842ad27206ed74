namespace Equipoise.Search.Execution;

/// <summary>Which documents one or another of some nodes matches. Those that take little work say so first, and each further one is asked only about the
/// documents that none before it matches.</summary>
internal sealed class Alternatives(IEnumerable<Node> nodes)
{
    private readonly Node[] cheapFirst = [.. nodes.OrderBy(node => node.Work)];

    /// <summary>About how many documents match.</summary>
    public int Cost => (int)Math.Min(int.MaxValue, cheapFirst.Sum(node => (long)node.Cost));

    public long Work => cheapFirst.Sum(node => node.Work);

    public bool AreCostly => cheapFirst.Any(node => node.IsCostly);

    public int Next(int document)
    {
        var next = int.MaxValue;
        foreach (var node in cheapFirst)
            next = Math.Min(next, node.Next(document));
        return next;
    }

    public void Match(Window window, Span<ulong> bits)
    {
        bits.Clear();
        if (cheapFirst.Length == 0)
            return;
        cheapFirst[0].Match(window, bits);
        Span<ulong> others = stackalloc ulong[Window.Words];
        for (var number = 1; number < cheapFirst.Length; number++)
        {
            if (cheapFirst[number].IsCostly)
            {
                Bits.FillFirst(others, window.Count);
                Bits.AndNot(others, bits);
                cheapFirst[number].Narrow(window, others);
            }
            else
            {
                cheapFirst[number].Match(window, others);
            }

            Bits.Or(bits, others);
        }
    }

    public void Narrow(Window window, Span<ulong> bits) => Narrow(window, bits, cheaply: false);

    public void NarrowCheaply(Window window, Span<ulong> bits) => Narrow(window, bits, cheaply: true);

    private void Narrow(Window window, Span<ulong> bits, bool cheaply)
    {
        Span<ulong> found = stackalloc ulong[Window.Words];
        Span<ulong> others = stackalloc ulong[Window.Words];
        found.Clear();
        foreach (var node in cheapFirst)
        {
            bits.CopyTo(others);
            Bits.AndNot(others, found);
            if (Bits.AreEmpty(others))
                break;
            if (cheaply)
                node.NarrowCheaply(window, others);
            else
                node.Narrow(window, others);
            Bits.Or(found, others);
        }

        Bits.And(bits, found);
    }
}
