namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>Tests that compare the hazards of groups at every event time.</summary>
public static class LogRank
{
    /// <summary>The log-rank test and its weighted relatives, for any number of groups, stratified or not.</summary>
    /// <remarks>At each event time with d events among n at risk, group g expects d·nₘ/n events; observed minus expected
    /// has the hypergeometric covariance d(n − d)/(n − 1)·(δ·n_g/n − n_g·n_h/n²). Weighted sums run over event times and strata
    /// (Mantel, Cancer Chemother Rep 1966;50:163–170; Peto and Peto, JRSS A 1972;135:185–207; Harrington and Fleming,
    /// Biometrika 1982;69:553–566).</remarks>
    /// <param name="data">The rows, without case weights.</param>
    /// <param name="groups">The group of each row; two groups at least.</param>
    /// <param name="strata">The stratum of each row, or null.</param>
    /// <param name="weights">The weights of event times.</param>
    /// <exception cref="StatisticsException">There are fewer than two groups or no events, or rows have weights.</exception>
    public static LogRankResult Test(SurvivalData data, Factor groups, Factor? strata = null, FlemingHarrington weights = default) =>
        Test(data, groups, strata, [weights])[0];

    /// <summary>Several weightings in one pass.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="groups">Their groups.</param>
    /// <param name="strata">Their strata, or null.</param>
    /// <param name="weights">The weightings.</param>
    public static IReadOnlyList<LogRankResult> Test(SurvivalData data, Factor groups, Factor? strata, IReadOnlyList<FlemingHarrington> weights)
    {
        var sums = WeightedSums.Of(data, groups, strata, weights);
        var counts = new int[groups.Levels.Count];
        foreach (var code in groups.Codes)
            counts[code]++;
        return [.. weights.Select((weight, i) => new LogRankResult(weight, counts, sums.Observed[i], sums.Expected[i], sums.Covariance(i, i)))];
    }

    /// <summary>Each pair of groups compared on its own rows alone, stratified or not.</summary>
    /// <returns>The indices of the two levels, the earlier first, and their test.</returns>
    public static IReadOnlyList<(int First, int Second, LogRankResult Result)> Pairwise(
        SurvivalData data, Factor groups, Factor? strata = null, FlemingHarrington weights = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(groups);
        var results = new List<(int, int, LogRankResult)>();
        for (var first = 0; first < groups.Levels.Count; first++)
        {
            for (var second = first + 1; second < groups.Levels.Count; second++)
            {
                var rows = Enumerable.Range(0, data.Count).Where(row => groups.Codes[row] == first || groups.Codes[row] == second).ToArray();
                var pair = new Factor(groups.Name, [groups.Levels[first], groups.Levels[second]], [.. rows.Select(row => groups.Codes[row] == first ? 0 : 1)]);
                results.Add((first, second, Test(data.Of(rows), pair, strata?.Of(rows), weights)));
            }
        }

        return results;
    }
}
