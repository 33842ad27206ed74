using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Multiplicity;

/// <summary>Several hypotheses that are tested at several looks: the graphical group-sequential procedure of Maurer and Bretz (Statistics in
/// Biopharmaceutical Research 2013;5:311–320). Each hypothesis spends its own current share of alpha at its own information
/// fraction; when one is rejected its share passes on, the limits of the others are computed anew as if they had had it from the
/// start, and they are tested again at the same look.</summary>
public sealed class SequentialGraph
{
    private readonly double alpha;
    private readonly IReadOnlyList<SpendingFunction> spending;
    private readonly List<double>[] fractions;

    /// <summary>A plan.</summary>
    /// <param name="graph">Shares and arrows.</param>
    /// <param name="spending">How each hypothesis spends what it has.</param>
    /// <param name="alpha">The one-sided error probability of all together.</param>
    /// <exception cref="StatisticsException">There is not one spending function for each hypothesis.</exception>
    public SequentialGraph(HypothesisGraph graph, IReadOnlyList<SpendingFunction> spending, double alpha)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(spending);
        if (spending.Count != graph.Weights.Count)
            throw new StatisticsException($"There are {graph.Weights.Count} hypotheses but {spending.Count} spending functions: give each its own.");
        (Graph, this.spending, this.alpha) = (graph, spending, alpha);
        fractions = [.. spending.Select(_ => new List<double>())];
    }

    /// <summary>The graph as the looks have left it.</summary>
    public HypothesisGraph Graph { get; private set; }

    /// <summary>Looks at all hypotheses.</summary>
    /// <param name="information">The information fraction of each hypothesis now; what is rejected already is passed over.</param>
    /// <param name="pValues">The one-sided p-value of each hypothesis from all data until now.</param>
    /// <returns>The hypotheses rejected now, in their order.</returns>
    /// <exception cref="StatisticsException">Information does not grow, or a p-value is no probability.</exception>
    public IReadOnlyList<int> Look(IReadOnlyList<double> information, IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(information);
        AdjustedPValues.Check(pValues);
        for (var i = 0; i < fractions.Length; i++)
            fractions[i].Add(information[i]);
        var rejected = new List<int>();
        while (Enumerable.Range(0, fractions.Length).FirstOrDefault(i => !Graph.Rejected[i] && pValues[i] <= NominalLevel(i), -1) is var next and >= 0)
        {
            rejected.Add(next);
            Graph = Graph.Reject(next);
        }

        return rejected;
    }

    /// <summary>The p-value that is just significant for a hypothesis at the last look, with its share as it is now.</summary>
    public double NominalLevel(int hypothesis)
    {
        var share = Graph.Weights[hypothesis] * alpha;
        return share > 0 ? SequentialDesign.Spend(spending[hypothesis], fractions[hypothesis], share).NominalP[^1] : 0;
    }
}
