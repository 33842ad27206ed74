using Equipoise.Analysis.Reading;
using Equipoise.Statistics.Sequential;
using Equipoise.Statistics.Simulation;

namespace Equipoise.Analysis.Simulation;

/// <summary>Reads what a scenario tests; without words, every arm against the control arm with equal shares of alpha that pass on in equal parts.</summary>
internal static class HypothesisFields
{
    public static TrialScenario Read(FileFields root, TrialScenario trial, SpendingFunction spending)
    {
        if (root.List("hypotheses") is not { } list)
        {
            var others = trial.Arms.Count - 1;
            return trial with { Hypotheses = [.. Enumerable.Range(1, Math.Max(0, others)).Select(arm => new SimulatedHypothesis(arm, 1.0 / others, spending, Planned(trial, arm)))] };
        }

        var all = list.Select(node => new FileFields(node, "hypothesis")).ToList();
        var hypotheses = all.ConvertAll(fields =>
        {
            var arm = ScenarioReader.Index(trial.Arms, fields.Text("arm") ?? throw FileException.At(fields.Line, "This hypothesis has no 'arm'."), fields.LineOf("arm"));
            var own = fields.Text("spending") is { } name ? ScenarioReader.Spending(name, fields.LineOf("spending")) : spending;
            if (arm == 0)
                throw FileException.At(fields.LineOf("arm"), $"'{trial.Arms[0].Name}' is the control arm, with which others are compared: name another.");
            return new SimulatedHypothesis(arm, fields.Number("weight") ?? 1.0 / list.Count, own, fields.Number("events") ?? Planned(trial, arm));
        });
        var arrows = Arrows(trial, all, hypotheses);
        all.ForEach(fields => fields.RefuseOthers());
        return trial with { Hypotheses = hypotheses, Arrows = arrows };
    }

    private static double[,]? Arrows(TrialScenario trial, List<FileFields> all, List<SimulatedHypothesis> hypotheses)
    {
        var passes = all.ConvertAll(fields => fields.Optional("passes_on"));
        if (passes.TrueForAll(node => node is null))
            return null;
        var arrows = new double[all.Count, all.Count];
        for (var from = 0; from < all.Count; from++)
        {
            if (passes[from] is not { } node)
                continue;
            var parts = new FileFields(node, "passes_on");
            double sum = 0;
            foreach (var name in parts.Keys)
            {
                var arm = ScenarioReader.Index(trial.Arms, name, parts.LineOf(name));
                var to = hypotheses.FindIndex(hypothesis => hypothesis.Arm == arm);
                var part = parts.Number(name)!.Value;
                if (to < 0 || to == from || !(part is >= 0 and <= 1))
                    throw FileException.At(parts.LineOf(name), $"A hypothesis passes parts from 0 to 1 on to the hypotheses of other arms, not {part} to '{name}'.");
                sum += arrows[from, to] = part;
            }

            if (sum > 1 + 1e-9)
                throw FileException.At(parts.Line, $"What this hypothesis passes on sums to {sum:0.######}: it is at most 1.");
        }

        return arrows;
    }

    // The events of the last look, as far as they fall into the two arms.
    private static double Planned(TrialScenario trial, int arm)
    {
        var counted = trial.CountedArms ?? [.. Enumerable.Range(0, trial.Arms.Count)];
        return trial.LookEvents.Count == 0 ? 0 : trial.LookEvents[^1] * (double)(trial.Arms[0].Ratio + trial.Arms[arm].Ratio) / counted.Sum(index => trial.Arms[index].Ratio);
    }
}
