using Equipoise.Statistics.Sequential;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Statistics.Tests.Simulation;

/// <summary>What designs do, against what theory says, within four Monte-Carlo errors.</summary>
public sealed class OperatingCharacteristicsTests
{
    private static readonly int Replicates = Thoroughness.Full ? 100_000 : 4_000;

    [Fact]
    public void Under_no_effect_anywhere_the_family_errs_no_oftener_than_alpha()
    {
        var found = new TrialSimulator(Scenarios.With(390, [100, 150, 200], 1, 1), 2026).Run(Replicates, 2, cancellation: TestContext.Current.CancellationToken);

        found.Any.Value.ShouldBeLessThan(0.025 + (4 * Error(0.025)));
        // The two tests share a control arm: the family errs less often than twice alpha/2, and as often as this at least.
        found.Any.Value.ShouldBeGreaterThan(0.02 - (4 * Error(0.02)));
    }

    [Theory]
    [InlineData(1, 0.6, 0)]
    [InlineData(0.6, 1, 1)]
    public void Where_one_arm_has_no_effect_it_is_found_better_no_oftener_than_alpha(double first, double second, int isNull)
    {
        var found = new TrialSimulator(Scenarios.With(390, [100, 150, 200], first, second), 7).Run(Replicates, 2, cancellation: TestContext.Current.CancellationToken);

        // Alpha passes on from the arm that is nearly always found better.
        found.Hypotheses[isNull].Rejected.Value.ShouldBeLessThan(0.025 + (4 * Error(0.025)));
        found.Hypotheses[1 - isNull].Rejected.Value.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void One_comparison_with_looks_errs_as_often_as_it_may()
    {
        var found = new TrialSimulator(Scenarios.With(390, [100, 150, 200], 1), 3).Run(Replicates, 2, cancellation: TestContext.Current.CancellationToken);

        found.Any.Value.ShouldBe(0.025, 4 * Error(0.025) + 0.001);
    }

    [Fact]
    public void The_power_of_one_look_is_that_of_Schoenfelds_formula()
    {
        // 4·(1.96 + 1.2816)²/log²(0.7) = 330.4 events; the formula is off by less than 0.01 here.
        var found = new TrialSimulator(Scenarios.With(500, [330], 0.7), 4).Run(Replicates, 2, cancellation: TestContext.Current.CancellationToken);

        found.Any.Value.ShouldBe(0.9, 0.01 + (4 * Error(0.9)));
        found.Hypotheses[0].LogHazardRatio.Value.ShouldBe(Math.Log(0.7), 0.005 + (4 * found.Hypotheses[0].LogHazardRatio.Error));
    }

    // What SequentialDesign.SpendBoth promises of a Brownian motion holds of simulated log-rank tests, up to their being not quite normal at 100 events.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Limits_for_futility_stop_as_often_as_their_design_says(bool isBinding)
    {
        var design = SequentialDesign.SpendBoth(SpendingFunction.OBrienFleming, SpendingFunction.HwangShihDeCani(-2), [0.3, 0.6, 1], 0.025, 0.9, isBinding);
        var looks = new[] { 100, 200, 333 };
        TrialScenario Scenario(double ratio)
        {
            var scenario = Scenarios.With(500, looks, ratio);
            return scenario with { IsFutilityBinding = isBinding, Hypotheses = [scenario.Hypotheses[0] with { Futility = [.. design.Futility!.SkipLast(1)] }] };
        }

        var (none, effect) = (Run(Scenario(1), 11), Run(Scenario(Math.Exp(-2 * design.DriftFor(0.9) / Math.Sqrt(333))), 12));

        none.Any.Value.ShouldBe(design.Power(0), 0.002 + (4 * Error(0.025)));
        effect.Any.Value.ShouldBe(0.9, 0.012 + (4 * Error(0.9)));
        var (stopsUnderNone, stopsUnderEffect) = (design.FutilityProbabilities(0), design.FutilityProbabilities(design.DriftFor(0.9)));
        for (var look = 0; look < 2; look++)
        {
            none.Hypotheses[0].GivenUpAt[look].Value.ShouldBe(stopsUnderNone[look], 0.012 + (4 * Error(stopsUnderNone[look])));
            effect.Hypotheses[0].GivenUpAt[look].Value.ShouldBe(stopsUnderEffect[look], 0.012 + (4 * Error(stopsUnderEffect[look])));
        }
    }

    // Error passes on to an arm whose limits count on futility: those below stay what its first share made them, so the family errs no oftener for it.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 0.6)]
    [InlineData(0.6, 1)]
    public void Binding_limits_of_several_arms_hold_the_familys_error(double first, double second)
    {
        var futility = SequentialDesign.SpendBoth(SpendingFunction.OBrienFleming, SpendingFunction.Power(1), [0.5, 0.75, 1], 0.0125, 0.8, isBinding: true).Futility!;
        var scenario = Scenarios.With(390, [100, 150, 200], first, second);

        var found = Run(scenario with { IsFutilityBinding = true, Hypotheses = [.. scenario.Hypotheses.Select(one => one with { Futility = [.. futility.SkipLast(1)] })] }, 17);

        var errors = first == 1 && second == 1 ? found.Any : found.Hypotheses[first == 1 ? 0 : 1].Rejected;
        errors.Value.ShouldBeLessThan(0.025 + (4 * Error(0.025)));
        found.Hypotheses.Max(one => one.GivenUp.Value).ShouldBeGreaterThan(0.5);
    }

    private static OperatingCharacteristics Run(TrialScenario scenario, ulong seed) =>
        new TrialSimulator(scenario, seed).Run(Replicates, 2, cancellation: TestContext.Current.CancellationToken);

    private static double Error(double probability) => Math.Sqrt(probability * (1 - probability) / Replicates);
}
