namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>Observed and expected events under one or more weightings of event times, with the covariances between groups and
/// between weightings.</summary>
internal sealed class WeightedSums
{
    private readonly int groups;
    private readonly int weightings;
    private readonly double[] covariances;
    private readonly double[] shares;
    private readonly double[] weightNow;

    private WeightedSums(int groups, int weightings)
    {
        (this.groups, this.weightings) = (groups, weightings);
        (covariances, shares, weightNow) = (new double[weightings * weightings * groups * groups], new double[groups], new double[weightings]);
        Observed = [.. Enumerable.Range(0, weightings).Select(_ => new double[groups])];
        Expected = [.. Enumerable.Range(0, weightings).Select(_ => new double[groups])];
    }

    public double[][] Observed { get; }

    public double[][] Expected { get; }

    public static WeightedSums Of(SurvivalData data, Factor groups, Factor? strata, IReadOnlyList<FlemingHarrington> weights)
    {
        Check(data, groups, weights);
        var sums = new WeightedSums(groups.Levels.Count, weights.Count);
        if (groups.Levels.Count == 2 && weights is [var only] && only == FlemingHarrington.LogRank && data.StartOrder is null)
        {
            sums.AddTwoGroups(data, groups, strata);
            return sums;
        }

        if (strata is null)
        {
            sums.Add(new RiskSets(data, groups, data.Order, data.StartOrder), weights);
            return sums;
        }

        var (rows, begins) = TimeOrder.Within(data.Order, strata.Codes, strata.Levels.Count);
        var entering = data.StartOrder is null ? null : TimeOrder.Within(data.StartOrder, strata.Codes, strata.Levels.Count).Rows;
        for (var stratum = 0; stratum < strata.Levels.Count; stratum++)
        {
            var range = begins[stratum]..begins[stratum + 1];
            sums.Add(new RiskSets(data, groups, rows.AsSpan(range), entering.AsSpan(entering is null ? ..0 : range)), weights);
        }

        return sums;
    }

    /// <summary>The covariance, between groups, of observed minus expected under two weightings.</summary>
    public double[,] Covariance(int first, int second)
    {
        var covariance = new double[groups, groups];
        for (var g = 0; g < groups; g++)
        {
            for (var h = 0; h < groups; h++)
                covariance[g, h] = covariances[((((Math.Min(first, second) * weightings) + Math.Max(first, second)) * groups) + Math.Min(g, h)) * groups + Math.Max(g, h)];
        }

        return covariance;
    }

    private static void Check(SurvivalData data, Factor groups, IReadOnlyList<FlemingHarrington> weights)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(groups);
        foreach (var weight in weights)
            weight.Check();
        if (groups.Levels.Count < 2)
            throw new StatisticsException($"{groups.Name} has {(groups.Levels.Count == 0 ? "no value" : $"only the value {groups.Levels[0]}")}: a comparison needs two groups at least.");
        if (data.EventCount == 0)
            throw new StatisticsException("There are no events: a comparison needs at least one.");
        if (data.Weights.Length > 0)
            throw new StatisticsException("The log-rank test does not take case weights: leave them out, or fit a Cox model.");
    }

    // The ordinary test of two groups without late entry, from the last time to the first, so that whoever has been met is at risk.
    private void AddTwoGroups(SurvivalData data, Factor groups, Factor? strata)
    {
        var (order, begins) = strata is null ? (data.Order, [0, data.Count]) : TimeOrder.Within(data.Order, strata.Codes, strata.Levels.Count);
        var sums = new TwoGroupSums(data.TimeOfRow, data.EventOfRow, groups.Codes);
        for (var stratum = 0; stratum + 1 < begins.Length; stratum++)
            sums.Add(order.AsSpan(begins[stratum]..begins[stratum + 1]));
        (Observed[0][0], Observed[0][1]) = (sums.Died - sums.DiedOfSecond, sums.DiedOfSecond);
        (Expected[0][0], Expected[0][1]) = (sums.Died - sums.Expected, sums.Expected);
        (covariances[0], covariances[1], covariances[3]) = (sums.Variance, -sums.Variance, sums.Variance);
    }

    private void Add(RiskSets sets, IReadOnlyList<FlemingHarrington> weights)
    {
        while (sets.MoveNext())
        {
            double died = sets.TotalDied, atRisk = sets.TotalAtRisk;
            for (var w = 0; w < weightings; w++)
                weightNow[w] = weights[w].At(sets.SurvivalBefore);
            for (var g = 0; g < groups; g++)
            {
                shares[g] = sets.AtRisk[g] / atRisk;
                for (var w = 0; w < weightings; w++)
                {
                    Observed[w][g] += weightNow[w] * sets.Died[g];
                    Expected[w][g] += weightNow[w] * died * shares[g];
                }
            }

            if (sets.TotalAtRisk > 1)
                AddCovariance(died * (atRisk - died) / (atRisk - 1));
        }
    }

    private void AddCovariance(double factor)
    {
        for (var v = 0; v < weightings; v++)
        {
            for (var w = v; w < weightings; w++)
            {
                var scale = factor * weightNow[v] * weightNow[w];
                var at = ((v * weightings) + w) * groups * groups;
                for (var g = 0; g < groups; g++)
                {
                    covariances[at + (g * groups) + g] += scale * shares[g] * (1 - shares[g]);
                    for (var h = g + 1; h < groups; h++)
                        covariances[at + (g * groups) + h] -= scale * shares[g] * shares[h];
                }
            }
        }
    }
}
