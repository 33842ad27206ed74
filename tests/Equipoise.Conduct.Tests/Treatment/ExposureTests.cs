using Equipoise.Conduct.Treatment;

namespace Equipoise.Conduct.Tests.Treatment;

/// <summary>Cumulative dose and relative dose intensity, with the arithmetic beside them.</summary>
public sealed class ExposureTests
{
    private static readonly DateOnly First = new(2026, 1, 5);

    [Fact]
    public void All_as_planned_is_an_intensity_of_1()
    {
        var exposure = Of(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200).With("PEM", 2, DoseStatus.Given, First.AddDays(21), 200));

        exposure.ShouldSatisfyAllConditions(
            one => (one.Cycles, one.Days).ShouldBe((2, 22)),
            one => one.Treatments.Single().ShouldBe(new TreatmentExposure("PEM", "pembrolizumab", "mg", 2, 0, 400, 0, First, First.AddDays(21), 1)));
    }

    [Fact]
    public void A_missed_or_delayed_dose_lowers_it()
    {
        // Two doses in three intervals: 2 / (42/21 + 1) = 2/3.
        Intensity(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200).With("PEM", 2, DoseStatus.Missed, First.AddDays(21)).With("PEM", 3, DoseStatus.Given, First.AddDays(42), 200)).ShouldBe(2d / 3, 1e-12);
        // Two weeks late: 2 / (35/21 + 1) = 2 / (8/3) = 0.75.
        Intensity(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200).With("PEM", 2, DoseStatus.Given, First.AddDays(35), 200)).ShouldBe(0.75, 1e-12);
        // Half of the second dose: (1 + 0.5) / 2.
        Intensity(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200).With("PEM", 2, DoseStatus.Given, First.AddDays(21), 100)).ShouldBe(0.75, 1e-12);
    }

    [Fact]
    public void A_dose_by_weight_counts_against_the_dose_by_rule_of_its_day()
    {
        // 80 kg: 800 mg; 70 kg is 12.5 % less, so the rule asks for 700 mg, and 700 mg are all of it.
        var course = Arm("A").With("IVO", 1, DoseStatus.Given, First, 800, 80).With("IVO", 2, DoseStatus.Given, First.AddDays(21), 700, 70);

        Of(course).Treatments.Single().ShouldSatisfyAllConditions(one => one.Amount.ShouldBe(1500), one => one.RelativeDoseIntensity.ShouldBe(1));
    }

    [Fact]
    public void What_is_taken_at_home_counts_when_it_is_known_what_came_back()
    {
        var design = SomeStudy.Oral;
        // 2 m2 × 50 mg/m2 = 100 mg twice a day, 56 single doses a cycle; 14 of the first came back: 42 × 100 mg.
        var course = new Course(design, "NEW", First).With("NEWDRUG", 1, DoseStatus.Given, First, 100, 80, 56, height: 180).With("NEWDRUG", 1, DoseStatus.Returned, First.AddDays(28), count: 14)
            .With("NEWDRUG", 2, DoseStatus.Given, First.AddDays(28), 75, 80, 56, percent: 75, height: 180);

        var open = Of(course).Treatments.Single();
        (open.Doses, open.Amount, open.OpenSupplies).ShouldBe((2, 4200, 1));
        open.RelativeDoseIntensity!.Value.ShouldBe(0.75, 1e-12);

        // All 56 of the second at 75 mg: (42/56 + 0.75) / (28/28 + 1) = 0.75.
        var closed = Of(course.With("NEWDRUG", 2, DoseStatus.Returned, First.AddDays(56), count: 0)).Treatments.Single();
        (closed.Amount, closed.OpenSupplies).ShouldBe((8400, 0));
        closed.RelativeDoseIntensity!.Value.ShouldBe(0.75, 1e-12);
    }

    [Fact]
    public void Doses_otherwise_than_planned_are_counted_each_in_its_way()
    {
        // Cycle 2 within its window of 3 days; cycle 3 held, and given two weeks late for a reason of the protocol's own; cycle 4 left out.
        var counts = Of(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200).With("PEM", 2, DoseStatus.Given, First.AddDays(24), 200).With("PEM", 3, DoseStatus.Held, First.AddDays(42), reason: "AE")
            .With("PEM", 3, DoseStatus.Given, First.AddDays(56), 200, reason: "AE").With("PEM", 4, DoseStatus.Missed, First.AddDays(77))).Treatments.Single().Counts;

        counts.ShouldBe(new DoseCounts(Given: 3, Delayed: 1, Held: 1, Missed: 1, Reduced: 0));
        // The first dose has a window of its own: three days from randomization.
        Of(Arm("C").With("PEM", 1, DoseStatus.Given, First.AddDays(3), 200)).Counts.Delayed.ShouldBe(0);
        Of(Arm("C").With("PEM", 1, DoseStatus.Given, First.AddDays(4), 200)).Counts.Delayed.ShouldBe(1);
        Of(new Course(SomeStudy.Oral, "NEW", First).With("NEWDRUG", 1, DoseStatus.Given, First, 75, 80, 56, percent: 75, height: 180)).Counts.Reduced.ShouldBe(1);
    }

    [Fact]
    public void Whoever_got_nothing_counts_as_randomized_and_not_as_treated()
    {
        var all = new[]
        {
            Of(Arm("C")),
            Of(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200)),
            Of(Arm("C").With("PEM", 1, DoseStatus.Given, First, 200).With("PEM", 2, DoseStatus.Given, First.AddDays(42), 200)),
        };

        var arm = StudyExposure.ByArm(SomeStudy.Illumine, all).Single(one => one.Arm is "C");
        // Cycles 1 and 2: median 1.5; intensities 1 and 2/(42/21 + 1) = 2/3: median 5/6.
        (arm.Randomized, arm.Treated, arm.MedianCycles, arm.MostCycles, arm.MedianDays).ShouldBe((3, 2, 1.5, 2, 22));
        arm.Treatments.Single().ShouldSatisfyAllConditions(
            one => (one.Doses, one.Amount, one.MedianAmount, one.WithHighIntensity, one.WithIntensity).ShouldBe((3, 600, 300, 1, 2)),
            one => one.MedianIntensity!.Value.ShouldBe(5d / 6, 1e-12));
        StudyExposure.ByArm(SomeStudy.Illumine, all).Single(one => one.Arm is "A").ShouldSatisfyAllConditions(one => one.Treated.ShouldBe(0), one => one.MedianCycles.ShouldBeNull());
    }

    private static Course Arm(string arm) => new(SomeStudy.Illumine, arm, First);

    private static ParticipantExposure Of(Course course) => ParticipantExposure.Of(course.Now());

    private static double Intensity(Course course) => Of(course).Treatments.Single().RelativeDoseIntensity!.Value;
}
