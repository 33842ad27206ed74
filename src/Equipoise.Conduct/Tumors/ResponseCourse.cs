using Equipoise.Conduct.Assessments;

namespace Equipoise.Conduct.Tumors;

/// <summary>How one participant fared on treatment, for figures of several: time on treatment, responses, what ended them.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site.</param>
/// <param name="Arm">The arm's code; null where nobody may see it.</param>
/// <param name="RandomizedOn">The day of randomization.</param>
/// <param name="FirstDose">The day of the first dose; null where none is on record.</param>
/// <param name="TreatedUntil">The last day on treatment as far as is known: the decision to end it, else the day of leaving or death, else the day of counting; null without a dose.</param>
/// <param name="IsOnTreatment">Whether treatment goes on.</param>
/// <param name="LeftOn">The day of leaving the study; null where the participant has not.</param>
/// <param name="DiedOn">The day of death; null where none is on record.</param>
/// <param name="Points">The assessments after baseline by the investigator's measurements, in order of time.</param>
/// <param name="Best">The best overall response; null without an assessment after baseline.</param>
/// <param name="BestChange">The smallest change of the sum from baseline in percent up to the first progression; null where there is none.</param>
public sealed record ResponseCourse(
    string Participant, string Site, string? Arm, DateOnly RandomizedOn, DateOnly? FirstDose, DateOnly? TreatedUntil, bool IsOnTreatment, DateOnly? LeftOn, DateOnly? DiedOn,
    IReadOnlyList<ResponsePoint> Points, Response? Best, decimal? BestChange)
{
    /// <summary>The first assessment with a complete or partial response; null where there is none.</summary>
    public DateOnly? RespondedOn => Points.FirstOrDefault(point => point.Response is Response.Complete or Response.Partial)?.Day;

    /// <summary>The first assessment with progression; null where there is none.</summary>
    public DateOnly? ProgressedOn => Points.FirstOrDefault(point => point.Response is Response.Progressive)?.Day;

    /// <summary>The last day of which something is known here: of treatment, an assessment, leaving or death; null without a dose.</summary>
    public DateOnly? FollowedUntil => TreatedUntil is { } until ? new[] { until, LeftOn ?? until, DiedOn ?? until, Points.Count > 0 ? Points[^1].Day : until }.Max() : null;

    /// <summary>Days on treatment so far, both ends counted; null without a dose.</summary>
    public int? DaysOnTreatment => FirstDose is { } first && TreatedUntil is { } until ? until.DayNumber - first.DayNumber + 1 : null;

    /// <summary>Derives it.</summary>
    /// <param name="participant">A participant.</param>
    /// <param name="today">The day of counting at the site.</param>
    /// <returns>Null before randomization.</returns>
    public static ResponseCourse? Of(AssessedParticipant participant, DateOnly today)
    {
        if (participant.RandomizedOn is not { } randomized)
            return null;
        var report = TumorReport.Of(participant).Evaluators.FirstOrDefault(one => one.Evaluator is TumorReport.Investigator);
        var ended = participant.TreatmentEndedOn ?? participant.LeftOn ?? participant.DiedOn;
        return new ResponseCourse(
            participant.Participant.Code,
            participant.Site.Code,
            participant.Arm?.Code,
            randomized,
            participant.FirstDose,
            participant.FirstDose is null ? null : ended ?? today,
            participant.FirstDose is not null && ended is null,
            participant.LeftOn,
            participant.DiedOn,
            [.. (report?.Rows ?? []).Select(row => new ResponsePoint(row.Derived.Date, row.Derived.Overall, row.BaselineChange))],
            report?.Best?.Response,
            report?.BestChange);
    }
}
