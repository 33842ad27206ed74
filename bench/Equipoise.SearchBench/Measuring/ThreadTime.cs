using System.Runtime.InteropServices;

namespace Equipoise.SearchBench.Measuring;

/// <summary>How long the processor has worked for the thread that asks: beside other work it says more than the clock.</summary>
internal static partial class ThreadTime
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int OfThread = 3;

    /// <summary>Milliseconds since the thread began.</summary>
    public static double Milliseconds => Read(OfThread, out var time) == 0
        ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
        : throw new PlatformNotSupportedException("This system does not tell the processor time of a thread.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Read(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
