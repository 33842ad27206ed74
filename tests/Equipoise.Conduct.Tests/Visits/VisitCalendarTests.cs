using Equipoise.Conduct.Tests.Treatment;
using Equipoise.Conduct.Visits;

namespace Equipoise.Conduct.Tests.Visits;

/// <summary>Which visits are due when.</summary>
public sealed class VisitCalendarTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private static readonly ParticipantMilestones Randomized = new(Day, FirstDose: Day.AddDays(2));

    [Fact]
    public void Nothing_is_planned_before_randomization() => VisitCalendar.Of(SomeStudy.Illumine, new ParticipantMilestones(null), Day.AddDays(1000)).ShouldBeEmpty();

    [Fact]
    public void Imaging_follows_randomization_whatever_became_of_the_doses()
    {
        Days(Randomized, "IMG", 420).ShouldBe([42, 84, 126, 168, 210, 252, 294, 336, 420]);
        Days(Randomized with { TreatmentEnded = Day.AddDays(100), LastDose = Day.AddDays(86) }, "IMG", 200).ShouldBe([42, 84, 126, 168]);
        Days(Randomized with { Progressed = Day.AddDays(84) }, "IMG", 200).ShouldBe([42]);
    }

    [Fact]
    public void Cycles_end_with_treatment_or_its_last_permitted_day()
    {
        Days(Randomized, "CYC", 5000).Count().ShouldBe(35);
        Days(Randomized with { TreatmentEnded = Day.AddDays(44), LastDose = Day.AddDays(23) }, "CYC", 5000).ShouldBe([2, 23]);
    }

    [Fact]
    public void After_treatment_come_its_end_the_safety_visit_and_survival()
    {
        var ended = Randomized with { TreatmentEnded = Day.AddDays(50), LastDose = Day.AddDays(44) };

        Days(ended, "EOT", 400).ShouldBe([50]);
        Days(ended, "SFU", 400).ShouldBe([74]);
        Days(ended, "SUR", 400).ShouldBe([134, 218, 302, 386]);
        Days(ended with { Died = Day.AddDays(218) }, "SUR", 400).ShouldBe([134]);
        Days(ended with { LeftStudy = Day.AddDays(100) }, "SUR", 400).ShouldBeEmpty();
    }

    [Fact]
    public void A_visit_has_its_name_forms_and_window()
    {
        var visit = VisitCalendar.Of(SomeStudy.Illumine, Randomized, Day.AddDays(30)).Single(visit => visit is { Visit: "CYC", Count: 2 });

        visit.ShouldSatisfyAllConditions(
            one => one.Name.ShouldBe("Cycle 2"),
            one => one.Forms.ShouldBe(["PS", "VS", "LB"]),
            one => one.Holds(Day.AddDays(20)).ShouldBeTrue(),
            one => one.Holds(Day.AddDays(19)).ShouldBeFalse(),
            one => one.Holds(Day.AddDays(26)).ShouldBeTrue(),
            one => one.Holds(Day.AddDays(27)).ShouldBeFalse());
    }

    [Fact]
    public void Another_protocol_has_other_visits() =>
        VisitCalendar.Of(SomeStudy.Oral, Randomized, Day.AddDays(60)).Select(visit => $"{visit.Visit} {visit.Planned.DayNumber - Day.DayNumber}").ShouldBe(["SCR -14", "DISP 2", "DISP 30", "DISP 58"]);

    private static IEnumerable<int> Days(ParticipantMilestones milestones, string visit, int until) =>
        VisitCalendar.Of(SomeStudy.Illumine, milestones, Day.AddDays(until)).Where(one => one.Visit == visit).Select(one => one.Planned.DayNumber - Day.DayNumber);
}
