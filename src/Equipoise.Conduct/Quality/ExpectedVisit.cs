using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Visits;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Quality;

/// <summary>A visit whose window is over, with what was to be filled in at it.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site.</param>
/// <param name="Plan">What was planned.</param>
/// <param name="Forms">Its forms.</param>
/// <param name="Missing">The codes of those that are not filled in.</param>
public sealed record ExpectedVisit(string Participant, string Site, PlannedVisit Plan, FormCounts Forms, IReadOnlyList<string> Missing)
{
    /// <summary>Those of a participant.</summary>
    /// <param name="participant">The participant.</param>
    /// <param name="design">The protocol by which forms are consents, which are recorded otherwise.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="entries">The forms; struck ones do not count.</param>
    public static IEnumerable<ExpectedVisit> Of(Participant participant, StudyDesign design, ParticipantCalendar calendar, IReadOnlyList<FormEntry> entries)
    {
        var filled = entries.Where(entry => entry.Counts).ToLookup(entry => (entry.Visit, entry.VisitCount, entry.Form));
        foreach (var visit in calendar.Visits.Where(visit => visit.Plan.Latest < calendar.AsOf))
        {
            var expected = visit.Plan.Forms.Where(form => !ParticipantCalendar.IsConsent(design, form)).ToList();
            var there = expected.Select(form => filled[(visit.Plan.Visit, visit.Plan.Count, form)].ToList()).Where(found => found.Count > 0).ToList();
            var inWindow = there.Count(found => found.TrueForAll(entry => visit.Plan.Holds(entry.RecordedOn)));
            yield return new ExpectedVisit(participant.Code, participant.Site, visit.Plan, new FormCounts(expected.Count, inWindow, there.Count - inWindow), visit.MissingForms);
        }
    }
}
