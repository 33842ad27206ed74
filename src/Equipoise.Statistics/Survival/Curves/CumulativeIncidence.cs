namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The probability of having had each of several competing events by each time (Aalen and Johansen, Scand J Statist
/// 1978;5:141–150).</summary>
/// <param name="Times">The distinct times at which rows ended, earliest first.</param>
/// <param name="AtRisk">How many were at risk just before.</param>
/// <param name="EventFree">The probability of no event, the Kaplan–Meier estimate of all events together.</param>
/// <param name="Causes">Each event's curve, in the order of its codes.</param>
public sealed record CumulativeIncidence(IReadOnlyList<double> Times, IReadOnlyList<double> AtRisk, IReadOnlyList<double> EventFree, IReadOnlyList<CauseCurve> Causes)
{
    /// <summary>Estimates the curves of rows with one weight.</summary>
    /// <remarks>F_k(t) = Σ S(u−)·d_k/n over the times up to t. The standard error is that of the infinitesimal jackknife, as in R's
    /// <c>survfit</c>: a row that has left changes F_k by c + L·F_k(t), L being what it does to log S, so that three sums follow all
    /// rows at once.</remarks>
    /// <param name="data">When rows ended; whether they ended in an event is taken from the causes.</param>
    /// <param name="causes">0 for a censored row, k for the k-th event.</param>
    /// <param name="count">How many events there are.</param>
    /// <exception cref="StatisticsException">There are no rows, or they have weights or enter late.</exception>
    /// <exception cref="ArgumentException">There is not one cause a row.</exception>
    public static CumulativeIncidence Estimate(SurvivalData data, IReadOnlyList<int> causes, int count)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(causes);
        if (causes.Count != data.Count)
            throw new ArgumentException("Each row has one cause.", nameof(causes));
        if (data.Count == 0)
            throw new StatisticsException("There are no rows: a curve needs at least one.");
        if (data.Weights.Length > 0 || data.Starts.Length > 0)
            throw new StatisticsException("Curves of competing events take no weights and no late entry in this version: leave them out.");

        var (times, atRisk, eventFree) = (new List<double>(), new List<double>(), new List<double>());
        var paths = Enumerable.Range(0, count).Select(_ => new CausePath()).ToArray();
        var (survival, common, order) = (1.0, 0.0, data.Order);
        for (var i = 0; i < order.Length;)
        {
            var (from, n) = (i, (double)(order.Length - i));
            while (i < order.Length && data.Times[order[i]] == data.Times[order[from]])
                i++;
            var leaving = order.AsSpan(from, i - from);
            var died = new double[count + 1];
            foreach (var row in leaving)
                died[causes[row]]++;
            var all = n - died[0] - (order.Length - i);
            var after = common + (n > all ? all / (n * (n - all)) : 0);
            for (var k = 0; k < count; k++)
                paths[k].Step(survival, common, died[k + 1], n);
            survival *= (n - all) / n;
            foreach (var row in leaving)
            {
                var own = causes[row] > 0 && n > all ? after - (1 / (n - all)) : after;
                for (var k = 0; k < count; k++)
                    paths[k].Leave(own, causes[row] == k + 1 ? paths[k].OfEvent : 0);
            }

            common = after;
            (double Time, double N) now = (data.Times[order[from]], n);
            times.Add(now.Time);
            atRisk.Add(now.N);
            eventFree.Add(survival);
            foreach (var path in paths)
                path.Mark(order.Length - i);
        }

        return new CumulativeIncidence(times, atRisk, eventFree, [.. paths.Select(path => path.Curve())]);
    }

    /// <summary>One event's curve as it grows.</summary>
    private sealed class CausePath
    {
        private readonly List<double> probability = [];
        private readonly List<double> error = [];
        private readonly List<double> events = [];
        private double reached;
        private double common;
        private double eventsNow;
        private double constants;
        private double products;
        private double slopes;

        /// <summary>What an event of this kind now adds to what its row does to the curve.</summary>
        public double OfEvent { get; private set; }

        public void Step(double survivalBefore, double logChange, double died, double n)
        {
            (OfEvent, eventsNow) = (survivalBefore / n, died);
            common += (survivalBefore * logChange * died / n) - (survivalBefore * died / (n * n));
            reached += survivalBefore * died / n;
        }

        public void Leave(double logChange, double ofEvent)
        {
            var constant = common + ofEvent - (logChange * reached);
            constants += constant * constant;
            products += constant * logChange;
            slopes += logChange * logChange;
        }

        public void Mark(int left)
        {
            probability.Add(reached);
            error.Add(Math.Sqrt(Math.Max(0, constants + (2 * products * reached) + (slopes * reached * reached) + (left * common * common))));
            events.Add(eventsNow);
        }

        public CauseCurve Curve() => new(probability, error, events);
    }
}
