using System.Collections.Concurrent;

namespace Equipoise.Registry.Indexing;

/// <summary>Entries whose documents were taken in, to be filled anew: what they have grown to is not made again for each study. Safe for use by many threads.</summary>
internal sealed class SpareEntries
{
    // Entries that have grown beyond this take large records only, and a few are kept: in time all would be as large as the largest study.
    private const int LargeRecord = 96 * 1024;
    private const int MostLarge = 4;

    // What a few changes need.
    private const int MostKept = 128;
    private readonly ConcurrentBag<StudyEntry> entries = [];
    private readonly ConcurrentBag<StudyEntry> large = [];

    /// <summary>An entry for a record, perhaps a new one.</summary>
    /// <param name="recordLength">How many bytes the record has.</param>
    public StudyEntry Take(int recordLength) => (IsLarge(recordLength) ? large : entries).TryTake(out var entry) ? entry : new StudyEntry();

    /// <summary>Takes back an entry that nobody reads any more.</summary>
    public void GiveBack(StudyEntry entry)
    {
        if (!IsLarge(entry.RecordLength))
            entries.Add(entry);
        else if (large.Count < MostLarge)
            large.Add(entry);
    }

    /// <summary>Lets go what only many changes need.</summary>
    public void Cut()
    {
        large.Clear();
        while (entries.Count > MostKept && entries.TryTake(out _))
        {
        }
    }

    /// <summary>Hands all over to others.</summary>
    public void GiveTo(SpareEntries others)
    {
        while (entries.TryTake(out var entry))
            others.entries.Add(entry);
        others.Cut();
    }

    private static bool IsLarge(int recordLength) => recordLength > LargeRecord;
}
