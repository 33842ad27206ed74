using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>When doses are due.</summary>
public sealed class TreatmentCalendarTests
{
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly TreatmentCalendar Calendar = new(SomeStudy.Illumine, "B");

    [Fact]
    public void Every_three_weeks_both_drugs_in_their_order()
    {
        var doses = Calendar.Coming(First, [], First.AddDays(42));

        doses.Select(dose => $"{dose.Cycle} {dose.Treatment} {dose.Planned:MM-dd} ({dose.Earliest:MM-dd} to {dose.Latest:MM-dd})").ShouldBe(
        [
            "1 IVO 01-05 (01-02 to 01-08)", "1 LIG 01-05 (01-02 to 01-08)",
            "2 IVO 01-26 (01-23 to 01-29)", "2 LIG 01-26 (01-23 to 01-29)",
            "3 IVO 02-16 (02-13 to 02-19)", "3 LIG 02-16 (02-13 to 02-19)",
        ]);
    }

    [Theory]
    [InlineData(23, "2026-02-16")] // in its window: the rhythm stays
    [InlineData(28, "2026-02-23")] // a week late: it starts anew
    public void A_delay_beyond_the_window_moves_what_follows(int day, string next)
    {
        DoseRecord[] records = [Given(1, First), Given(2, First.AddDays(day))];

        Calendar.Coming(First, records, First.AddDays(100)).First(dose => dose.Treatment == "IVO").ShouldSatisfyAllConditions(
            dose => dose.Planned.ShouldBe(DateOnly.Parse(next, System.Globalization.CultureInfo.InvariantCulture)),
            dose => dose.Cycle.ShouldBe(3));
    }

    [Fact]
    public void A_missed_dose_leaves_the_rhythm_and_a_hold_stops_it()
    {
        DoseRecord[] missed = [Given(1, First), new(2, "IVO", DoseStatus.Missed, First.AddDays(21), null)];
        Calendar.Coming(First, missed, First.AddDays(63)).First(dose => dose.Treatment == "IVO").Planned.ShouldBe(First.AddDays(42));

        DoseRecord[] held = [Given(1, First), new(2, "IVO", DoseStatus.Held, First.AddDays(21), null)];
        Calendar.Coming(First, held, First.AddDays(63)).ShouldAllBe(dose => dose.Treatment == "LIG");
        // The dose after a hold is the record of its own cycle, and starts the rhythm.
        DoseRecord[] resumed = [Given(1, First), Given(2, First.AddDays(60))];
        Calendar.Coming(First, resumed, First.AddDays(90)).First(dose => dose.Treatment == "IVO").Planned.ShouldBe(First.AddDays(81));
    }

    [Theory]
    [InlineData("2026-01-05", "2028-01-04")]
    [InlineData("2026-03-31", "2028-03-30")]
    [InlineData("2028-02-29", "2030-02-27")] // the anniversary falls on the 28th, and is no day for a dose
    public void No_dose_is_given_on_or_after_the_day_24_calendar_months_later(string first, string last)
    {
        var day = DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture);

        Calendar.LastPermittedDay(day).ShouldBe(DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        var doses = Calendar.Coming(day, [], DateOnly.MaxValue.AddDays(-1000));
        doses.Max(dose => dose.Planned).ShouldBeLessThan(day.AddMonths(24));
        doses.Max(dose => dose.Latest).ShouldBeLessThan(day.AddMonths(24));
        doses.Count(dose => dose.Treatment == "IVO").ShouldBe(35);
    }

    [Fact]
    public void What_is_taken_at_home_is_handed_out_once_a_cycle()
    {
        var calendar = new TreatmentCalendar(SomeStudy.Oral, "NEW");

        calendar.LastPermittedDay(First).ShouldBeNull();
        calendar.Coming(First, [], First.AddDays(84)).Select(dose => dose.Planned.DayNumber - First.DayNumber).ShouldBe([0, 28, 56, 84]);
    }

    [Fact]
    public void Doses_add_up_by_drug() =>
        CumulativeDose.Of([Given(1, First), Given(2, First.AddDays(21)), new(3, "IVO", DoseStatus.Missed, First.AddDays(42), null), new(1, "LIG", DoseStatus.Given, First, 3150)])
            .ShouldBe([new CumulativeDose("IVO", 2, 1400, First, First.AddDays(21)), new CumulativeDose("LIG", 1, 3150, First, First)]);

    private static DoseRecord Given(int cycle, DateOnly day) => new(cycle, "IVO", DoseStatus.Given, day, 700);
}
