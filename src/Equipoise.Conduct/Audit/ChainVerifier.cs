namespace Equipoise.Conduct.Audit;

/// <summary>Follows a trail link by link and stops at the first that does not hold.</summary>
public sealed class ChainVerifier(string trail)
{
    private string last = AuditTrails.Beginning;

    /// <summary>How many links held.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of the last link that held.</summary>
    public string LastHash => last;

    /// <summary>Takes the next entry, in the order of their numbers.</summary>
    /// <returns>Null where it holds; else a sentence that names the broken link.</returns>
    public string? Take(AuditEntry entry)
    {
        var expected = Count + 1;
        if (entry.Number != expected)
            return $"Entry {expected} of the trail {trail} is missing: entry {entry.Number} stands where it should.";
        if (!string.Equals(entry.PreviousHash, last, StringComparison.Ordinal))
            return $"Entry {expected} of the trail {trail} does not follow the one before it: one of the two was exchanged.";
        if (!string.Equals(entry.Hash, CanonicalForm.HashOf(entry), StringComparison.Ordinal))
            return $"Entry {expected} of the trail {trail} was changed after it was written: its hash is not that of its content.";
        (Count, last) = (expected, entry.Hash);
        return null;
    }

    /// <summary>Compares with the head that the database keeps of the trail.</summary>
    /// <returns>Null where it holds; else a sentence.</returns>
    public string? End(long headNumber, string headHash) =>
        headNumber > Count ? $"Entry {Count + 1} of the trail {trail} is missing: the trail should end with entry {headNumber}."
        : headNumber < Count || !string.Equals(headHash, last, StringComparison.Ordinal) ? $"Entry {Count} of the trail {trail} is not the one its head names: entries were added or exchanged beside the program."
        : null;
}
