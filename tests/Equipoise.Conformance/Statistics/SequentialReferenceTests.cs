using Equipoise.Statistics.Design;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Conformance.Statistics;

/// <summary>Limits and events against <c>gsDesign</c> and <c>rpact</c>. The twin on own data is <c>SequentialDesignTests</c>.</summary>
public sealed class SequentialReferenceTests
{
    [Fact]
    public void Every_spending_limit_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("gs_bounds.json").EnumerateArray())
        {
            var what = $"{entry.Text("sf")} {entry.GetProperty("timing")} {entry.Number("alpha")}";
            var spending = entry.Text("sf") switch
            {
                "sfLDOF" => SpendingFunction.OBrienFleming,
                "sfLDPocock" => SpendingFunction.Pocock,
                "sfHSD(-4)" => SpendingFunction.HwangShihDeCani(-4),
                "sfHSD(1)" => SpendingFunction.HwangShihDeCani(1),
                "sfPower(3)" => SpendingFunction.Power(3),
                var other => throw new InvalidOperationException(other),
            };

            var design = SequentialDesign.Spend(spending, entry.Numbers("timing"), entry.Number("alpha"));

            design.Limits.ShouldAgree(entry.Numbers("z"), 1e-8, $"{what} z");
            design.NominalP.ShouldAgree(entry.Numbers("nominal_p"), 1e-8, $"{what} nominal_p");
            design.Fractions.Select(t => spending.Spent(design.Alpha, t)).ShouldAgree(entry.Numbers("cum_spend"), 1e-8, $"{what} cum_spend");
            design.CrossingProbabilities(0).Sum().ShouldAgree(design.Alpha, 1e-13, $"{what} alpha");
            design.Inflation(0.8).ShouldAgree(entry.Number("inflation_power80"), 1e-8, $"{what} inflation");
            design.DriftFor(0.8).ShouldAgree(entry.Number("drift_power80"), 1e-8, $"{what} drift");
            var sum = 0.0;
            design.CrossingProbabilities(design.DriftFor(0.8)).Select(probability => sum += probability).ShouldAgree(entry.Numbers("cross_H1"), 1e-8, $"{what} cross_H1");
        }
    }

    [Fact]
    public void Every_exact_limit_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("gs_exact.json").EnumerateArray())
        {
            var shape = entry.Text("type") switch { "OF" => 0, "Pocock" => 0.5, _ => entry.Number("delta") };
            var looks = (int)entry.Number("k");

            SequentialDesign.WangTsiatis(shape, [.. Enumerable.Range(1, looks).Select(k => (double)k / looks)], entry.Number("alpha")).Limits
                .ShouldAgree(entry.Numbers("z"), 1e-7, $"{entry.Text("type")} {looks} looks");
        }
    }

    [Fact]
    public void Every_number_of_events_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("events.json").EnumerateArray())
        {
            var count = new EventCount(entry.Number("hr"), entry.Number("alpha1"), entry.Number("ratio"));
            var what = $"{count} power {entry.Number("power")}";

            count.Schoenfeld(entry.Number("power")).ShouldAgree(entry.Number("schoenfeld"), 1e-9, what);
            count.Freedman(entry.Number("power")).ShouldAgree(entry.Number("freedman"), 1e-9, what);
            count.RatioAtLimit(Math.Ceiling(entry.Number("schoenfeld"))).ShouldAgree(entry.Number("hr_at_crit_schoenfeld"), 1e-9, what);
        }
    }
}
