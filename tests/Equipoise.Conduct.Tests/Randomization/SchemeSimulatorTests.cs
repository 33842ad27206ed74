using Equipoise.Conduct.Randomization;
using Equipoise.Conduct.Randomization.Simulation;

namespace Equipoise.Conduct.Tests.Randomization;

/// <summary>Predictability and balance of schemes. Expected shares are those of Blackwell and Hodges (1957) and of enumeration.</summary>
public sealed class SchemeSimulatorTests
{
    [Theory]
    [InlineData(3, 3, 0.6111, 0.3333)]
    [InlineData(3, 6, 0.5611, 0.2)]
    [InlineData(3, 9, 0.5319, 0.1429)]
    [InlineData(3, 12, 0.5120, 0.1111)]
    [InlineData(3, 15, 0.4973, 0.0909)]
    [InlineData(2, 2, 0.75, 0.5)]
    [InlineData(2, 4, 0.7083, 0.3333)]
    [InlineData(2, 6, 0.6833, 0.25)]
    [InlineData(2, 8, 0.6661, 0.2)]
    public void What_can_be_guessed_in_a_block_of_known_size_is_exact(int arms, int size, double correct, double determined)
    {
        var block = BlockPredictability.Of([.. Enumerable.Repeat(1, arms)], size);

        block.CorrectGuess.ShouldBe(correct, 0.00006);
        block.Determined.ShouldBe(determined, 0.00006);
    }

    [Fact]
    public void Two_of_three_places_are_guessed_by_naming_the_larger_arm() =>
        // A block of 2:1 by hand: A A B, A B A, B A A. First guess A right in 2/3; then after A a tie (1/2), after B certain; the last is certain.
        BlockPredictability.Of([2, 1], 3).CorrectGuess.ShouldBe(((2 / 3.0) + (2 / 3.0 * 0.5) + (1 / 3.0) + 1) / 3, 1e-12);

    [Theory]
    [InlineData(new[] { 3 }, 0.611)]
    [InlineData(new[] { 6 }, 0.562)]
    [InlineData(new[] { 3, 6 }, 0.574)] // a block of three mixed in is worse than six alone
    [InlineData(new[] { 6, 9 }, 0.534)]
    [InlineData(new[] { 3, 6, 9 }, 0.548)]
    public void Simulated_guesses_from_totals_are_those_known(int[] sizes, double expected) =>
        SchemeSimulator.Run(SlotListTests.Blocks([1, 1, 1], sizes), 30, 4000, SlotListTests.Seed(1), TestContext.Current.CancellationToken).GuessedFromTotals.ShouldBe(expected, 0.006);

    [Fact]
    public void Minimization_of_four_factors_is_as_predictable_as_known()
    {
        var scheme = new SchemeDefinition("minimization", ["A", "B", "C"], [1, 1, 1], [], [.. ((int[])[2, 2, 3, 20]).Select((count, factor) => new SchemeFactor($"F{factor}", [.. Enumerable.Range(0, count).Select(level => $"{level}")]))], "range", 0.8m, [1, 1, 1, 1]);

        var report = SchemeSimulator.Run(scheme, 300, 60, SlotListTests.Seed(2), TestContext.Current.CancellationToken);

        report.GuessedFromTotals.ShouldBe(0.491, 0.02);
        report.GuessedWithFullKnowledge.ShouldBe(0.730, 0.01);
        report.Overall.Mean.ShouldBe(1.52, 0.4);
    }

    [Fact]
    public void Strata_stay_within_their_bound_and_arms_near_their_share()
    {
        var report = SchemeSimulator.Run(SlotListTests.Blocks([1, 1, 1], [6, 9], 3, 2, 2, 3), 780, 40, SlotListTests.Seed(3), TestContext.Current.CancellationToken);

        report.StratumBound.ShouldBe(3);
        report.WorstStratum.Max.ShouldBeLessThanOrEqualTo(3);
        report.Arms.ShouldAllBe(arm => Math.Abs(arm.Mean - 260) < 3 && arm.Least > 240 && arm.Most < 280);
        report.RunsOutOfOrder.ShouldBeLessThan(0.2);
        SchemeSimulator.Run(SlotListTests.Blocks([1, 1, 1], [6, 9], 3, 2, 2, 3), 780, 40, SlotListTests.Seed(3), TestContext.Current.CancellationToken).MeanRunsStatistic.ShouldBe(report.MeanRunsStatistic);
    }

    [Fact]
    public void The_runs_test_is_that_worked_by_hand()
    {
        // A A B B B A: n 6, counts 3 and 3, 3 runs; expected 4, variance 1.2.
        RunsTest.Statistic([0, 0, 1, 1, 1, 0], 2).ShouldBe((3 - 4) / Math.Sqrt(1.2), 1e-12);
        RunsTest.Statistic([0, 0, 0], 2).ShouldBe(0);
    }
}
