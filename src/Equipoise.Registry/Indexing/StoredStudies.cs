using Equipoise.Registry.Store;

namespace Equipoise.Registry.Indexing;

/// <summary>Studies that were stored a moment ago, by one transaction and in the order of their changes.</summary>
/// <param name="First">The number of the first one's change; each of the others has the next.</param>
/// <param name="Studies">The studies, at least one.</param>
internal sealed record StoredStudies(long First, IReadOnlyList<StoredStudy> Studies)
{
    /// <summary>The number of the last one's change.</summary>
    public long Last => First + Studies.Count - 1;

    /// <summary>The same in several parts.</summary>
    /// <param name="most">How many studies a part has at most.</param>
    public IEnumerable<StoredStudies> InParts(int most) => Studies.Chunk(most).Select((some, number) => new StoredStudies(First + (number * most), some));
}
