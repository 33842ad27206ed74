namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>Walks through the event times of one stratum, earliest first, and says who was at risk.</summary>
internal ref struct RiskSets
{
    private readonly SurvivalData data;
    private readonly int[] codes;
    private readonly double[] times;
    private readonly int[] marks;
    private readonly ReadOnlySpan<int> entering;
    private readonly bool isTruncated;
    private int next;
    private int end;
    private int nextEntry;

    /// <summary>Begins before the first event.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="rows">The stratum's rows by time.</param>
    /// <param name="entering">The stratum's rows by start; empty where nobody enters late.</param>
    public RiskSets(SurvivalData data, Factor groups, ReadOnlySpan<int> rows, ReadOnlySpan<int> entering)
    {
        (this.data, codes) = (data, groups.Codes);
        this.entering = entering;
        isTruncated = data.StartOrder is not null;
        (AtRisk, Died) = (new int[groups.Levels.Count], new int[groups.Levels.Count]);
        // What the walk needs lies together: the time, and the group with the event as its lowest bit.
        (times, marks) = (new double[rows.Length], new int[rows.Length]);
        var (allTimes, allEvents) = (data.TimeOfRow, data.EventOfRow);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            times[i] = allTimes[row];
            marks[i] = (codes[row] << 1) | (allEvents[row] ? 1 : 0);
            if (!isTruncated)
                AtRisk[codes[row]]++;
        }

        TotalAtRisk = isTruncated ? 0 : rows.Length;
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
        {
            SurvivalBefore *= 1 - (double)TotalDied / TotalAtRisk;
            TotalDied = 0;
            Array.Clear(Died);
        }

        while (true)
        {
            Drop();
            if (next >= times.Length)
                return false;
            var time = times[next];
            if (isTruncated)
                Enter(time);
            for (end = next; end < times.Length && times[end] == time; end++)
            {
                if ((marks[end] & 1) == 0)
                    continue;
                Died[marks[end] >> 1]++;
                TotalDied++;
            }

            if (TotalDied > 0)
                return true;
        }
    }

    // Those seen at the last time are at risk no longer.
    private void Drop()
    {
        TotalAtRisk -= end - next;
        for (; next < end; next++)
            AtRisk[marks[next] >> 1]--;
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
