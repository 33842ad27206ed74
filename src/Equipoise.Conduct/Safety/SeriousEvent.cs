using Equipoise.Conduct.Assessments;
using Equipoise.Conduct.Sites;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Safety;

/// <summary>A serious adverse event with its clock and its reports.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Event">The event; one that was reported and is no longer called serious stays here.</param>
/// <param name="Reports">The reports, the first first.</param>
/// <param name="Clock">How the first report stands; null where nothing says when the site knew.</param>
public sealed record SeriousEvent(AssessedParticipant Participant, AdverseEvent Event, IReadOnlyList<SeriousEventReport> Reports, SeriousEventClock? Clock)
{
    /// <summary>Whether the entry was corrected after the last report, so that a follow-up is due.</summary>
    public bool HasNews => Reports.Count > 0 && Reports[^1].EntryVersion < Event.Version;

    /// <summary>The order in which somebody should look: 0 overdue, 1 without a clock, 2 open, 3 with news, 4 done.</summary>
    public int Urgency => (Clock?.Status, Reports.Count) switch
    {
        (ReportingStatus.Overdue, _) => 0,
        (null, 0) => 1,
        (ReportingStatus.Open, _) => 2,
        _ => HasNews ? 3 : 4,
    };

    /// <summary>Reads the clock of an event.</summary>
    internal static SeriousEvent Of(AssessedParticipant participant, AdverseEvent happened, IReadOnlyList<SeriousEventReport> reports, DateTimeOffset now) => new(
        participant,
        happened,
        reports,
        happened.Aware is { } aware
            ? SeriousEventClock.Of(SiteClock.At(aware, participant.Site.TimeZone), participant.Design.Safety.SeriousHours, Moments.ReadOrNull(reports.Count > 0 ? reports[0].ReportedAt : null), now)
            : null);
}
