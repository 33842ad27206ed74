namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>Walks through the event times of one stratum, earliest first, and says who was at risk.</summary>
internal ref struct RiskSets
{
    private readonly SurvivalData data;
    private readonly int[] codes;
    private readonly ReadOnlySpan<int> rows;
    private readonly ReadOnlySpan<int> entering;
    private readonly bool isTruncated;
    private int next;
    private int nextEntry;

    /// <summary>Begins before the first event.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="rows">The stratum's rows by time.</param>
    /// <param name="entering">The stratum's rows by start; empty where nobody enters late.</param>
    public RiskSets(SurvivalData data, Factor groups, ReadOnlySpan<int> rows, ReadOnlySpan<int> entering)
    {
        (this.data, codes) = (data, groups.Codes);
        this.rows = rows;
        this.entering = entering;
        isTruncated = data.StartOrder is not null;
        (AtRisk, Died) = (new int[groups.Levels.Count], new int[groups.Levels.Count]);
        if (isTruncated)
            return;
        foreach (var row in rows)
            AtRisk[codes[row]]++;
        TotalAtRisk = rows.Length;
    }

    /// <summary>How many of each group are at risk.</summary>
    public int[] AtRisk { get; }

    /// <summary>How many of each group have the event now.</summary>
    public int[] Died { get; }

    public int TotalAtRisk { get; private set; }

    public int TotalDied { get; private set; }

    /// <summary>The pooled Kaplan–Meier estimate just before now.</summary>
    public double SurvivalBefore { get; private set; } = 1;

    /// <summary>Goes to the next time that has an event.</summary>
    public bool MoveNext()
    {
        if (TotalDied > 0)
            Leave();
        var times = data.Times;
        var events = data.Events;
        while (next < rows.Length)
        {
            var time = times[rows[next]];
            if (isTruncated)
                Enter(time);
            var end = next;
            for (; end < rows.Length && times[rows[end]] == time; end++)
            {
                if (events[rows[end]])
                {
                    Died[codes[rows[end]]]++;
                    TotalDied++;
                }
            }

            if (TotalDied > 0)
                return true;
            Drop(end);
        }

        return false;
    }

    private void Leave()
    {
        SurvivalBefore *= 1 - (double)TotalDied / TotalAtRisk;
        var (time, end) = (data.Times[rows[next]], next);
        while (end < rows.Length && data.Times[rows[end]] == time)
            end++;
        Drop(end);
        TotalDied = 0;
        Array.Clear(Died);
    }

    private void Drop(int end)
    {
        for (; next < end; next++)
        {
            AtRisk[codes[rows[next]]]--;
            TotalAtRisk--;
        }
    }

    private void Enter(double time)
    {
        for (; nextEntry < entering.Length && data.Starts[entering[nextEntry]] < time; nextEntry++)
        {
            AtRisk[codes[entering[nextEntry]]]++;
            TotalAtRisk++;
        }
    }
}
