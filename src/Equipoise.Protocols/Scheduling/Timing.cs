namespace Equipoise.Protocols.Scheduling;

/// <summary>When a visit is planned.</summary>
/// <param name="Anchor">From what days are counted.</param>
/// <param name="Day">The day of the first time, the anchor's own day being 0.</param>
/// <param name="Window">How far from the planned day it may be.</param>
/// <param name="Repeats">How it repeats, one rhythm after the other; empty for once.</param>
/// <param name="Until">With what it ends; null where the rhythm ends it.</param>
public sealed record Timing(TimeAnchor Anchor, int Day, DayWindow Window, IReadOnlyList<Recurrence> Repeats, ScheduleEnd? Until)
{
    /// <summary>The planned days from the anchor, in order.</summary>
    /// <param name="lastDay">The last day that is of interest.</param>
    public IEnumerable<int> Days(int lastDay)
    {
        var day = Day;
        if (day > lastDay)
            yield break;
        yield return day;
        foreach (var repeat in Repeats)
        {
            for (var next = day + repeat.EveryDays; next <= lastDay && next <= (repeat.UntilDay ?? int.MaxValue); next += repeat.EveryDays)
                yield return day = next;
        }
    }
}
