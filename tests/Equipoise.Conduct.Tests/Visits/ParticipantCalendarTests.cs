using Equipoise.Conduct.Disposition;
using Equipoise.Conduct.Participants;
using Equipoise.Conduct.Tests.Treatment;
using Equipoise.Conduct.Treatment;
using Equipoise.Conduct.Visits;
using Equipoise.Protocols.Arms;

namespace Equipoise.Conduct.Tests.Visits;

/// <summary>The whole calendar of a participant, in the cases at its edges.</summary>
public sealed class ParticipantCalendarTests
{
    private static readonly DateOnly Randomized = new(2026, 1, 5);

    [Theory]
    [InlineData("2026-01-31", "2028-01-30")] // to the same day of the month, and not on it
    [InlineData("2026-02-28", "2028-02-27")]
    [InlineData("2027-02-28", "2029-02-27")]
    [InlineData("2028-02-29", "2030-02-27")] // the month has no 29th: its last day counts, and is none for a dose
    [InlineData("2026-08-31", "2028-08-30")]
    public void No_dose_and_no_cycle_is_planned_after_24_calendar_months(string first, string last)
    {
        var day = DateOnly.ParseExact(first, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var calendar = Of(new Course(SomeStudy.Illumine, "C", day).With("PEM", 1, DoseStatus.Given, day, 200), day);

        calendar.LastPermittedDoseDay.ShouldBe(DateOnly.ParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        calendar.Doses.Max(dose => dose.Plan.Latest).ShouldBeLessThanOrEqualTo(calendar.LastPermittedDoseDay!.Value);
        calendar.Doses.Count.ShouldBe(35);
        calendar.Visits.Count(visit => visit.Plan.Visit is "CYC").ShouldBe(35);
    }

    [Fact]
    public void A_delayed_dose_takes_the_visits_of_its_cycles_along()
    {
        var calendar = Of(Pembrolizumab().With("PEM", 2, DoseStatus.Given, Randomized.AddDays(35), 200), Randomized.AddDays(36));

        Planned(calendar, "CYC").Take(4).ShouldBe([0, 35, 56, 77]);
        // Imaging follows randomization, whatever became of the doses.
        Planned(calendar, "IMG").Take(3).ShouldBe([42, 84, 126]);
    }

    [Fact]
    public void A_held_drug_stands_at_its_dose_and_the_other_goes_on()
    {
        var course = new Course(SomeStudy.Illumine, "B", Randomized).With("IVO", 1, DoseStatus.Given, Randomized, 800, 80).With("LIG", 1, DoseStatus.Given, Randomized, 3600, 80)
            .With("LIG", 2, DoseStatus.Held, Randomized.AddDays(21), reason: "AE").With("IVO", 2, DoseStatus.Given, Randomized.AddDays(21), 800, 80);

        var calendar = Of(course, Randomized.AddDays(22));
        calendar.Doses.Where(dose => dose.Plan.Treatment is "LIG").Select(dose => dose.State).ShouldBe([CalendarState.Done, CalendarState.Held]);
        // Paused for a reason of the protocol: until 12 weeks after the planned day.
        course.Now().Next().Single(next => next.Treatment.Code is "LIG").Plan.Latest.ShouldBe(Randomized.AddDays(21 + 84));
        calendar.Doses.First(dose => dose.Plan.Treatment is "IVO" && dose.State is CalendarState.Planned).Plan.Planned.ShouldBe(Randomized.AddDays(42));
    }

    [Fact]
    public void A_hold_for_another_reason_leaves_the_window_as_it_was() =>
        Pembrolizumab().With("PEM", 2, DoseStatus.Held, Randomized.AddDays(21), reason: "SCHEDULE").Now().Next().Single().Plan.Latest.ShouldBe(Randomized.AddDays(24));

    [Fact]
    public void After_the_end_of_treatment_come_its_visits_and_no_dose()
    {
        var calendar = Of(Pembrolizumab().Ending(DispositionKind.TreatmentEnd, Randomized.AddDays(15), "PD"), Randomized.AddDays(16));

        calendar.Doses.ShouldHaveSingleItem().State.ShouldBe(CalendarState.Done);
        Planned(calendar, "CYC").ShouldBe([0]);
        Planned(calendar, "EOT").ShouldBe([15]);
        Planned(calendar, "SFU").ShouldBe([30]);
        Planned(calendar, "SUR").Take(2).ShouldBe([99, 183]);
        // Progression ends imaging.
        Planned(calendar, "IMG").ShouldBeEmpty();
    }

    [Fact]
    public void Progression_that_the_images_show_ends_imaging_though_treatment_ended_for_another_reason()
    {
        var course = Pembrolizumab().Ending(DispositionKind.TreatmentEnd, Randomized.AddDays(15), "TOX");
        foreach (var (day, diameter) in new[] { (-7, "20"), (42, "31") })
            course.Filled("TR", Randomized.AddDays(day), ("DATE", Text(day)), ("LESION", "T1"), ("ROLE", "target"), ("SITE", "Lung"), ("NODAL", "N"), ("DIAM", diameter), ("STATE", "measured"));
        Planned(Of(course, Randomized.AddDays(43)), "IMG").ShouldBeEmpty();

        // What the investigator says of the day counts before what is derived.
        Planned(Of(course.Filled("RS", Randomized.AddDays(42), ("DATE", Text(42)), ("OVERALL", "SD")), Randomized.AddDays(43)), "IMG").Take(2).ShouldBe([42, 84]);
        Planned(Of(course.Filled("RS", Randomized.AddDays(84), ("DATE", Text(84)), ("OVERALL", "PD")), Randomized.AddDays(85)), "IMG").ShouldBe([42]);

        static string Text(int day) => Randomized.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void An_end_for_toxicity_leaves_imaging_until_progression() =>
        Planned(Of(Pembrolizumab().Ending(DispositionKind.TreatmentEnd, Randomized.AddDays(15), "TOX"), Randomized.AddDays(16)), "IMG").Take(2).ShouldBe([42, 84]);

    [Fact]
    public void Death_or_leaving_ends_everything_and_what_was_left_open_is_missed()
    {
        var calendar = Of(Pembrolizumab().Ending(DispositionKind.Death, Randomized.AddDays(50)), Randomized.AddDays(60));

        calendar.Visits.Max(visit => visit.Plan.Planned).ShouldBeLessThan(Randomized.AddDays(50));
        calendar.Visits.Single(visit => visit.Plan is { Visit: "IMG", Count: 1 }).State.ShouldBe(CalendarState.Missed);
        calendar.Doses.ShouldHaveSingleItem();
    }

    [Fact]
    public void After_withdrawal_only_visits_with_what_may_still_be_collected_are_planned()
    {
        Consent Withdrawn(string allowed) => new()
        {
            Number = 1, ConsentVersion = "1", ProtocolVersion = "1.0", ConsentedOn = Randomized, ObtainedBy = "Kim", WithdrawnOn = Randomized.AddDays(30), StillAllowed = allowed,
        };
        var survival = new Course(SomeStudy.Illumine, "C", Randomized) { Consents = [Withdrawn("SS")] }.With("PEM", 1, DoseStatus.Given, Randomized, 200);
        var nothing = new Course(SomeStudy.Illumine, "C", Randomized) { Consents = [Withdrawn("")] }.With("PEM", 1, DoseStatus.Given, Randomized, 200);

        Of(survival, Randomized.AddDays(31)).Visits.Where(visit => visit.Plan.Planned >= Randomized.AddDays(30)).Select(visit => visit.Plan.Visit).Distinct().ShouldBe(["SUR"]);
        Of(nothing, Randomized.AddDays(31)).Visits.ShouldAllBe(visit => visit.Plan.Planned < Randomized.AddDays(30));
    }

    [Fact]
    public void A_limit_that_binds_some_arms_leaves_the_others_without_one()
    {
        var design = SomeStudy.Illumine with { MaximumTreatment = new MaximumTreatment(6, ["A"]) };
        var bound = Of(new Course(design, "A", Randomized).With("IVO", 1, DoseStatus.Given, Randomized, 800, 80), Randomized);
        var free = Of(new Course(design, "C", Randomized).With("PEM", 1, DoseStatus.Given, Randomized, 200), Randomized);

        (bound.LastPermittedDoseDay, free.LastPermittedDoseDay).ShouldBe((new DateOnly(2026, 7, 4), null));
        bound.Visits.Where(visit => visit.Plan.Visit is "CYC").Max(visit => visit.Plan.Planned).ShouldBeLessThan(new DateOnly(2026, 7, 5));
        free.Visits.Where(visit => visit.Plan.Visit is "CYC").Max(visit => visit.Plan.Planned).ShouldBeGreaterThan(new DateOnly(2026, 12, 1));
    }

    [Fact]
    public void A_first_dose_that_does_not_come_is_late_and_nothing_that_hangs_on_it_is_missed()
    {
        var calendar = Of(new Course(SomeStudy.Illumine, "C", Randomized), Randomized.AddDays(40));

        calendar.IsProvisional.ShouldBeTrue();
        calendar.Doses[0].ShouldSatisfyAllConditions(dose => dose.State.ShouldBe(CalendarState.Late), dose => dose.Plan.Latest.ShouldBe(Randomized.AddDays(3)));
        calendar.Visits.Where(visit => visit.Plan.Visit is "CYC").ShouldAllBe(visit => visit.State == CalendarState.Planned || visit.State == CalendarState.Due);
    }

    [Fact]
    public void Tablets_are_handed_out_by_the_cycle_and_doses_and_visits_keep_step()
    {
        var calendar = Of(new Course(SomeStudy.Oral, "PBO", Randomized).With("PLACEBO", 1, DoseStatus.Given, Randomized, 100, count: 28), Randomized.AddDays(28));

        Planned(calendar, "DISP").ShouldBe(Enumerable.Range(0, 13).Select(cycle => 28 * cycle));
        calendar.Doses[1].State.ShouldBe(CalendarState.Due);
    }

    private static Course Pembrolizumab() => new Course(SomeStudy.Illumine, "C", Randomized).With("PEM", 1, DoseStatus.Given, Randomized, 200);

    private static ParticipantCalendar Of(Course course, DateOnly asOf) => ParticipantCalendar.Of(course.Now(), course.Entries, course.Consents, asOf);

    private static IEnumerable<int> Planned(ParticipantCalendar calendar, string visit) =>
        calendar.Visits.Where(one => one.Plan.Visit == visit).Select(one => one.Plan.Planned.DayNumber - Randomized.DayNumber);
}
