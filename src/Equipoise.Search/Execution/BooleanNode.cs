using System.Numerics;

namespace Equipoise.Search.Execution;

/// <summary>Conditions together.</summary>
internal sealed class BooleanNode : Node
{
    private readonly Node[] required;
    private readonly Node[] optional;
    private readonly Node[] excluded;
    private readonly Node[] scoring;
    private readonly int scoringRequired;
    private readonly int minimum;
    private readonly Alternatives oneOf;
    private readonly Node[] costly;
    private readonly bool readsLate;

    /// <summary>Takes must, filter, should and must-not, and how many of the optional ones have to match.</summary>
    public BooleanNode(IReadOnlyList<Node> must, IReadOnlyList<Node> filter, IReadOnlyList<Node> should, IReadOnlyList<Node> mustNot, int minimum)
    {
        required = [.. must.Concat(filter).OrderBy(node => node.Cost)];
        optional = [.. should];
        excluded = [.. mustNot];
        scoring = [.. must, .. should];
        scoringRequired = must.Count;
        this.minimum = required.Length == 0 ? Math.Max(1, minimum) : minimum;
        oneOf = new Alternatives(optional);
        Cost = required.Length > 0 ? required[0].Cost : oneOf.Cost;
        Work = required.Sum(node => node.Work) + oneOf.Work + excluded.Sum(node => node.Work);
        costly = Array.FindAll(required, node => node.IsCostly);
        readsLate = required.Length > 1 && costly.Length > 0;
        IsCostly = required.Concat(optional).Concat(excluded).Any(node => node.IsCostly);
    }

    public override int Cost { get; }

    public override long Work { get; }

    public override bool IsCostly { get; }

    public override bool Scores => scoring.Any(node => node.Scores);

    public override int Next(int document)
    {
        var next = document;
        foreach (var node in required)
            next = Math.Max(next, node.Next(next));
        return required.Length > 0 ? next : oneOf.Next(document);
    }

    public override void Match(Window window, Span<ulong> bits)
    {
        if (required.Length == 0)
        {
            MatchOptional(window, bits);
            NarrowByExcluded(window, bits);
        }
        else if (readsLate && required[0].IsCostly)
        {
            Bits.FillFirst(bits, window.Count);
            Narrow(window, bits);
        }
        else if (readsLate)
        {
            required[0].Match(window, bits);
            Narrow(window, bits, from: 1);
        }
        else
        {
            required[0].Match(window, bits);
            NarrowBy(required.AsSpan(1), window, bits);
        }
    }

    public override void Narrow(Window window, Span<ulong> bits) => Narrow(window, bits, from: 0);

    private void Narrow(Window window, Span<ulong> bits, int from)
    {
        // Positions are read only in documents that all others let through.
        if (readsLate)
        {
            NarrowByRequired(window, bits, from);
            NarrowBy(costly, window, bits);
        }
        else
        {
            NarrowBy(required, window, bits);
        }
    }

    public override void NarrowCheaply(Window window, Span<ulong> bits)
    {
        if (!IsCostly)
        {
            Narrow(window, bits);
            return;
        }

        NarrowByRequired(window, bits, from: 0);
        if (minimum == 1)
            oneOf.NarrowCheaply(window, bits);
    }

    public override float Bound(Window window)
    {
        var sum = 0f;
        foreach (var node in scoring)
            sum += node.Bound(window);
        return sum;
    }

    public override void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
        var sum = Bound(window);
        if (sum < spare)
            return;
        Span<ulong> own = stackalloc ulong[Window.Words];
        matches.CopyTo(own);
        if (!certain)
            Narrow(window, own);
        for (var number = 0; number < scoring.Length; number++)
            scoring[number].Score(window, own, scores, spare - (sum - scoring[number].Bound(window)), certain: number < scoringRequired);
    }

    private void NarrowByRequired(Window window, Span<ulong> bits, int from)
    {
        foreach (var node in required.AsSpan(from))
        {
            if (Bits.AreEmpty(bits))
                return;
            node.NarrowCheaply(window, bits);
        }
    }

    private void NarrowBy(ReadOnlySpan<Node> nodes, Window window, Span<ulong> bits)
    {
        foreach (var node in nodes)
        {
            if (Bits.AreEmpty(bits))
                return;
            node.Narrow(window, bits);
        }

        if (minimum > 0)
            NarrowByOptional(window, bits);
        NarrowByExcluded(window, bits);
    }

    private void NarrowByExcluded(Window window, Span<ulong> bits)
    {
        Span<ulong> own = stackalloc ulong[Window.Words];
        foreach (var node in excluded)
        {
            bits.CopyTo(own);
            node.Narrow(window, own);
            Bits.AndNot(bits, own);
        }
    }

    private void MatchOptional(Window window, Span<ulong> bits)
    {
        oneOf.Match(window, bits);
        if (minimum > 1)
            NarrowByOptional(window, bits);
    }

    private void NarrowByOptional(Window window, Span<ulong> bits)
    {
        if (minimum == 1)
        {
            oneOf.Narrow(window, bits);
            return;
        }

        Span<byte> counts = stackalloc byte[Window.Size];
        Span<ulong> own = stackalloc ulong[Window.Words];
        Span<ulong> enough = stackalloc ulong[Window.Words];
        counts.Clear();
        enough.Clear();
        foreach (var node in optional)
        {
            bits.CopyTo(own);
            node.Narrow(window, own);
            AddCounts(own, counts, enough);
        }

        Bits.And(bits, enough);
    }

    private void AddCounts(ReadOnlySpan<ulong> own, Span<byte> counts, Span<ulong> enough)
    {
        for (var word = 0; word < own.Length; word++)
        {
            for (var left = own[word]; left != 0; left &= left - 1)
            {
                var at = word * 64 + BitOperations.TrailingZeroCount(left);
                if (counts[at] < byte.MaxValue && ++counts[at] == minimum)
                    enough[word] |= 1UL << at;
            }
        }
    }
}
