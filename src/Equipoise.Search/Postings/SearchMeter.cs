using Equipoise.Search.Searching;

namespace Equipoise.Search.Postings;

/// <summary>Counts the steps of one worker of a search and stops it at its limit.</summary>
/// <param name="limit">The most steps.</param>
internal sealed class SearchMeter(long limit)
{
    private long postings;
    private long blocks;
    private long openedBlocks;
    private long scored;
    private long unscored;
    private long positions;
    private long values;

    /// <summary>What its worker works in.</summary>
    public SearchRoom Room { get; } = new();

    /// <summary>What was counted.</summary>
    public SearchWork Work => new(postings, blocks, Math.Max(0, openedBlocks - blocks), scored, unscored, positions, values);

    /// <summary>Counts the blocks of a list of documents.</summary>
    public SearchMeter Open(int documents)
    {
        openedBlocks += (documents + BlockPacking.BlockSize - 1) / BlockPacking.BlockSize;
        return this;
    }

    /// <summary>Adds what another worker of the same search did, on the same lists.</summary>
    /// <exception cref="SearchException">Both together took more steps than the search may.</exception>
    public void Take(SearchMeter other)
    {
        postings += other.postings;
        blocks += other.blocks;
        scored += other.scored;
        unscored += other.unscored;
        positions += other.positions;
        values += other.values;
        Check();
    }

    public void Decode(int count)
    {
        blocks++;
        postings += count;
        Check();
    }

    public void Score(int count)
    {
        scored += count;
        Check();
    }

    public void LeaveUnscored(int count) => unscored += count;

    public void ReadPositions(int count)
    {
        positions += count;
        Check();
    }

    public void ReadValues(int count)
    {
        values += count;
        Check();
    }

    private void Check()
    {
        if (postings + scored + positions + values > limit)
            throw new SearchException($"The search takes more than the {limit} steps it is allowed: ask for something narrower.");
    }
}
