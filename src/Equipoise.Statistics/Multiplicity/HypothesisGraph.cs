namespace Equipoise.Statistics.Multiplicity;

/// <summary>Hypotheses that share an error probability by weights, and arrows along which the weight of a rejected one passes on (Bretz et al.,
/// Stat Med 2009;28:586–604). A graph never changes; rejecting gives a new one.</summary>
public sealed class HypothesisGraph
{
    private const double Rounding = 1e-12;
    private readonly double[] weights;
    private readonly double[,] arrows;
    private readonly bool[] rejected;

    /// <summary>A graph.</summary>
    /// <param name="weights">The share of each hypothesis, together at most 1.</param>
    /// <param name="arrows">For each hypothesis, the parts of its weight that go to the others: rows sum to at most 1, none to itself.</param>
    /// <exception cref="StatisticsException">Weights or arrows are impossible.</exception>
    public HypothesisGraph(IReadOnlyList<double> weights, double[,] arrows)
        : this([.. weights], (double[,])arrows.Clone(), new bool[weights.Count])
    {
        if (weights.Count == 0 || arrows.GetLength(0) != weights.Count || arrows.GetLength(1) != weights.Count)
            throw new StatisticsException($"A graph of {weights.Count} hypotheses has {weights.Count} rows and columns of arrows, but this has {arrows.GetLength(0)} and {arrows.GetLength(1)}.");
        if (weights.Any(weight => !(weight >= 0)) || weights.Sum() > 1 + Rounding)
            throw new StatisticsException($"The weights {string.Join(", ", weights)} are not shares of 1: each is at least 0, and together they are at most 1.");
        for (var i = 0; i < weights.Count; i++)
        {
            double sum = 0;
            for (var j = 0; j < weights.Count; j++)
            {
                if (!(arrows[i, j] >= 0) || (i == j && arrows[i, j] != 0))
                    throw new StatisticsException($"The arrow from hypothesis {i + 1} to {j + 1} is {arrows[i, j]:R}: it is at least 0, and 0 to itself.");
                sum += arrows[i, j];
            }

            if (sum > 1 + Rounding)
                throw new StatisticsException($"The arrows from hypothesis {i + 1} sum to {sum:R}: they pass on at most 1.");
        }
    }

    private HypothesisGraph(double[] weights, double[,] arrows, bool[] rejected) => (this.weights, this.arrows, this.rejected) = (weights, arrows, rejected);

    /// <summary>The share of each hypothesis now, 0 where it is rejected.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Which hypotheses are rejected.</summary>
    public IReadOnlyList<bool> Rejected => rejected;

    /// <summary>The graph without a hypothesis: w_l + w_j·g_jl, and arrows (g_lk + g_lj·g_jk)/(1 − g_lj·g_jl).</summary>
    /// <exception cref="ArgumentException">It is rejected already.</exception>
    public HypothesisGraph Reject(int hypothesis)
    {
        if (rejected[hypothesis])
            throw new ArgumentException($"Hypothesis {hypothesis + 1} is rejected already.", nameof(hypothesis));
        var (newWeights, newArrows, newRejected) = ((double[])weights.Clone(), new double[weights.Length, weights.Length], (bool[])rejected.Clone());
        (newRejected[hypothesis], newWeights[hypothesis]) = (true, 0);
        for (var l = 0; l < weights.Length; l++)
        {
            if (newRejected[l])
                continue;
            newWeights[l] += weights[hypothesis] * arrows[hypothesis, l];
            var rest = 1 - (arrows[l, hypothesis] * arrows[hypothesis, l]);
            for (var k = 0; k < weights.Length; k++)
                newArrows[l, k] = k == l || newRejected[k] || rest <= Rounding ? 0 : (arrows[l, k] + (arrows[l, hypothesis] * arrows[hypothesis, k])) / rest;
        }

        return new HypothesisGraph(newWeights, newArrows, newRejected);
    }

    /// <summary>Rejects one hypothesis after the other whose p-value is at most its share of alpha, until none is left.</summary>
    /// <exception cref="StatisticsException">A p-value is no probability.</exception>
    public HypothesisGraph Test(IReadOnlyList<double> pValues, double alpha)
    {
        var adjusted = Adjust(pValues);
        var graph = this;
        foreach (var hypothesis in Enumerable.Range(0, weights.Length).Where(i => !rejected[i] && adjusted[i] <= alpha))
            graph = graph.Reject(hypothesis);
        return graph;
    }

    /// <summary>The smallest alpha with which each hypothesis would be rejected.</summary>
    /// <exception cref="StatisticsException">A p-value is no probability.</exception>
    public double[] Adjust(IReadOnlyList<double> pValues)
    {
        AdjustedPValues.Check(pValues);
        var (graph, largest) = (this, 0.0);
        var adjusted = new double[weights.Length];
        while (true)
        {
            var (next, smallest) = (-1, double.PositiveInfinity);
            for (var i = 0; i < weights.Length; i++)
            {
                var ratio = pValues[i] == 0 && graph.weights[i] > 0 ? 0 : pValues[i] / graph.weights[i];
                if (!graph.rejected[i] && ratio < smallest)
                    (next, smallest) = (i, ratio);
            }

            if (next < 0)
                break;
            adjusted[next] = largest = Math.Min(1, Math.Max(largest, smallest));
            graph = graph.Reject(next);
        }

        // Whatever no weight ever reaches cannot be rejected.
        for (var i = 0; i < adjusted.Length; i++)
            adjusted[i] = graph.rejected[i] ? adjusted[i] : 1;
        return adjusted;
    }
}
