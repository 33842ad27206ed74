namespace Equipoise.Statistics.Multiplicity;

/// <summary>P-values of several hypotheses, adjusted so that each can be compared with the error probability of all together.</summary>
public static class AdjustedPValues
{
    /// <summary>Bonferroni: m·p, at most 1.</summary>
    /// <exception cref="StatisticsException">A p-value is no probability.</exception>
    public static double[] Bonferroni(IReadOnlyList<double> pValues)
    {
        Check(pValues);
        return [.. pValues.Select(p => Math.Min(1, pValues.Count * p))];
    }

    /// <summary>Holm (Scand J Statist 1979;6:65–70): (m − i + 1)·p of the i-th smallest, and no smaller than those before it.</summary>
    /// <exception cref="StatisticsException">A p-value is no probability.</exception>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        Check(pValues);
        var adjusted = new double[pValues.Count];
        var (order, largest) = (Ascending(pValues), 0.0);
        for (var i = 0; i < order.Length; i++)
            adjusted[order[i]] = largest = Math.Max(largest, Math.Min(1, (order.Length - i) * pValues[order[i]]));
        return adjusted;
    }

    /// <summary>Hochberg (Biometrika 1988;75:800–802): (m − i + 1)·p of the i-th smallest, and no larger than those after it. Valid for
    /// independent and for positively dependent tests, such as of several arms with one control.</summary>
    /// <exception cref="StatisticsException">A p-value is no probability.</exception>
    public static double[] Hochberg(IReadOnlyList<double> pValues)
    {
        Check(pValues);
        var adjusted = new double[pValues.Count];
        var (order, smallest) = (Ascending(pValues), 1.0);
        for (var i = order.Length - 1; i >= 0; i--)
            adjusted[order[i]] = smallest = Math.Min(smallest, (order.Length - i) * pValues[order[i]]);
        return adjusted;
    }

    internal static void Check(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        foreach (var p in pValues)
        {
            if (!(p is >= 0 and <= 1))
                throw new StatisticsException($"A p-value is {p:R}: it must lie between 0 and 1.");
        }
    }

    private static int[] Ascending(IReadOnlyList<double> pValues) => [.. Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i])];
}
