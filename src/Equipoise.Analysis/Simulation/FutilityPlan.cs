using Equipoise.Analysis.Reading;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;
using Equipoise.Statistics.Simulation;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Analysis.Simulation;

/// <summary>Limits for futility that a scenario states by the spending of beta.</summary>
/// <param name="Spending">How beta, 1 − power, is spent.</param>
/// <param name="Power">The power that each hypothesis has with its share of alpha.</param>
/// <param name="Line">Where the scenario states it.</param>
internal sealed record FutilityPlan(SpendingFunction Spending, double Power, long Line)
{
    private const double UsualPower = 0.9;

    /// <summary>The plan of a scenario's test, null where it states none or the limits themselves.</summary>
    /// <exception cref="FileException">There is no such spending function, or a power without one.</exception>
    public static FutilityPlan? Read(FileFields test)
    {
        var power = test.Number("power");
        if (test.Optional("futility") is YamlScalarNode)
            return new FutilityPlan(ScenarioReader.Spending(test.Text("futility"), test.LineOf("futility")), power ?? UsualPower, test.LineOf("futility"));
        return power is null ? null : throw FileException.At(test.LineOf("power"), "'power' goes with futility by the spending of beta, such as 'futility: hsd:-2': leave it out.");
    }

    /// <summary>Gives each hypothesis the limits that follow from its share of alpha at the planned looks.</summary>
    /// <exception cref="FileException">There are no such limits.</exception>
    public TrialScenario Give(TrialScenario trial)
    {
        double[] planned = [.. trial.LookEvents.Select(events => (double)events / trial.LookEvents[^1])];
        if (planned.Length < 2)
            throw FileException.At(Line, "There is one look: limits for futility are for looks before the last.");
        return trial with { Hypotheses = [.. trial.Hypotheses.Select(hypothesis => hypothesis with { Futility = Limits(hypothesis, planned, trial) })] };
    }

    private double[] Limits(SimulatedHypothesis hypothesis, double[] planned, TrialScenario trial)
    {
        if (!(hypothesis.Weight > 0))
            throw FileException.At(Line, $"{trial.Arms[hypothesis.Arm].Name} begins without a share of alpha, so that no limits follow from the spending of beta: state them as a list of Z.");
        try
        {
            return [.. SequentialDesign.SpendBoth(hypothesis.Spending, Spending, planned, hypothesis.Weight * trial.Alpha, Power, trial.IsFutilityBinding).Futility!.SkipLast(1)];
        }
        catch (StatisticsException none)
        {
            throw FileException.At(Line, none.Message);
        }
    }
}
