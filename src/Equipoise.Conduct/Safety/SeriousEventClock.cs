namespace Equipoise.Conduct.Safety;

/// <summary>How long a site has to report a serious adverse event.</summary>
/// <param name="Due">By when.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Left">How long is left, or below 0 for how long it is overdue or was late.</param>
public sealed record SeriousEventClock(DateTimeOffset Due, ReportingStatus Status, TimeSpan Left)
{
    /// <summary>Reads the clock. It runs in hours, so a change to summer time neither gives nor takes one.</summary>
    /// <param name="known">When the site knew that the event was serious.</param>
    /// <param name="hours">How many hours the protocol gives.</param>
    /// <param name="reported">When it was reported; null while it was not.</param>
    /// <param name="now">The time now.</param>
    public static SeriousEventClock Of(DateTimeOffset known, int hours, DateTimeOffset? reported, DateTimeOffset now)
    {
        var due = known.AddHours(hours);
        var left = due - (reported ?? now);
        var isLate = left < TimeSpan.Zero;
        return new SeriousEventClock(due, (reported, isLate) switch
        {
            (null, false) => ReportingStatus.Open,
            (null, true) => ReportingStatus.Overdue,
            (_, false) => ReportingStatus.InTime,
            _ => ReportingStatus.Late,
        }, left);
    }
}
