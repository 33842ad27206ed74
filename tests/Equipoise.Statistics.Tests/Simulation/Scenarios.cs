using Equipoise.Statistics.Design;
using Equipoise.Statistics.Sequential;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Statistics.Tests.Simulation;

/// <summary>Trials to simulate.</summary>
internal static class Scenarios
{
    public static SimulatedArm Arm(string name, PiecewiseRate ratio, double cured = 0) =>
        new(name, 1, PiecewiseRate.Constant(Math.Log(2) / 12).Times(ratio), PiecewiseRate.Constant(0.003), cured);

    /// <summary>A control arm and one arm for each hazard ratio, tested by Holm's method over the looks.</summary>
    public static TrialScenario With(int participants, int[] looks, params double[] ratios) => new()
    {
        Arms = [Arm("C", PiecewiseRate.Constant(1)), .. ratios.Select((ratio, i) => Arm($"T{i + 1}", PiecewiseRate.Constant(ratio)))],
        Participants = participants,
        BlockMultiple = 2,
        Accrual = new PiecewiseRate([0, 3, 6], [10, 20, 35]),
        LookEvents = looks,
        CountedArms = [0, 1],
        Hypotheses = [.. ratios.Select((_, i) => new SimulatedHypothesis(i + 1, 1.0 / ratios.Length, SpendingFunction.OBrienFleming, looks[^1]))],
    };
}
