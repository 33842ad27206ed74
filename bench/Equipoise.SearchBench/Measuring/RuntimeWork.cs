using System.Runtime;
using System.Runtime.InteropServices;

namespace Equipoise.SearchBench.Measuring;

/// <summary>What the runtime has done beside the program so far: counts that do not depend on how busy the machine is, and their times.</summary>
/// <param name="Methods">How many methods were compiled, each time one was.</param>
/// <param name="Compiling">How long that took, on all threads.</param>
/// <param name="Collections">How many collections of garbage there were.</param>
/// <param name="Oldest">How many of them were of the oldest generation.</param>
/// <param name="Stopped">How long they stopped all threads.</param>
/// <param name="NewBytes">How many bytes of memory were asked for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RuntimeWork(long Methods, TimeSpan Compiling, int Collections, int Oldest, TimeSpan Stopped, long NewBytes)
{
    public static RuntimeWork Now() => new(
        JitInfo.GetCompiledMethodCount(), JitInfo.GetCompilationTime(), GC.CollectionCount(0), GC.CollectionCount(GC.MaxGeneration), GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());

    public static RuntimeWork operator -(RuntimeWork now, RuntimeWork before) => new(
        now.Methods - before.Methods,
        now.Compiling - before.Compiling,
        now.Collections - before.Collections,
        now.Oldest - before.Oldest,
        now.Stopped - before.Stopped,
        now.NewBytes - before.NewBytes);
}
