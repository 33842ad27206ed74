using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Visits;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>What holds of any course of treatment, however late or early doses were given or left out.</summary>
public sealed class TreatmentLawTests
{
    private const int Interval = 21;
    private const int Window = 3;
    private static readonly DateOnly First = new(2026, 1, 31);

    [Fact]
    public void The_interval_to_the_next_dose_is_never_shortened_by_more_than_the_window_and_nothing_is_planned_after_the_last_day() => Holds(course =>
    {
        var next = course.Next();
        var last = course.Log.LastDay!.Value;
        return next.All(dose => dose.Plan.Planned.DayNumber - last.DayNumber >= Interval - Window && dose.Plan.Latest <= course.LastPermittedDay)
            && course.Coming(course.LastPermittedDay!.Value.AddYears(1), First).All(dose => dose.Latest <= course.LastPermittedDay && dose.Planned > last);
    });

    [Fact]
    public void Cycles_on_the_calendar_follow_one_another_without_a_gap() => Holds(course =>
    {
        var doses = ParticipantCalendar.Of(course, [], [], First).Doses;
        return doses.Select(dose => dose.Plan.Cycle).SequenceEqual(Enumerable.Range(1, doses.Count))
            && doses.Zip(doses.Skip(1)).All(pair => pair.First.Plan.Planned < pair.Second.Plan.Planned);
    });

    [Fact]
    public void Doses_by_the_rules_add_up_and_an_intensity_is_never_above_what_the_windows_allow() => Holds(course =>
    {
        var exposure = ParticipantExposure.Of(course);
        var one = exposure.Treatments.Single();
        // Each dose at the earliest of its window at most: 21 days' doses in 18.
        return one.Amount == 200 * one.Doses && one.Doses == exposure.Cycles && one.RelativeDoseIntensity <= (double)Interval / (Interval - Window);
    });

    // Each number is a dose after the first: so many days after its planned day, or left out where it is 99.
    private static void Holds(Func<TreatmentCourse, bool> law) => Prop.ForAll(
        Gen.OneOf(Gen.Choose(-Window, 84), Gen.Constant(99)).ListOf().ToArbitrary(),
        delays =>
        {
            var course = new Course(SomeStudy.Illumine, "C", First).With("PEM", 1, DoseStatus.Given, First, 200);
            foreach (var delay in delays)
            {
                if (course.Now().Next() is not [var next] || next.Plan.Planned.AddDays(delay) > course.Now().LastPermittedDay)
                    break;
                course = delay == 99 ? course.With("PEM", next.Plan.Cycle, DoseStatus.Missed, next.Plan.Planned) : course.With("PEM", next.Plan.Cycle, DoseStatus.Given, next.Plan.Planned.AddDays(delay), 200);
            }

            return law(course.Now());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
