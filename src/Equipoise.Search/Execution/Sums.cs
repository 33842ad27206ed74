using System.Numerics;
using System.Runtime.InteropServices;

namespace Equipoise.Search.Execution;

/// <summary>Numbers for the documents of a window, combined as many at a time as the machine can.</summary>
internal static class Sums
{
    /// <summary>Adds numbers to others, of which there are as many.</summary>
    public static void Add(Span<float> sums, ReadOnlySpan<float> others)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(sums);
        var wideOthers = MemoryMarshal.Cast<float, Vector<float>>(others);
        for (var at = 0; at < wide.Length; at++)
            wide[at] += wideOthers[at];
        for (var at = wide.Length * Vector<float>.Count; at < sums.Length; at++)
            sums[at] += others[at];
    }

    /// <summary>Leaves the greater of each two.</summary>
    public static void KeepGreater(Span<float> most, ReadOnlySpan<float> others)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(most);
        var wideOthers = MemoryMarshal.Cast<float, Vector<float>>(others);
        for (var at = 0; at < wide.Length; at++)
            wide[at] = Vector.Max(wide[at], wideOthers[at]);
        for (var at = wide.Length * Vector<float>.Count; at < most.Length; at++)
            most[at] = Math.Max(most[at], others[at]);
    }
}
