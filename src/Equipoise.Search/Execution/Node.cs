namespace Equipoise.Search.Execution;

/// <summary>A part of a query on one table of one segment.</summary>
internal abstract class Node
{
    /// <summary>About how many documents match.</summary>
    public abstract int Cost { get; }

    /// <summary>About how many steps it takes to say which documents match; a document whose positions are read counts for some.</summary>
    public virtual long Work => Cost;

    /// <summary>Whether anything can score more than nothing.</summary>
    public virtual bool Scores => false;

    /// <summary>Whether <see cref="Narrow"/> reads positions, where <see cref="NarrowCheaply"/> does not.</summary>
    public virtual bool IsCostly => false;

    /// <summary>A document at or beyond another before which nothing matches; <see cref="int.MaxValue"/> where nothing does.</summary>
    public virtual int Next(int document) => document;

    /// <summary>Says which documents of a window match.</summary>
    public abstract void Match(Window window, Span<ulong> bits);

    /// <summary>Takes away the documents that do not match.</summary>
    public virtual void Narrow(Window window, Span<ulong> bits)
    {
        if (Bits.AreEmpty(bits))
            return;
        Span<ulong> own = stackalloc ulong[Window.Words];
        Match(window, own);
        Bits.And(bits, own);
    }

    /// <summary>Takes away documents that do not match, as far as that can be said without reading positions: all of them where the node is not
    /// <see cref="IsCostly"/>.</summary>
    public virtual void NarrowCheaply(Window window, Span<ulong> bits) => Narrow(window, bits);

    /// <summary>The most that a document of a window can score.</summary>
    public virtual float Bound(Window window) => 0;

    /// <summary>Adds the scores of documents that match.</summary>
    /// <param name="window">The window.</param>
    /// <param name="matches">Which documents to score.</param>
    /// <param name="scores">What is added to, a number for each document of the window.</param>
    /// <param name="spare">A document that scores less here need not be scored.</param>
    /// <param name="certain">Whether all of <paramref name="matches"/> are known to match this node too.</param>
    public virtual void Score(Window window, ReadOnlySpan<ulong> matches, Span<float> scores, float spare, bool certain)
    {
    }
}
