namespace Equipoise.Statistics.Survival;

/// <summary>When each row was watched and whether that ended in an event: right censored, optionally left truncated or in
/// several (start, stop] intervals, optionally weighted.</summary>
/// <remarks>Times have one unit of the caller's choice; results that are times have the same. Times that differ only by
/// rounding are one time: see the rule of <c>NearTies</c>.</remarks>
public sealed class SurvivalData
{
    private readonly double[] times;
    private readonly bool[] events;
    private readonly double[]? starts;
    private readonly double[]? weights;

    /// <summary>Takes a copy of the rows.</summary>
    /// <param name="times">When watching ended, at least 0.</param>
    /// <param name="events">True where it ended in an event, false where the row is censored.</param>
    /// <param name="starts">When watching began, before it ended: a row is at risk after its start, up to its time.</param>
    /// <param name="weights">Case weights, at least 0.</param>
    /// <exception cref="StatisticsException">A row is impossible; the sentence says which, counted from 1.</exception>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public SurvivalData(ReadOnlySpan<double> times, ReadOnlySpan<bool> events, ReadOnlySpan<double> starts = default, ReadOnlySpan<double> weights = default)
    {
        if (events.Length != times.Length || (starts.Length != 0 && starts.Length != times.Length) || (weights.Length != 0 && weights.Length != times.Length))
            throw new ArgumentException("Times, events, starts and weights have one value a row each.", nameof(events));
        (this.times, this.events) = (times.ToArray(), events.ToArray());
        this.starts = starts.Length == 0 ? null : starts.ToArray();
        this.weights = weights.Length == 0 ? null : weights.ToArray();
        RefuseImpossibleRows();
        Order = TimeOrder.Of(times);
        StartOrder = this.starts is null ? null : TimeOrder.Of(this.starts);
        NearTies.Join(this.times, Order, this.starts, StartOrder);
        RefuseEmptyIntervals();
    }

    /// <summary>The number of rows.</summary>
    public int Count => times.Length;

    /// <summary>When watching ended.</summary>
    public ReadOnlySpan<double> Times => times;

    /// <summary>Whether it ended in an event.</summary>
    public ReadOnlySpan<bool> Events => events;

    /// <summary>When watching began; empty where all rows were watched from the beginning.</summary>
    public ReadOnlySpan<double> Starts => starts;

    /// <summary>The case weights; empty where every row counts once.</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>True where the weights are not all whole numbers, so that they cannot be counts of equal rows.</summary>
    public bool HasFractionalWeights => weights is not null && Array.Exists(weights, weight => weight != Math.Floor(weight));

    /// <summary>The number of rows that end in an event.</summary>
    public int EventCount => events.AsSpan().Count(true);

    /// <summary>The rows by time, earliest first.</summary>
    internal int[] Order { get; }

    /// <summary>The rows by start, earliest first.</summary>
    internal int[]? StartOrder { get; }

    internal double[] TimeOfRow => times;

    internal bool[] EventOfRow => events;

    /// <summary>Some of the rows, in the order given.</summary>
    public SurvivalData Of(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new SurvivalData(
            Pick(times, rows), Pick(events, rows), starts is null ? [] : Pick(starts, rows), weights is null ? [] : Pick(weights, rows));
    }

    /// <summary>The same rows with events and censoring exchanged, for the follow-up by the reverse Kaplan–Meier method
    /// (Schemper and Smith, Controlled Clinical Trials 1996;17:343–346).</summary>
    public SurvivalData Reversed() => new(times, Array.ConvertAll(events, isEvent => !isEvent), starts, weights);

    internal double WeightOf(int row) => weights is null ? 1 : weights[row];

    private static T[] Pick<T>(T[] values, IReadOnlyList<int> rows)
    {
        var picked = new T[rows.Count];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = values[rows[i]];
        return picked;
    }

    private void RefuseImpossibleRows()
    {
        for (var row = 0; row < times.Length; row++)
        {
            if (!double.IsFinite(times[row]) || times[row] < 0)
                throw new StatisticsException($"The time of row {row + 1} is {times[row]:R}: a time is a number of at least 0.");
            if (starts is not null && (!double.IsFinite(starts[row]) || starts[row] < 0))
                throw new StatisticsException($"The start of row {row + 1} is {starts[row]:R}: a start is a number of at least 0.");
            if (starts is not null && starts[row] >= times[row])
                throw new StatisticsException($"Row {row + 1} starts at {starts[row]:R} and ends at {times[row]:R}: a row must end after it starts.");
            if (weights is not null && (!double.IsFinite(weights[row]) || weights[row] < 0))
                throw new StatisticsException($"The weight of row {row + 1} is {weights[row]:R}: a weight is a number of at least 0.");
        }
    }

    private void RefuseEmptyIntervals()
    {
        for (var row = 0; starts is not null && row < times.Length; row++)
        {
            if (starts[row] >= times[row])
                throw new StatisticsException($"Row {row + 1} starts and ends at {times[row]:R} up to rounding: a row must end after it starts.");
        }
    }
}
