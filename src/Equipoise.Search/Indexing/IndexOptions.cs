namespace Equipoise.Search.Indexing;

/// <summary>How an index is kept.</summary>
public sealed record IndexOptions
{
    /// <summary>The clock by which old generations expire.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>How long a generation stays readable after the next one is committed.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.Zero;

    /// <summary>How many words a writer holds in memory before it writes a segment; each costs about 25 bytes, and twice that where
    /// segments are written on a thread of their own.</summary>
    public int BufferedWords { get; init; } = 4_000_000;

    /// <summary>How many processors searches may count on: with two for each search that runs, a costly one is shared by two workers.</summary>
    public int Processors { get; init; } = 1;

    /// <summary>Whether segments are written and merged on threads of their own while the writer goes on; otherwise they are merged in
    /// commits, and the same documents in the same order give the same bytes.</summary>
    public bool MergeInBackground { get; init; }

    /// <summary>How many segments of like size are merged into one, at least 2.</summary>
    public int MergeFactor { get; init; } = 10;

    /// <summary>How many documents a merged segment has at least to keep lists of which of them have phrases that are frequent there. In smaller ones a phrase is found
    /// by the positions of its words alone, which changes no answer.</summary>
    public int PhrasesFrom { get; init; } = 10_000;

    /// <summary>Whether every part of a file is verified by its checksum before it is first used; otherwise only lengths are, and what
    /// was altered under a running reader.</summary>
    public bool VerifyChecksums { get; init; } = true;
}
