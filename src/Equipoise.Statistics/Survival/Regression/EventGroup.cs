using System.Runtime.InteropServices;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>One event time of one stratum, in positions of the layout.</summary>
/// <param name="Time">When.</param>
/// <param name="Stratum">Which stratum.</param>
/// <param name="IsFirst">Whether it is the first of its stratum to be visited, the latest.</param>
/// <param name="Deaths">The position of the first row with the event.</param>
/// <param name="Count">How many rows have it.</param>
/// <param name="End">Behind the last row whose time is this or later.</param>
/// <param name="Begin">The first row of the stratum.</param>
/// <param name="Left">Behind the last entry that starts at this time or later, so that it is not at risk.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventGroup(double Time, int Stratum, bool IsFirst, int Deaths, int Count, int End, int Begin, int Left);
