using Equipoise.Analysis.Plans;
using Equipoise.Analysis.Reading;
using Equipoise.Analysis.Reports;
using Equipoise.Analysis.Tests.Endpoints;

namespace Equipoise.Analysis.Tests.Reports;

public sealed class PlannedEventsTests
{
    private static readonly (string Arm, double Part)[] Arms = [("A", 1), ("B", 1), ("C", 1)];

    // Entering evenly at rate r until month T with hazard λ in all arms: by t after T the events are r·(T − (e^{−λ(t − T)} − e^{−λt})/λ).
    [Fact]
    public void With_no_effect_and_even_accrual_they_are_the_closed_form()
    {
        var planned = PlannedEvents.Of(Plan("{accrual: 30}"), Arms, 780)!;

        var (hazard, end) = (Math.Log(2) / 12.3, 26.0);
        planned.By(40).ShouldBe(30 * (end - ((Math.Exp(-hazard * (40 - end)) - Math.Exp(-hazard * 40)) / hazard)), 1e-6);
        planned.By(0).ShouldBe(0);
    }

    [Fact]
    public void A_look_was_expected_when_the_slowest_comparison_has_its_events()
    {
        var plan = Plan("{accrual: 30, hazard_ratio: {A: 0.9, B: 0.6}}");
        var planned = PlannedEvents.Of(plan, Arms, 780)!;
        var faster = PlannedEvents.Of(Plan("{accrual: 30, hazard_ratio: {A: 0.9, B: 0.9}}"), Arms, 780)!;

        planned.MonthOf(plan.Looks[0])!.Value.ShouldBeGreaterThan(faster.MonthOf(plan.Looks[0])!.Value);
    }

    [Fact]
    public void Events_that_the_design_could_never_have_have_no_month()
    {
        var plan = Plan("{accrual: 30, dropout: 0.9}");

        PlannedEvents.Of(plan, Arms, 780)!.MonthOf(plan.Looks[1]).ShouldBeNull();
    }

    [Theory]
    [InlineData("{hazard_ratio: {B: 0.7}}", "The expected course has no 'accrual', participants per month.")]
    [InlineData("{accrual: {0: 10, 6: 0}}", "The last rate of accrual is 0: the trial would not fill.")]
    [InlineData("{accrual: 30, hazard_ratio: {C: 0.7}}", "'C' is no arm that is compared with the control arm; there is B, A.")]
    [InlineData("{accrual: 30, hazard_ratio: {B: 0}}", "'B' is 0: write a hazard ratio above 0.")]
    public void What_cannot_be_expected_is_refused(string expected, string sentence) => Should.Throw<FileException>(() => Plan(expected)).Message.ShouldContain(sentence);

    [Fact]
    public void Without_a_control_median_nothing_can_be_expected() =>
        Should.Throw<FileException>(() => PlanReader.Read(Records.PlanText("control_median: 12.3", "expected: {accrual: 30}"), "NCT07264075", Records.Design)).Message.ShouldContain("The expected course needs 'control_median'");

    private static StatisticalPlan Plan(string expected) => Records.Plan("population: ITT", $"population: ITT\nexpected: {expected}");
}
