using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.Storing;

/// <summary>Which studies a run has met: one bit for each of the 10⁸ ids there can be, in pages made when they are needed,
/// so that it never takes more than 12.5 MB.</summary>
internal sealed class SeenStudies
{
    private const int PageBits = 1 << 16;
    private readonly ulong[]?[] pages = new ulong[(100_000_000 / PageBits) + 1][];

    /// <summary>True where the run has met a study.</summary>
    public bool Contains(StudyId id)
    {
        var number = NumberOf(id);
        return pages[number / PageBits] is { } page && (page[(number % PageBits) / 64] & (1UL << (number % 64))) != 0;
    }

    /// <summary>Notes a study.</summary>
    /// <returns>True the first time.</returns>
    public bool Add(StudyId id)
    {
        var number = NumberOf(id);
        var page = pages[number / PageBits] ??= new ulong[PageBits / 64];
        var (word, bit) = ((number % PageBits) / 64, 1UL << (number % 64));
        var isFirst = (page[word] & bit) == 0;
        page[word] |= bit;
        return isFirst;
    }

    private static int NumberOf(StudyId id) => int.Parse(id.ToString().AsSpan(3), CultureInfo.InvariantCulture);
}
