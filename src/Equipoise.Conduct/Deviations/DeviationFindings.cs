using System.Globalization;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Visits;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Protocols.Scheduling;

namespace Equipoise.Conduct.Deviations;

/// <summary>Finds what deviates from the protocol by what is on record. Whether it is documented as a deviation people decide.</summary>
public static class DeviationFindings
{
    // The rules by which a dose is on the wrong day: far too late and far too early have names of their own.
    private static readonly string[] OutsideWindow = ["dose-outside-window", "delay", "interval"];

    /// <summary>Visits outside their windows or missed.</summary>
    public static IEnumerable<DeviationFinding> OfVisits(Participant participant, ParticipantCalendar calendar)
    {
        foreach (var visit in calendar.Visits)
        {
            var (rule, description, day) = visit switch
            {
                { IsOutsideWindow: true } => ("visit-outside-window", $"{visit.Plan.Name} was on {Text(visit.On!.Value)}; its window is {Text(visit.Plan.Earliest)} to {Text(visit.Plan.Latest)}.", visit.On.Value),
                { State: CalendarState.Missed } => ("visit-missed", $"{visit.Plan.Name}, planned on {Text(visit.Plan.Planned)}, was not done.", visit.Plan.Latest),
                _ => ("", "", default),
            };
            if (rule.Length > 0 && day <= calendar.AsOf)
                yield return new DeviationFinding(participant.Code, participant.Site, string.Create(CultureInfo.InvariantCulture, $"visit/{visit.Plan.Visit}/{visit.Plan.Count}"), rule, DeviationCategory.Visit, description, day);
        }
    }

    /// <summary>Doses outside their windows by what is on record today: an earlier one that was corrected may have moved the window of those after it.</summary>
    public static IEnumerable<DeviationFinding> OfDoses(Participant participant, ParticipantCalendar calendar) => calendar.Doses.Where(dose => dose is { IsOutsideWindow: true, On: not null }).Select(dose => new DeviationFinding(
        participant.Code, participant.Site, $"form/{dose.Entry}", OutsideWindow[0], DeviationCategory.Treatment,
        $"The dose of {dose.Name} of {Text(dose.On!.Value)} was planned from {Text(dose.Plan.Earliest)} to {Text(dose.Plan.Latest)}.", dose.On.Value));

    /// <summary>Criteria that a randomized participant did not meet on the day of randomization, by what is on record of screening today: a wrong inclusion. The allocation
    /// stands.</summary>
    /// <param name="file">What is on record.</param>
    /// <param name="randomized">The day of randomization.</param>
    public static IEnumerable<DeviationFinding> OfEligibility(ParticipantFile file, DateOnly randomized)
    {
        var screening = file.Protocol.Design.Visits.Where(visit => visit.Kind == VisitKind.Screening).Select(visit => visit.Code).ToHashSet(StringComparer.Ordinal);
        var then = file with
        {
            Entries = [.. file.Entries.Where(entry => screening.Contains(entry.Visit) && entry.RecordedOn <= randomized)],
            // A consent that was withdrawn later was one on that day.
            Consents = [.. file.Consents.Select(consent => consent.WithdrawnOn > randomized ? consent with { WithdrawnOn = null } : consent)],
        };
        return then.Judge(randomized).Criteria.Where(criterion => criterion.Blocks && criterion.Verdict.Verdict == Verdict.NotMet).Select(criterion => new DeviationFinding(
            file.Participant.Code, file.Site.Code, $"criterion/{criterion.Verdict.Criterion.Id}", "criterion-not-met", DeviationCategory.Eligibility,
            $"{criterion.Verdict.Criterion.Id} was not met at randomization, by what is on record today: {criterion.Verdict.Criterion.Text}", randomized));
    }

    /// <summary>Those that are not documented.</summary>
    public static IReadOnlyList<DeviationFinding> Undocumented(IEnumerable<DeviationFinding> findings, IReadOnlyList<Deviation> documented)
    {
        var about = documented.ToLookup(deviation => (deviation.Participant, deviation.Subject));
        return [.. findings.Where(finding => !about[(finding.Participant, finding.Subject)].Any(deviation => IsSame(deviation.Rule, finding.Rule)))];
    }

    private static bool IsSame(string rule, string other) =>
        string.Equals(rule, other, StringComparison.Ordinal) || (OutsideWindow.Contains(rule, StringComparer.Ordinal) && OutsideWindow.Contains(other, StringComparer.Ordinal));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
