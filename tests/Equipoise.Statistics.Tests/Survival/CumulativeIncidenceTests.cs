using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Curves;

namespace Equipoise.Statistics.Tests.Survival;

public sealed class CumulativeIncidenceTests
{
    [Fact]
    public void Five_rows_give_the_curves_worked_by_hand()
    {
        // Event 1 at 1 (n 5): F₁ = 1/5, S = 4/5. Event 2 at 2 (n 4): F₂ = 4/5·1/4 = 1/5, S = 3/5. Censored at 3. Event 1 at 4 (n 2):
        // F₁ = 1/5 + 3/5·1/2 = 1/2, S = 3/10. Event 2 at 5 (n 1): F₂ = 1/5 + 3/10 = 1/2, S = 0.
        var curves = CumulativeIncidence.Estimate(new SurvivalData([1, 2, 3, 4, 5], [true, true, false, true, true]), [1, 2, 0, 1, 2], 2);

        curves.Causes[0].Probability.ShouldBe([0.2, 0.2, 0.2, 0.5, 0.5], 1e-15);
        curves.Causes[1].Probability.ShouldBe([0, 0.2, 0.2, 0.2, 0.5], 1e-15);
        curves.EventFree.ShouldBe([0.8, 0.6, 0.6, 0.3, 0], 1e-15);
    }

    [Fact]
    public void Without_censoring_the_error_is_that_of_a_share()
    {
        var curves = CumulativeIncidence.Estimate(new SurvivalData([1, 2, 3, 4], [true, true, true, true]), [1, 2, 1, 2], 2);

        for (var i = 0; i < 3; i++)
            curves.Causes[0].Error[i].ShouldBe(Math.Sqrt(curves.Causes[0].Probability[i] * (1 - curves.Causes[0].Probability[i]) / 4), 1e-14);
    }

    [Fact]
    public void With_one_event_it_is_the_other_side_of_Kaplan_and_Meier()
    {
        var data = new SurvivalData([4, 1, 6, 3, 1, 4], [true, true, true, false, true, false]);
        var (curves, survival) = (CumulativeIncidence.Estimate(data, [1, 1, 1, 0, 1, 0], 1), KaplanMeier.Estimate(data, robust: true));

        for (var i = 0; i < 3; i++)
        {
            (1 - curves.Causes[0].Probability[i]).ShouldBe(survival.Survival[i], 1e-15);
            curves.Causes[0].Error[i].ShouldBe(survival.ErrorOfLogSurvival[i] * survival.Survival[i], 1e-14);
        }
    }

    [Fact]
    public void A_weight_of_2_counts_a_row_twice_and_late_entry_counts_from_there()
    {
        var weighted = CumulativeIncidence.Estimate(new SurvivalData([2, 3, 5, 6], [true, true, false, true], [0, 1, 0, 2], [1, 2, 1, 1]), [1, 2, 0, 1], 2);
        var repeated = CumulativeIncidence.Estimate(new SurvivalData([2, 3, 3, 5, 6], [true, true, true, false, true], [0, 1, 1, 0, 2]), [1, 2, 2, 0, 1], 2);

        // At 2 the row that starts at 2 is not yet at risk: one of four; at 3, two of four of what is left.
        weighted.AtRisk.ShouldBe([4, 4, 2, 1]);
        weighted.Causes[0].Probability[0].ShouldBe(0.25, 1e-15);
        weighted.Causes[1].Probability[1].ShouldBe(0.75 * 0.5, 1e-15);
        weighted.Causes[1].Probability.ShouldBe(repeated.Causes[1].Probability);
    }

    [Fact]
    public void With_late_entry_and_one_event_the_error_is_that_of_the_robust_curve()
    {
        var data = new SurvivalData([3, 4, 4, 7, 9, 11], [true, true, false, true, false, true], [0, 1, 0, 3, 2, 5], [1, 0.5, 2, 1, 1.5, 1]);
        var (curves, survival) = (CumulativeIncidence.Estimate(data, [1, 1, 0, 1, 0, 1], 1), KaplanMeier.Estimate(data, robust: true));

        for (var i = 0; i < survival.Times.Count - 1; i++)
            curves.Causes[0].Error[i].ShouldBe(survival.Survival[i] * survival.ErrorOfLogSurvival[i], 1e-13);
    }
}
