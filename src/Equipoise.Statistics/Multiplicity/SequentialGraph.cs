using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Sequential;

namespace Equipoise.Statistics.Multiplicity;

/// <summary>Several hypotheses that are tested at several looks: the graphical group-sequential procedure of Maurer and Bretz (Statistics in
/// Biopharmaceutical Research 2013;5:311–320). Each hypothesis spends its own current share of alpha at its own information
/// fraction; when one is rejected its share passes on, the limits of the others are computed anew as if they had had it from the
/// start, and they are tested again at the same look.</summary>
public sealed class SequentialGraph
{
    private const double SmallestStep = 1e-6;
    private readonly double alpha;
    private readonly IReadOnlyList<SpendingFunction> spending;
    private readonly List<double>[] fractions;
    private bool isLast;

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
    /// <param name="isFinal">Whether no look follows: then all of alpha is spent, however much information there is, more than planned or less.</param>
    /// <returns>The hypotheses rejected now, in their order.</returns>
    /// <exception cref="StatisticsException">Information does not grow, or a p-value is no probability.</exception>
    public IReadOnlyList<int> Look(IReadOnlyList<double> information, IReadOnlyList<double> pValues, bool isFinal = false)
    {
        ArgumentNullException.ThrowIfNull(information);
        AdjustedPValues.Check(pValues);
        for (var i = 0; i < fractions.Length; i++)
            fractions[i].Add(information[i]);
        isLast = isFinal;
        var rejected = new List<int>();
        while (Enumerable.Range(0, fractions.Length).FirstOrDefault(i => !Graph.Rejected[i] && pValues[i] <= NominalLevel(i), -1) is var next and >= 0)
        {
            rejected.Add(next);
            Graph = Graph.Reject(next);
        }

        return rejected;
    }

    /// <summary>The p-value that is just significant for a hypothesis at the last look, with its share as it is now.</summary>
    public double NominalLevel(int hypothesis) => NominalLevel(hypothesis, Graph.Weights[hypothesis]);

    /// <summary>The p-value that is just significant for a hypothesis at the last look if it had a certain share from the start.</summary>
    /// <param name="hypothesis">The hypothesis.</param>
    /// <param name="weight">Its share, from 0 to 1.</param>
    public double NominalLevel(int hypothesis, double weight)
    {
        var share = weight * alpha;
        if (!(share > 0))
            return 0;
        return isLast || fractions[hypothesis][^1] > 1
            ? LevelOf(hypothesis, share)
            : SequentialDesign.Spend(spending[hypothesis], fractions[hypothesis], share).NominalP[^1];
    }

    // More information than planned spends no more than all; the last look spends all, whatever information there is.
    private double LevelOf(int hypothesis, double share)
    {
        var (information, spentAt) = (new List<double>(), new List<double>());
        foreach (var fraction in fractions[hypothesis])
        {
            // A look that brought no event on this hypothesis tells nothing new.
            if (information.Count > 0 && fraction - information[^1] < SmallestStep)
                continue;
            information.Add(fraction);
            spentAt.Add(Math.Min(1, fraction));
        }

        if (!(information[0] > 0))
            throw new StatisticsException($"The first look at hypothesis {hypothesis + 1} is at {information[0]:R}: information is above 0.");
        if (isLast)
            spentAt[^1] = 1;
        return Normal.UpperTail(SequentialDesign.SpentLimits(spending[hypothesis], information, spentAt, share, 1)[^1]);
    }
}
