using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Treatment;

/// <summary>Lays a recorded dose beside the rules, with what stands around it on record.</summary>
internal static class DoseJudgment
{
    /// <summary>What breaks a rule.</summary>
    /// <param name="course">The participant's treatment.</param>
    /// <param name="log">What is on record beside the dose.</param>
    /// <param name="form">The log of doses.</param>
    /// <param name="dose">The dose.</param>
    /// <param name="zone">The site's time zone.</param>
    /// <exception cref="StepRefusedException">A time of it never was, or a measure is missing.</exception>
    public static IReadOnlyList<RuleBreach> Of(TreatmentCourse course, ExposureLog log, Form form, ExposureEntry dose, TimeZoneInfo zone)
    {
        if (dose is { Status: DoseStatus.Missed, IsByRule: false })
            return [new RuleBreach("dose-missed", $"The dose of {dose.Treatment} in cycle {dose.Cycle} was left out.")];
        if (dose.Status != DoseStatus.Given)
            return [];
        var given = Read(dose, form, zone);
        var treatment = course.Arm.Treatments.FirstOrDefault(one => string.Equals(one.Code, dose.Treatment, StringComparison.Ordinal));
        if (treatment is null)
            return [new RuleBreach("not-of-the-arm", $"{dose.Treatment} was given, which is no treatment of arm {course.Arm.Code}.")];
        var before = log.Before(dose.Treatment, dose.Cycle, dose.Day);
        var calculated = treatment.Dose.Basis != Protocols.Arms.DoseBasis.Flat && dose.Body is null
            ? throw StepRefusedException.Invalid("weight-missing", $"The dose of {treatment.Name} depends on the weight: enter that of the day.")
            : ByRule(treatment, before, dose);
        var sameDay = dose.HasTimes ? log.Given.Where(entry => entry.Day == dose.Day && course.Arm.Treatments.Any(one => string.Equals(one.Code, entry.Treatment, StringComparison.Ordinal))).ToList() : [];
        var earlier = sameDay.LastOrDefault(entry => entry.Start <= dose.Start);
        var later = sameDay.Find(entry => entry.Start > dose.Start);
        var lastGiven = before.Given.LastOrDefault(entry => string.Equals(entry.Treatment, dose.Treatment, StringComparison.Ordinal));
        var breaches = new AdministrationCheck(course.Design, course.Arm.Code).Of(
            given, calculated, course.PlanOf(treatment, dose), before.FirstDay, earlier is null ? null : Read(earlier, form, zone), lastGiven?.Day, later is null ? null : Read(later, form, zone));
        // A dose that is far too late or too early is one deviation, not two.
        return breaches.Any(breach => breach.Code is "delay" or "interval") ? [.. breaches.Where(breach => breach.Code is not "dose-outside-window")] : breaches;
    }

    private static CalculatedDose ByRule(Protocols.Arms.Treatment treatment, ExposureLog before, ExposureEntry dose) =>
        TreatmentCourse.ByRule(treatment, new ExposureLog([.. before.Entries, dose]))[^1].Dose!;

    private static Administration Read(ExposureEntry dose, Form form, TimeZoneInfo zone)
    {
        var roles = form.Exposure!;
        var start = At(dose.Start!.Value, zone, form.Field(roles.Start)!.Label, null);
        DateTimeOffset? end = dose.End is { } clock ? At(clock, zone, form.Field(roles.End!)!.Label, start) : null;
        return end <= start
            ? throw StepRefusedException.Invalid("end-before-start", $"{dose.Treatment} ends before it begins: correct a time.")
            : new Administration(dose.Treatment, start, end, dose.Amount ?? 0, dose.Percent);
    }

    private static DateTimeOffset At(DateTime clock, TimeZoneInfo zone, string label, DateTimeOffset? notBefore) =>
        SiteTime.At(clock, zone, notBefore) ?? throw StepRefusedException.Invalid("no-such-time", $"{label}: the clocks of {zone.Id} were put forward over {clock:yyyy-MM-dd HH:mm}, so it never was: correct the time.");
}
