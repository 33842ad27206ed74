using System.Runtime.InteropServices;

namespace Equipoise.Search.Execution;

/// <summary>A worker's part of a search: a segment, or every other run of its windows.</summary>
/// <param name="Segment">The number of the segment.</param>
/// <param name="Turn">Which of its runs the worker takes.</param>
/// <param name="Turns">How many workers take turns at it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WorkShare(int Segment, int Turn, int Turns)
{
    /// <summary>All segments for one worker, the largest first: what it finds there tells what need not be scored elsewhere.</summary>
    public static List<WorkShare> Whole(IReadOnlyList<int> sizes) => [.. LargestFirst(sizes).Select(segment => new WorkShare(segment, 0, 1))];

    /// <summary>All segments for one worker, in their order.</summary>
    public static List<WorkShare> InOrder(IReadOnlyList<int> sizes) => [.. Enumerable.Range(0, sizes.Count).Select(segment => new WorkShare(segment, 0, 1))];

    /// <summary>All segments for two workers, so that both have about as many documents. Those of more than a quarter of all documents are shared; of the others each goes to
    /// the worker that has less.</summary>
    /// <param name="sizes">How many documents each segment has.</param>
    public static (List<WorkShare> First, List<WorkShare> Second) Halves(IReadOnlyList<int> sizes)
    {
        var (first, second) = (new List<WorkShare>(), new List<WorkShare>());
        var (ofFirst, ofSecond) = (0L, 0L);
        var all = sizes.Sum(size => (long)size);
        foreach (var segment in LargestFirst(sizes))
        {
            if (sizes[segment] * 4L > all)
            {
                first.Add(new WorkShare(segment, 0, 2));
                second.Add(new WorkShare(segment, 1, 2));
            }
            else if (ofFirst <= ofSecond)
            {
                first.Add(new WorkShare(segment, 0, 1));
                ofFirst += sizes[segment];
            }
            else
            {
                second.Add(new WorkShare(segment, 0, 1));
                ofSecond += sizes[segment];
            }
        }

        return (first, second);
    }

    private static IEnumerable<int> LargestFirst(IReadOnlyList<int> sizes) => Enumerable.Range(0, sizes.Count).OrderByDescending(segment => sizes[segment]);
}
