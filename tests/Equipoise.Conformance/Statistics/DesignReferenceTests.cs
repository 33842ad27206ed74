using System.Text.Json;
using Equipoise.Analysis.Designs;
using Equipoise.Analysis.Simulation;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Conformance.Statistics;

/// <summary>Sizes and calendars against <c>gsDesign</c>, <c>rpact</c> and <c>lrstat</c>. The twin on own data is <c>TrialTimelineTests</c>.</summary>
public sealed class DesignReferenceTests
{
    private static readonly PiecewiseRate ControlHazard = PiecewiseRate.Constant(Math.Log(2) / 12.3);

    [Fact]
    public void Every_size_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("nsurv.json").EnumerateArray())
        {
            var lengths = entry.Numbers("R");
            double[] begins = [0, .. lengths.Take(lengths.Length - 1).Select((_, i) => lengths.Take(i + 1).Sum())];
            var what = $"{entry.Text("method")} {entry.Number("hr")}";

            var size = SampleSize.For(
                Enum.Parse<SizeMethod>(entry.Text("method")), new PiecewiseRate(begins, entry.Numbers("gamma_in")), lengths.Sum(), entry.Number("T"), ControlHazard,
                PiecewiseRate.Constant(entry.Number("eta")), new EventCount(entry.Number("hr"), entry.Number("alpha")), 1 - entry.Number("beta"));

            new[] { size.Participants, size.Events, size.ControlEvents, size.TreatedEvents }
                .ShouldAgree([entry.Number("n"), entry.Number("d"), entry.Number("eDC"), entry.Number("eDE")], 1e-4, what);
            size.Accrual.Rates.ShouldAgree(entry.Numbers("gamma_out"), 1e-4, what);
        }
    }

    [Fact]
    public void Every_design_of_ILLUMINE_is_that_of_the_reference()
    {
        var reference = Reference.Read("illumine_design.json");
        foreach (var entry in reference.GetProperty("fixed").EnumerateArray())
        {
            var count = new EventCount(entry.Number("hr"), entry.Number("alpha1"));
            var events = Math.Ceiling(count.Schoenfeld(entry.Number("power")));
            var what = $"HR {count.HazardRatio} alpha {count.Alpha} power {entry.Number("power")}";
            count.Schoenfeld(entry.Number("power")).ShouldAgree(entry.Number("events_raw"), 1e-8, what);
            count.RatioAtLimit(events).ShouldAgree(entry.Number("min_hr_significant"), 1e-8, what);
            if (entry.GetProperty("month").ValueKind == JsonValueKind.Null)
                continue;
            var month = Timeline(PiecewiseRate.Constant(count.HazardRatio)).TimeOf(events);
            month.ShouldAgree(entry.Number("month"), 1e-4, $"{what} month");
            var delayed = Timeline(new PiecewiseRate([0, 3], [1, count.HazardRatio])).At(month);
            delayed.AverageHazardRatio.ShouldAgree(entry.Number("ahr_delay3"), 1e-6, $"{what} average hazard ratio");
            Normal.Cdf(-delayed.Z - Normal.UpperQuantile(count.Alpha)).ShouldAgree(entry.Number("power_delay3"), 1e-6, $"{what} delayed power");
        }
    }

    [Fact]
    public void Every_row_of_the_table_of_designs_is_that_of_the_reference()
    {
        var designs = StudyDesigns.Of("NCT07264075", ShippedScenarios.Find("NCT07264075")!);
        foreach (var entry in Reference.Read("illumine_design.json").GetProperty("fixed").EnumerateArray())
        {
            var row = designs.Rows.Single(row => Math.Abs(row.HazardRatio - entry.Number("hr")) < 1e-9 && Math.Abs(row.Alpha - entry.Number("alpha1")) < 1e-5 && Math.Abs(row.Power - entry.Number("power")) < 1e-9);
            var what = $"HR {row.HazardRatio} alpha {row.Alpha} power {row.Power}";
            // Dunnett's limit of the reference comes from an integral by random numbers.
            var tolerance = row.Alpha is 0.025 or 0.0125 ? 1e-8 : 1e-5;
            new[] { row.Events, row.Share, row.SmallestEffect }.ShouldAgree([entry.Number("events"), entry.Number("frac_of_520"), entry.Number("min_hr_significant")], tolerance, what);
            if (entry.GetProperty("month").ValueKind == JsonValueKind.Null)
                row.Month.ShouldBeNull(what);
            else
                row.Month!.Value.ShouldAgree(entry.Number("month"), 1e-4, $"{what} month");
            new[] { row.DelayedPower, row.DelayedAverageRatio }.ShouldAgree([entry.Number("power_delay3"), entry.Number("ahr_delay3")], 1e-4, $"{what} delayed");
        }
    }

    [Fact]
    public void Every_group_sequential_design_of_ILLUMINE_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("illumine_design.json").GetProperty("group_sequential").EnumerateArray())
        {
            var count = new EventCount(entry.Number("hr"), entry.Number("alpha1"));
            var design = SequentialDesign.Spend(SpendingFunction.OBrienFleming, entry.Numbers("timing"), count.Alpha);
            var power = entry.Number("power");
            var events = design.Inflation(power) * count.Schoenfeld(power);
            var what = $"HR {count.HazardRatio} alpha {count.Alpha} power {power}";

            design.Fractions.Select(t => t * events).ShouldAgree(entry.Numbers("events"), 1e-8, $"{what} events");
            design.Limits.ShouldAgree(entry.Numbers("z"), 1e-8, $"{what} z");
            design.NominalP.ShouldAgree(entry.Numbers("nominal_p"), 1e-8, $"{what} nominal_p");
            design.Limits.Zip(design.Fractions, (z, t) => count.RatioAtLimit(t * events, z)).ShouldAgree(entry.Numbers("hr_boundary"), 1e-8, $"{what} hr_boundary");
            design.CrossingProbabilities(design.DriftFor(power)).ShouldAgree(entry.Numbers("cross_prob"), 1e-8, $"{what} cross_prob");
        }
    }

    [Fact]
    public void Every_infeasible_design_of_ILLUMINE_is_refused_in_words()
    {
        var timeline = Timeline(PiecewiseRate.Constant(0.75));

        Should.Throw<Equipoise.Statistics.StatisticsException>(() => timeline.TimeOf(600)).Message.ShouldStartWith("The design needs 600 events; 520 participants");
    }

    // Two of the three arms: two thirds of the 780.
    private static TrialTimeline Timeline(PiecewiseRate hazardRatio) => new(
        new PiecewiseRate([0, 3, 6], [20.0 / 3, 40.0 / 3, 70.0 / 3]), 6 + ((520 - 60) / (70.0 / 3)), ControlHazard, hazardRatio, PiecewiseRate.Constant(0.003));
}
