using System.Globalization;
using Equipoise.Protocols;

namespace Equipoise.Conduct.Treatment;

/// <summary>Lays what was given beside what the protocol has.</summary>
/// <param name="design">The study.</param>
/// <param name="armCode">The code of the participant's arm.</param>
public sealed class AdministrationCheck(StudyDesign design, string armCode)
{
    private readonly TreatmentCalendar calendar = new(design, armCode);

    /// <summary>What breaks a rule.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="calculated">The dose by rule.</param>
    /// <param name="planned">The planned day; null where none was planned.</param>
    /// <param name="firstDose">The day of the first dose; null where this is it.</param>
    /// <param name="before">The administration before it on the same day; null for none.</param>
    /// <param name="lastGiven">The day on which this treatment was given before; null for none.</param>
    /// <param name="after">The administration after it on the same day, where that was entered first; null for none.</param>
    public IReadOnlyList<RuleBreach> Of(
        Administration given, CalculatedDose calculated, PlannedDose? planned, DateOnly? firstDose, Administration? before = null, DateOnly? lastGiven = null, Administration? after = null)
    {
        return TreatmentOf(given) is not { } treatment
            ? [new RuleBreach("not-of-the-arm", $"{given.Treatment} is no treatment of arm {armCode}.")]
            : [.. Amount(given, calculated), .. Day(given, planned, firstDose, lastGiven), .. Time(treatment, given), .. Order(given, before), .. Order(after, given)];
    }

    private IEnumerable<RuleBreach> Amount(Administration given, CalculatedDose calculated)
    {
        if (given.Percent != 100 && !design.DoseRules.ReductionPercents.Contains(given.Percent))
            yield return new RuleBreach("reduction", string.Create(CultureInfo.InvariantCulture, $"A dose of {given.Percent:0.#} % is none of the protocol's steps{(design.DoseRules.ReductionPercents.Count == 0 ? ", which allow no reduction" : $" ({string.Join(", ", design.DoseRules.ReductionPercents.Select(step => step.ToString("0.#", CultureInfo.InvariantCulture)))} %)")}."));
        if (given.Amount != calculated.Amount)
            yield return new RuleBreach("amount", string.Create(CultureInfo.InvariantCulture, $"{given.Amount:0.##} {calculated.Unit} were given; by rule it is {calculated.Amount:0.##} {calculated.Unit}."));
    }

    private IEnumerable<RuleBreach> Day(Administration given, PlannedDose? planned, DateOnly? firstDose, DateOnly? lastGiven)
    {
        var day = DateOnly.FromDateTime(given.Start.DateTime);
        var last = firstDose is { } first ? calendar.LastPermittedDay(first) : null;
        if (planned is null && !(day > last))
            yield return new RuleBreach("not-planned", $"No dose was planned on {Text(day)}.");
        else if (planned is not null && (day < planned.Earliest || day > planned.Latest))
            yield return new RuleBreach("dose-outside-window", $"The dose of {Text(day)} was planned from {Text(planned.Earliest)} to {Text(planned.Latest)}.");
        if (planned is not null && design.DoseRules.LongestDelayDays is { } longest && day.DayNumber - planned.Planned.DayNumber > longest)
            yield return new RuleBreach("delay", $"The dose is {day.DayNumber - planned.Planned.DayNumber} days late; after {longest} treatment ends.");
        if (lastGiven is { } earlier && design.DoseRules.ShortestIntervalDays is { } shortest && day.DayNumber - earlier.DayNumber < shortest)
            yield return new RuleBreach("interval", $"{day.DayNumber - earlier.DayNumber} days lie between this dose and that of {Text(earlier)}; at least {shortest} must.");
        if (day > last)
            yield return new RuleBreach("after-last-day", $"The last day for a dose was {Text(last.Value)}.");
    }

    private static IEnumerable<RuleBreach> Time(Protocols.Arms.Treatment treatment, Administration given)
    {
        if (treatment.Infusion is not { } infusion)
            yield break;
        if (given.End is not { } end)
            yield return new RuleBreach("no-end", $"The infusion of {treatment.Name} has no end.");
        else if ((end - given.Start).TotalMinutes is var minutes && Math.Abs(minutes - infusion.Minutes) > infusion.WindowMinutes)
            yield return new RuleBreach("infusion-time", string.Create(CultureInfo.InvariantCulture, $"The infusion of {treatment.Name} took {minutes:0.#} min; it is {infusion.Minutes} ± {infusion.WindowMinutes} min."));
    }

    private IEnumerable<RuleBreach> Order(Administration? given, Administration? before)
    {
        if (given is null || before is null || TreatmentOf(given) is not { } treatment)
            yield break;
        var earlier = TreatmentOf(before);
        if (earlier is not null && earlier.Sequence > treatment.Sequence)
            yield return new RuleBreach("sequence", $"{treatment.Name} is given before {earlier.Name}.");
        if (before.End is { } end && given.Start < end)
            yield return new RuleBreach("overlap", $"{treatment.Name} was begun before the infusion of {earlier?.Name ?? before.Treatment} had ended.");
    }

    private Protocols.Arms.Treatment? TreatmentOf(Administration given) => design.Arm(armCode).Treatments.FirstOrDefault(one => string.Equals(one.Code, given.Treatment, StringComparison.Ordinal));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
