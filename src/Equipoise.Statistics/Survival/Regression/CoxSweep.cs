namespace Equipoise.Statistics.Survival.Regression;

/// <summary>Goes through the event times of all strata, latest first, and keeps the sums over those at risk: Σr, Σr·x and Σr·x·xᵀ
/// with r = w·exp(xβ), and the same over those who have the event.</summary>
internal sealed class CoxSweep
{
    // Of sums that fall to this part of what they were, subtraction has left too few digits.
    private const double Cancelled = 1e-5;
    private readonly CoxLayout layout;
    private readonly double[] risk;
    private readonly int order;
    private int group = -1;
    private int added;
    private int removed;
    private double largest;

    /// <summary>Begins before the latest event time.</summary>
    /// <param name="layout">The rows.</param>
    /// <param name="risk">r of each position.</param>
    /// <param name="order">1 for sums of x, 2 also for products of two, 3 also of three.</param>
    public CoxSweep(CoxLayout layout, double[] risk, int order)
    {
        (this.layout, this.risk, this.order) = (layout, risk, order);
        AtRisk = new RiskMoments(layout.Width, order);
        Dying = new RiskMoments(layout.Width, order);
    }

    public RiskMoments AtRisk { get; }

    public RiskMoments Dying { get; }

    /// <summary>Σw over those who have the event.</summary>
    public double DyingWeight { get; private set; }

    public EventGroup Group => layout.Groups[group];

    public bool MoveNext()
    {
        if (++group >= layout.Groups.Count)
            return false;
        var now = layout.Groups[group];
        if (now.IsFirst)
        {
            AtRisk.Clear();
            (added, removed, largest) = (now.Begin, now.Begin, 0);
        }

        for (; added < now.End; added++)
            AtRisk.Add(layout.Row(added), risk[added], order);
        if (layout.Entering is { } entering)
            Remove(entering, now);
        Dying.Clear();
        DyingWeight = 0;
        for (var position = now.Deaths; position < now.Deaths + now.Count; position++)
        {
            DyingWeight += layout.Weight[position];
            Dying.Add(layout.Row(position), risk[position], order);
        }

        return true;
    }

    // Whoever starts at this time or later is at risk at none of the times still to come. A row that was never added, because it
    // ended before the latest event times were reached, cannot start at or after this one.
    private void Remove(int[] entering, EventGroup now)
    {
        largest = Math.Max(largest, AtRisk.Sum);
        for (; removed < now.Left; removed++)
            AtRisk.Add(layout.Row(entering[removed]), -risk[entering[removed]], order);
        if (AtRisk.Sum < Cancelled * largest)
            AddAnew(now);
    }

    private void AddAnew(EventGroup now)
    {
        AtRisk.Clear();
        var starts = layout.Data.Starts;
        for (var position = now.Begin; position < now.End; position++)
        {
            if (starts[layout.Rows[position]] < now.Time)
                AtRisk.Add(layout.Row(position), risk[position], order);
        }

        largest = AtRisk.Sum;
    }
}
