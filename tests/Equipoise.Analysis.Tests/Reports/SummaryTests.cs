using Equipoise.Analysis.Datasets;
using Equipoise.Analysis.Reports;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Reports;

/// <summary>What the reports count of adverse events and doses: participants, each once.</summary>
public sealed class SummaryTests
{
    private static readonly DateOnly Day = new(2026, 2, 1);

    [Fact]
    public void Whoever_has_several_events_counts_once_at_the_worst_grade_and_once_for_what_any_of_them_was()
    {
        var group = SafetySummary.Of(With(
            Event("0000", "Fatigue", 1) with { IsTreatmentEmergent = true },
            Event("0000", "Rash", 3) with { IsTreatmentEmergent = true, IsRelated = true },
            Event("0001", "Pneumonitis", 5) with { IsTreatmentEmergent = true, IsFatal = true, IsSerious = true },
            Event("0002", "Fatigue", 2)), Records.Plan(), ["B", "C"]).Groups[0];

        (group.Participants, group.Any, group.TreatmentEmergent, group.Related, group.Fatal, group.Serious).ShouldBe((4, 3, 2, 1, 1, 1));
        group.ByWorstGrade.ShouldBe([0, 0, 1, 1, 0, 1]);
        (group.AtLeast(3), group.AtLeast(5)).ShouldBe((2, 1));
    }

    [Fact]
    public void Terms_are_counted_whatever_their_capitals_the_most_frequent_first()
    {
        var terms = SafetySummary.Of(With(Event("0000", "rash", 1), Event("0000", "Rash ", 3), Event("0001", "Fatigue", 1), Event("0002", "Fatigue", 1)), Records.Plan(), ["B"]).Terms;

        terms.Select(term => (term.Term, term.Counts[0].Any, term.Counts[0].Severe)).ShouldBe([("Fatigue", 2, 0), ("rash", 1, 1)]);
    }

    [Fact]
    public void Exposure_has_medians_and_who_had_a_dose_left_out()
    {
        var data = With() with
        {
            Exposure =
            [
                Got("0000", 4) with { RelativeDoseIntensity = 1 }, Got("0001", 6) with { RelativeDoseIntensity = 0.5, Missed = 2 }, Got("0002", 8) with { RelativeDoseIntensity = 0.8, Missed = 1 },
            ],
        };

        var row = ExposureSummary.Of(data, ["B", "C"]).ShouldHaveSingleItem();

        (row.Participants, row.MedianDoses, row.Doses, row.WithMissed, row.MedianIntensity).ShouldBe((3, 6, (4, 8), 2, 0.8));
    }

    [Fact]
    public void Data_of_a_simulated_trial_say_so_in_a_file_beside_them_and_others_do_not()
    {
        var simulated = StudyDataFile.Write(With() with { IsSimulated = true });

        StudyDataFile.Read(simulated, "NCT07264075", Day).IsSimulated.ShouldBeTrue();
        StudyDataFile.Read(StudyDataFile.Write(With()), "NCT07264075", Day).IsSimulated.ShouldBeFalse();
        StudyDataFile.Write(StudyDataFile.Read(simulated, "NCT07264075", Day)).ShouldBe(StudyDataFile.Write(With() with { IsSimulated = true, Cutoff = Day }));
    }

    [Fact]
    public void Whoever_left_before_randomization_is_not_still_in_screening()
    {
        var screened = With().Subjects[0] with { Arm = "", RandomizedOn = null };
        var data = With() with { Subjects = [.. With().Subjects, screened with { Code = "9001" }, screened with { Code = "9002", HasFailed = true }, screened with { Code = "9003", StudyEnd = Day, StudyEndReason = "withdrawal" }] };

        var flow = TrialFlow.Of(data, Records.Plan(), ["A", "B", "C"]);

        (flow.Screened, flow.Failed, flow.InScreening, flow.Left, flow.Randomized).ShouldBe((7, 1, 1, 1, 4));
    }

    [Fact]
    public void Somebody_screened_again_counts_once_by_the_last_screening()
    {
        var failed = With().Subjects[0] with { Code = "9001", Arm = "", RandomizedOn = null, HasFailed = true };
        var data = With() with { Subjects = [failed, With().Subjects[0] with { RescreenedFrom = "9001" }, .. With().Subjects.Skip(1)] };

        var flow = TrialFlow.Of(StudyDataFile.Read(StudyDataFile.Write(data), "NCT07264075", Day), Records.Plan(), ["A", "B", "C"]);

        (flow.Screened, flow.Failed, flow.Randomized).ShouldBe((4, 0, 4));
    }

    private static StudyData With(params ReportedEvent[] events) => Made.Data([.. Made.Arm("B", 4, 1, 100)]) with { Events = events };

    private static ReportedEvent Event(string participant, string term, int grade) => new(participant, term, grade, Day, IsSerious: false, "AE-1");

    private static ExposureRow Got(string participant, int doses) => new(participant, "IVO", doses, 800, "mg", Day, Day.AddDays(20));
}
