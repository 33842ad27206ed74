using BenchmarkDotNet.Attributes;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Sequential;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Bench;

/// <summary>A thousand simulated trials of 780 participants on one thread: ramped Poisson accrual, losses, looks at numbers of events, log-rank tests. The work is that
/// of <c>lrsim</c> and <c>lrsim3a</c> of R's <c>lrstat</c>; hazard ratios are estimated only where the name says so.</summary>
public class TrialSimulations
{
    private const int Trials = 1000;
    private static readonly PiecewiseRate Control = PiecewiseRate.Constant(Math.Log(2) / 12.3);
    private readonly TrialSimulator twoArms = Of([500], isLate: false, estimates: false, 0.75);
    private readonly TrialSimulator twoArmsWithRatios = Of([500], isLate: false, estimates: true, 0.75);
    private readonly TrialSimulator threeLooks = Of([250, 375, 500], isLate: true, estimates: false, 0.75);
    private readonly TrialSimulator threeArms = Of([350], isLate: false, estimates: false, 0.75, 0.7);

    [Benchmark(OperationsPerInvoke = Trials)]
    public double TwoArms() => twoArms.Run(Trials, 1).Any.Value;

    [Benchmark(OperationsPerInvoke = Trials)]
    public double TwoArmsWithHazardRatios() => twoArmsWithRatios.Run(Trials, 1).Any.Value;

    [Benchmark(OperationsPerInvoke = Trials)]
    public double TwoArmsThreeLooksLateEffect() => threeLooks.Run(Trials, 1).Any.Value;

    [Benchmark(OperationsPerInvoke = Trials)]
    public double ThreeArms() => threeArms.Run(Trials, 1).Any.Value;

    private static TrialSimulator Of(int[] looks, bool isLate, bool estimates, params double[] ratios)
    {
        var dropout = PiecewiseRate.Constant(0.003);
        return new TrialSimulator(
            new TrialScenario
            {
                Arms =
                [
                    new("C", 1, Control, dropout),
                    .. ratios.Select((ratio, i) => new SimulatedArm($"T{i + 1}", 1, Control.Times(isLate ? new PiecewiseRate([0, 3], [1, ratio]) : PiecewiseRate.Constant(ratio)), dropout)),
                ],
                Participants = 780,
                BlockMultiple = 2,
                Accrual = new PiecewiseRate([0, 3, 6], [10, 20, 35]),
                LookEvents = looks,
                CountedArms = [0, 1],
                Hypotheses = [.. ratios.Select((_, i) => new SimulatedHypothesis(i + 1, 1.0 / ratios.Length, SpendingFunction.OBrienFleming, looks[^1]))],
                EstimatesRatios = estimates,
            },
            seed: 7264075);
    }
}
