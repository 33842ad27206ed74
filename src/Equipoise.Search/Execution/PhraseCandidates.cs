namespace Equipoise.Search.Execution;

/// <summary>Which documents may have a phrase: those that have its words, and its neighboring words next to each other where there are lists of that.</summary>
internal sealed class PhraseCandidates
{
    private readonly PhraseList[] lists;

    // The words that no list speaks of.
    private readonly PhraseWord[] words;

    /// <summary>Takes the words, that with the fewest documents first, and the lists.</summary>
    public PhraseCandidates(PhraseWord[] rarestFirst, IReadOnlyList<PhraseList> lists)
    {
        this.lists = [.. lists.OrderBy(list => list.Cost)];
        words = [.. rarestFirst.Where(word => !lists.Any(list => list.Covers(word.Offset)))];
        IsCertain = lists.Any(list => list.IsWhole);
        Cost = this.lists.Select(list => list.Cost).Concat(words.Select(word => word.Cost)).Min();
        Work = this.lists.Sum(list => (long)list.Cost) + words.Sum(word => (long)word.Cost);
    }

    /// <summary>About how many there are.</summary>
    public int Cost { get; }

    /// <summary>About how many steps it takes to find them.</summary>
    public long Work { get; }

    /// <summary>Whether nearly all of them are certain to have the phrase.</summary>
    public bool IsCertain { get; }

    /// <summary>A document at or beyond another before which there is none.</summary>
    public int Next(int document)
    {
        var next = document;
        foreach (var list in lists)
            next = Math.Max(next, list.Next(next));
        foreach (var word in words)
            next = Math.Max(next, word.Next(next));
        return next;
    }

    /// <summary>Takes away documents that are none.</summary>
    /// <param name="window">The window.</param>
    /// <param name="bits">The documents; keeps those of which positions have to tell.</param>
    /// <param name="certain">Takes those that are certain to have the phrase; empty where positions shall tell in any case.</param>
    public void Narrow(Window window, Span<ulong> bits, Span<ulong> certain)
    {
        foreach (var list in lists)
        {
            if (Bits.AreEmpty(bits))
                return;
            list.Narrow(window, bits, certain);
        }

        foreach (var word in words)
        {
            if (Bits.AreEmpty(bits))
                return;
            word.Narrow(window, bits);
        }
    }
}
