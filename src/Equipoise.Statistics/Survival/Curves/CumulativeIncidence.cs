namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The probability of having had each of several competing events by each time (Aalen and Johansen, Scand J Statist
/// 1978;5:141–150).</summary>
/// <param name="Times">The distinct times at which rows ended, earliest first.</param>
/// <param name="AtRisk">How many were at risk just before.</param>
/// <param name="EventFree">The probability of no event, the Kaplan–Meier estimate of all events together.</param>
/// <param name="Causes">Each event's curve, in the order of its codes.</param>
public sealed record CumulativeIncidence(IReadOnlyList<double> Times, IReadOnlyList<double> AtRisk, IReadOnlyList<double> EventFree, IReadOnlyList<CauseCurve> Causes)
{
    /// <summary>Estimates the curves.</summary>
    /// <remarks>F_k(t) = Σ S(u−)·d_k/n over the times up to t. The standard error is that of the infinitesimal jackknife, as in R's
    /// <c>survfit</c>: the change of F_k with a row's weight is a + b·C(t) + c·F_k(t), C common to all and a, b, c fixed but when the row
    /// enters or leaves, so that six sums follow all rows at once.</remarks>
    /// <param name="data">When rows were watched, with late entry and weights where they have them; whether they ended in an event is taken from the causes.</param>
    /// <param name="causes">0 for a censored row, k for the k-th event.</param>
    /// <param name="count">How many events there are.</param>
    /// <exception cref="StatisticsException">There are no rows.</exception>
    /// <exception cref="ArgumentException">There is not one cause a row.</exception>
    public static CumulativeIncidence Estimate(SurvivalData data, IReadOnlyList<int> causes, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(causes);
        if (causes.Count != data.Count)
            throw new ArgumentException("Each row has one cause.", nameof(causes));
        if (data.Count == 0)
            throw new StatisticsException("There are no rows: a curve needs at least one.");
        return new IncidenceWalk(data, causes, count).Estimate();
    }
}
