namespace Equipoise.Search.Searching;

/// <summary>What a search cost, in counted steps: the same on every machine for as many workers.</summary>
/// <param name="PostingsRead">Postings decoded from their blocks.</param>
/// <param name="BlocksRead">Blocks of up to 128 postings decoded.</param>
/// <param name="BlocksSkipped">Blocks passed over undecoded.</param>
/// <param name="DocumentsScored">Postings whose score was worked out.</param>
/// <param name="ScoresSkipped">Matches whose score was not worked out, because they could not reach the page.</param>
/// <param name="PositionsRead">Word positions decoded.</param>
/// <param name="ValuesRead">Column values looked at by filters and sorting.</param>
public sealed record SearchWork(long PostingsRead, long BlocksRead, long BlocksSkipped, long DocumentsScored, long ScoresSkipped, long PositionsRead, long ValuesRead)
{
    /// <summary>How many workers shared the search. Two look at some blocks twice, and each has to find documents of its own for the page.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The steps that <see cref="SearchRequest.StepLimit"/> limits.</summary>
    public long Steps => PostingsRead + DocumentsScored + PositionsRead + ValuesRead;
}
