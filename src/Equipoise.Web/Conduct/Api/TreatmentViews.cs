using Equipoise.Conduct.Deviations;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Visits;

namespace Equipoise.Web.Conduct.Api;

/// <summary>What <c>/api/conduct/v1</c> shows of treatment, calendar and deviations.</summary>
internal static class TreatmentViews
{
    public static object Of(TreatmentCourse course) => new
    {
        arm = course.Arm.Code,
        firstDoseBy = course.FirstDoseBy,
        lastPermittedDay = course.LastPermittedDay,
        given = course.Log.Entries.Select(Of),
        next = course.Next().Select(Of),
    };

    public static object Of(ExposureEntry entry) => new
    {
        entry = entry.Id,
        treatment = entry.Treatment,
        cycle = entry.Cycle,
        status = Word(entry.Status),
        day = entry.Day,
        start = Clock(entry.Start, entry.HasTimes),
        end = Clock(entry.End, entry.HasTimes),
        amount = entry.Amount,
        percent = entry.Percent,
        count = entry.Count,
        weight = entry.Body?.Weight,
        height = entry.Body?.Height,
        planned = entry.Planned,
        plannedAmount = entry.PlannedAmount,
        reason = entry.Reason,
        words = entry.Words,
        givenAllTheSame = entry.IsContrary,
    };

    public static object Of(NextDose next) => new
    {
        treatment = next.Treatment.Code,
        name = next.Treatment.Name,
        cycle = next.Plan.Cycle,
        sequence = next.Plan.Sequence,
        planned = next.Plan.Planned,
        earliest = next.Plan.Earliest,
        latest = End(next.Plan.Latest),
        held = next.IsHeld,
        amount = next.Dose?.Amount,
        unit = next.Treatment.Dose.Unit,
        milliliters = next.Dose?.Milliliters,
        weight = next.Body?.Weight,
        height = next.Body?.Height,
        explanation = next.Dose?.Explanation,
        missing = next.Missing,
        infusionMinutes = next.Treatment.Infusion?.Minutes,
        infusionWindowMinutes = next.Treatment.Infusion?.WindowMinutes,
        singleDoses = next.SingleDoses,
    };

    public static object Of(ParticipantCalendar calendar) => new
    {
        asOf = calendar.AsOf,
        provisional = calendar.IsProvisional,
        randomized = calendar.Milestones.Randomized,
        firstDoseBy = calendar.FirstDoseBy,
        firstDose = calendar.Milestones.FirstDose,
        lastDose = calendar.Milestones.LastDose,
        lastPermittedDoseDay = calendar.LastPermittedDoseDay,
        treatmentEnded = calendar.Milestones.TreatmentEnded,
        visits = calendar.Visits.Select(visit => new
        {
            visit = visit.Plan.Visit,
            count = visit.Plan.Count,
            name = visit.Plan.Name,
            planned = visit.Plan.Planned,
            earliest = visit.Plan.Earliest,
            latest = visit.Plan.Latest,
            state = Word(visit.State),
            on = visit.On,
            outsideWindow = visit.IsOutsideWindow,
            forms = visit.Plan.Forms,
            missingForms = visit.MissingForms,
        }),
        doses = calendar.Doses.Select(dose => new
        {
            treatment = dose.Plan.Treatment,
            name = dose.Name,
            cycle = dose.Plan.Cycle,
            planned = dose.Plan.Planned,
            earliest = dose.Plan.Earliest,
            latest = End(dose.Plan.Latest),
            state = Word(dose.State),
            on = dose.On,
            amount = dose.Amount,
            unit = dose.Unit,
            entry = dose.Entry,
            outsideWindow = dose.IsOutsideWindow,
        }),
    };

    public static object Of(ParticipantExposure exposure) => new
    {
        participant = exposure.Participant,
        arm = exposure.Arm,
        cycles = exposure.Cycles,
        first = exposure.First,
        last = exposure.Last,
        days = exposure.Days,
        treatments = exposure.Treatments,
    };

    public static object Of(Deviation deviation) => new
    {
        number = deviation.Number,
        site = deviation.Site,
        participant = deviation.Participant,
        subject = deviation.Subject,
        rule = deviation.Rule,
        category = deviation.Category,
        description = deviation.Description,
        occurredOn = deviation.OccurredOn,
        foundOn = deviation.FoundOn,
        important = deviation.Important != 0,
        cause = deviation.Cause,
        action = deviation.Action,
        status = deviation.Status,
        documentedBy = deviation.By,
        version = deviation.Version,
    };

    private static string Word(DoseStatus status) => status.ToString().ToLowerInvariant();

    private static string Word(CalendarState state) => state.ToString().ToLowerInvariant();

    private static DateOnly? End(DateOnly latest) => latest == DateOnly.MaxValue ? null : latest;

    private static string? Clock(DateTime? moment, bool hasTimes) => moment?.ToString(hasTimes ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
