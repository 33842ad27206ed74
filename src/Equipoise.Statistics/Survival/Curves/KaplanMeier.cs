namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The product-limit estimate of survival (Kaplan and Meier, JASA 1958;53:457–481).</summary>
public static class KaplanMeier
{
    /// <summary>One curve of all rows.</summary>
    /// <param name="data">The rows, with left truncation and weights where they have them.</param>
    /// <param name="robust">Whether standard errors are those of the infinitesimal jackknife rather than Greenwood's. Left out,
    /// they are where weights are not whole numbers or clusters are given.</param>
    /// <param name="clusters">Rows that belong together, such as the rows of a participant, for robust errors.</param>
    /// <exception cref="StatisticsException">There are no rows.</exception>
    public static SurvivalCurve Estimate(SurvivalData data, bool? robust = null, Factor? clusters = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Estimate(data, data.Order, data.StartOrder, robust, clusters);
    }

    /// <summary>A curve for each group, in the order of its levels.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="groups">The group of each row.</param>
    /// <param name="robust">As for one curve.</param>
    /// <param name="clusters">As for one curve.</param>
    /// <exception cref="StatisticsException">A group has no rows.</exception>
    public static IReadOnlyList<SurvivalCurve> Estimate(SurvivalData data, Factor groups, bool? robust = null, Factor? clusters = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(groups);
        var (rows, begins) = TimeOrder.Within(data.Order, groups.Codes, groups.Levels.Count);
        var entering = data.StartOrder is null ? null : TimeOrder.Within(data.StartOrder, groups.Codes, groups.Levels.Count).Rows;
        var curves = new SurvivalCurve[groups.Levels.Count];
        for (var group = 0; group < curves.Length; group++)
        {
            if (begins[group] == begins[group + 1])
                throw new StatisticsException($"{groups.Name} is never {groups.Levels[group]}: leave that level out.");
            var range = begins[group]..begins[group + 1];
            curves[group] = Estimate(data, rows[range], entering?[range], robust, clusters);
        }

        return curves;
    }

    private static SurvivalCurve Estimate(SurvivalData data, int[] rows, int[]? entering, bool? robust, Factor? clusters)
    {
        if (rows.Length == 0)
            throw new StatisticsException("There are no rows: a curve needs at least one.");
        var steps = Count(data, rows, entering);
        steps.Complete();
        var isRobust = robust ?? (data.HasFractionalWeights || clusters is not null);
        if (isRobust)
            InfinitesimalJackknife.Add(steps, data, rows, entering, clusters);
        return new SurvivalCurve(steps, isRobust);
    }

    private static CurveSteps Count(SurvivalData data, int[] rows, int[]? entering)
    {
        var times = data.Times;
        var events = data.Events;
        var starts = data.Starts;
        var steps = new CurveSteps(rows.Length, rows.Length);
        var (entered, left, next) = (0.0, 0.0, 0);
        for (var i = 0; i < rows.Length;)
        {
            var time = times[rows[i]];
            for (; entering is not null && next < entering.Length && starts[entering[next]] < time; next++)
                entered += data.WeightOf(entering[next]);
            var (died, censored) = (0.0, 0.0);
            for (; i < rows.Length && times[rows[i]] == time; i++)
            {
                if (events[rows[i]])
                    died += data.WeightOf(rows[i]);
                else
                    censored += data.WeightOf(rows[i]);
            }

            steps.Add(time, entered - left, died, censored);
            left += died + censored;
        }

        if (entering is null)
            steps.SumAtRiskFromTheEnd();
        else
            KeepEntries(steps, data, entering);
        return steps;
    }

    private static void KeepEntries(CurveSteps steps, SurvivalData data, int[] entering)
    {
        (steps.Entries, steps.Entered) = (new double[entering.Length], new double[entering.Length]);
        double entered = 0;
        for (var i = 0; i < entering.Length; i++)
        {
            steps.Entries[i] = data.Starts[entering[i]];
            steps.Entered[i] = entered += data.WeightOf(entering[i]);
        }
    }
}
