using System.Globalization;
using Equipoise.Conduct.Safety;
using Equipoise.Conduct.Tests.Assessments;

namespace Equipoise.Conduct.Tests.Safety;

public sealed class AdverseEventTests
{
    [Fact]
    public void Causality_is_told_for_the_treatments_of_the_arm_alone()
    {
        Only(new Someone().InArm("B").WithEvent("Nausea", 1, "2026-03-10", related: "YES")).Causality.Select(one => (one.Name, one.Answer, one.IsRelated)).ShouldBe(
            [("ivonescimab", "Related", true), ("ligufalimab", "Not given", false)]);
        Only(new Someone().InArm("C").WithEvent("Nausea", 1, "2026-03-10", related: "YES")).IsRelated.ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-03-04", false)]
    [InlineData("2026-03-05", true)]
    [InlineData("2026-04-30", true)] // 28 days after the last dose
    [InlineData("2026-05-01", false)]
    public void An_event_is_treatment_emergent_from_the_first_dose_to_the_end_of_collection_after_the_last(string start, bool isEmergent) =>
        Only(Tablets().WithForm("EVENT", "DISP", ("WHAT", "Nausea"), ("HOWBAD", "1"), ("SINCE", start), ("GRAVE", "N"), ("BYNEW", "R"), ("RESULT", "ON"))).IsTreatmentEmergent.ShouldBe(isEmergent);

    [Fact]
    public void Without_a_dose_nobody_can_say_whether_an_event_is_treatment_emergent() => Only(new Someone().WithEvent("Nausea", 1, "2026-03-10")).IsTreatmentEmergent.ShouldBeNull();

    [Theory]
    [InlineData(5, "FATAL", "2026-04-01", null)]
    [InlineData(4, "FATAL", "2026-04-01", "The outcome is fatal, but the grade is 4: a fatal event is of grade 5.")]
    [InlineData(5, "UNK", "2026-04-01", "The grade is 5, but the outcome is unknown: an event of grade 5 is fatal.")]
    [InlineData(5, "FATAL", null, "It is fatal, but no death is on record: record the day of death.")]
    [InlineData(5, "FATAL", "2026-04-02", "It is fatal and ended on 2026-04-01, but the death on record is of 2026-04-02.")]
    [InlineData(1, "RECOVERED", "2026-03-05", "It began on 2026-03-10, after the death on 2026-03-05.")]
    public void A_fatal_event_and_the_death_on_record_must_agree(int grade, string outcome, string? died, string? finding)
    {
        var someone = new Someone().WithEvent("Sepsis", grade, "2026-03-10", "2026-04-01", outcome, serious: "Y");
        if (died is not null)
            someone.WithDeath(DateOnly.Parse(died, CultureInfo.InvariantCulture));

        Only(someone).Findings.ShouldBe(finding is null ? [] : [finding]);
    }

    [Fact]
    public void A_death_that_a_form_tells_is_on_record_too() =>
        new Someone().WithForm("SS", "SUR", ("DATE", "2026-04-05"), ("STATUS", "DEAD"), ("DEATH", "2026-04-01")).Assessed().DiedOn.ShouldBe(new DateOnly(2026, 4, 1));

    [Fact]
    public void The_table_counts_each_participant_once_a_term_by_the_worst_grade()
    {
        var table = AdverseEventTable.Of(
            ["A", "B", "C"],
            [
                new Someone().InArm("A").WithEvent("Nausea", 1, "2026-03-10").WithEvent("nausea", 3, "2026-04-10").WithEvent("Fatigue", 2, "2026-04-10").Assessed(),
                new Someone().InArm("A").WithEvent("Nausea", 2, "2026-03-10").Assessed(),
                new Someone().InArm("A").Assessed(),
                new Someone().InArm("B").WithEvent("Fatigue", 5, "2026-03-10").Assessed(),
                new Someone().InArm(null).WithEvent("Nausea", 4, "2026-03-01").Assessed(),
            ],
            _ => true);

        table.Arms.Select(arm => arm.Participants).ShouldBe([3, 1, 0]);
        table.Rows.Select(row => (row.Term, string.Join('|', row.ByArm.Select(grades => string.Join(' ', grades))))).ShouldBe(
            [("Fatigue", "0 1 0 0 0|0 0 0 0 1|0 0 0 0 0"), ("Nausea", "0 1 1 0 0|0 0 0 0 0|0 0 0 0 0")]);
        (table.Any.AnyGrade(0), table.Any.Severe(0), table.Any.Severe(1)).ShouldBe((2, 1, 1));
    }

    private static Someone Tablets() => new Someone(Someone.Oral).WithForm("TAKEN", "DISP", ("ON", "2026-03-05")).WithForm("TAKEN", "DISP", ("ON", "2026-04-02"));

    private static AdverseEvent Only(Someone someone) => AdverseEvents.Of(someone.Assessed()).Single();
}
