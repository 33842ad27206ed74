using System.Runtime.InteropServices;
using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Facts;

namespace Equipoise.Eligibility.Evaluation;

/// <summary>The days that a window covers.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeWindow(DateOnly First, DateOnly Last)
{
    /// <summary>The window that ends on a day. Months and years are those of the calendar.</summary>
    public static TimeWindow Before(Window window, DateOnly day)
    {
        var whole = (int)Math.Min(Math.Floor(window.Value), 2000);
        var rest = window.Value - whole;
        var start = window.Unit switch
        {
            "a" => Back(day, whole * 12).AddDays(-(int)Math.Round(rest * 365)),
            "mo" => Back(day, whole).AddDays(-(int)Math.Round(rest * 30)),
            "wk" => Days(day, Math.Round(window.Value * 7)),
            "h" => Days(day, Math.Ceiling(window.Value / 24)),
            _ => Days(day, Math.Round(window.Value)),
        };
        return new TimeWindow(start, day);
    }

    /// <summary>Whether a stretch of time touches the window: yes, no, or its dates are not precise enough to say. What began within
    /// the window touches it, whenever it ended.</summary>
    public Truth Touches(FactDate? start, FactDate? end)
    {
        if ((start is not null && start.First > Last) || (end is not null && end.Last < First))
            return Truth.False;
        if (start is null && end is null)
            return Truth.Unknown;
        // It ended no earlier than it began.
        var endsNoEarlier = end is null || (start is not null && start.First > end.First) ? start!.First : end.First;
        return endsNoEarlier >= First && (start is null || start.Last <= Last) ? Truth.True : Truth.Unknown;
    }

    private static DateOnly Back(DateOnly day, int months) => months >= ((day.Year - 1) * 12) + day.Month ? DateOnly.MinValue.AddYears(10) : day.AddMonths(-months);

    private static DateOnly Days(DateOnly day, decimal days) => days >= day.DayNumber ? DateOnly.MinValue : day.AddDays(-(int)days);
}
