using Equipoise.Analysis.Plans;
using Equipoise.Statistics.Multiplicity;

namespace Equipoise.Analysis.Looks;

/// <summary>What the procedure of a plan decides, looks before included.</summary>
/// <param name="Shares">The share of alpha of each comparison, as a part of all; at a rejection now, the one with which it was rejected.</param>
/// <param name="Levels">The p-value that is just significant now; 0 without a share.</param>
/// <param name="RejectedAt">The look at which each was rejected; null for not.</param>
internal sealed record LookProcedure(double[] Shares, double[] Levels, int?[] RejectedAt)
{
    /// <summary>Runs it with an error probability.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="alpha">The one-sided error over all comparisons and looks.</param>
    /// <param name="earlier">The looks before.</param>
    /// <param name="frame">The look now.</param>
    /// <param name="information">The information fraction of each comparison now.</param>
    /// <param name="pValues">Its p-value.</param>
    public static LookProcedure Run(StatisticalPlan plan, double alpha, IReadOnlyList<LookFinding> earlier, LookFinding frame, double[] information, double[] pValues) =>
        plan.Futility is { IsBinding: true } ? new BindingProcedure(plan, alpha).Run(earlier, frame, information, pValues) : ByGraph(plan, alpha, earlier, frame, information, pValues);

    /// <summary>A value of each comparison at a look before, in the plan's order.</summary>
    /// <exception cref="AnalysisException">The look did not compare what the plan compares now.</exception>
    public static double[] Of(StatisticalPlan plan, LookFinding look, Func<LookComparison, double> value) =>
        [.. plan.Comparisons.Select(comparison => look.Comparisons.FirstOrDefault(one => string.Equals(one.Name, comparison.Name, StringComparison.Ordinal)) is { } found
            ? value(found)
            : throw new AnalysisException($"Look {look.Number} did not compare {comparison.Name}, which the plan has now: a comparison cannot be added between looks."))];

    // The graphical group-sequential procedure of Maurer and Bretz (2013).
    private static LookProcedure ByGraph(StatisticalPlan plan, double alpha, IReadOnlyList<LookFinding> earlier, LookFinding frame, double[] information, double[] pValues)
    {
        var graph = new SequentialGraph(plan.Graph(), [.. plan.Comparisons.Select(_ => plan.Spending)], alpha);
        var rejectedAt = new int?[plan.Comparisons.Count];
        foreach (var look in earlier)
        {
            foreach (var hypothesis in graph.Look(Of(plan, look, one => one.Information), Of(plan, look, one => one.PValue)))
                rejectedAt[hypothesis] = look.Number;
        }

        var before = graph.Graph;
        var (shares, levels) = (new double[pValues.Length], new double[pValues.Length]);
        foreach (var hypothesis in graph.Look(information, pValues, frame.IsFinal))
        {
            (shares[hypothesis], levels[hypothesis]) = (before.Weights[hypothesis], graph.NominalLevel(hypothesis, before.Weights[hypothesis]));
            before = before.Reject(hypothesis);
            rejectedAt[hypothesis] = frame.Number;
        }

        for (var i = 0; i < pValues.Length; i++)
        {
            if (rejectedAt[i] is null)
                (shares[i], levels[i]) = (graph.Graph.Weights[i], graph.NominalLevel(i));
        }

        return new LookProcedure(shares, levels, rejectedAt);
    }
}
