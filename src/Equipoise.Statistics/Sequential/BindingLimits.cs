namespace Equipoise.Statistics.Sequential;

/// <summary>Upper limits of a test whose earlier looks would have stopped for futility: the error is spent on trials that went on alone.</summary>
public static class BindingLimits
{
    /// <summary>The value of Z from which the null hypothesis is rejected at the last of some looks, one-sided.</summary>
    /// <remarks>At each look k the limit u_k solves P₀(l_j &lt; Z_j &lt; u_j for all j &lt; k, Z_k &gt; u_k) = what the function spends from look k − 1 to k (Jennison and
    /// Turnbull 2000, 4.5 and 7.2). With no lower limits it is that of Lan and DeMets.</remarks>
    /// <param name="spending">How the error is spent.</param>
    /// <param name="information">The information fraction of each look, rising; the last may be above 1.</param>
    /// <param name="alpha">The one-sided error probability.</param>
    /// <param name="stoppedBelow">The limit below which the trial would have stopped at each look but the last; negative infinity for none.</param>
    /// <param name="isFinal">Whether no look follows, so that all of alpha is spent.</param>
    /// <exception cref="StatisticsException">The fractions do not rise, or there is not one lower limit for each earlier look.</exception>
    public static double Last(SpendingFunction spending, IReadOnlyList<double> information, double alpha, IReadOnlyList<double> stoppedBelow, bool isFinal)
    {
        ArgumentNullException.ThrowIfNull(spending);
        ArgumentNullException.ThrowIfNull(information);
        ArgumentNullException.ThrowIfNull(stoppedBelow);
        if (information.Count == 0 || stoppedBelow.Count != information.Count - 1)
            throw new StatisticsException($"{information.Count} looks need {Math.Max(0, information.Count - 1)} lower limits, not {stoppedBelow.Count}.");
        if (!(information[0] > 0) || information.Zip(information.Skip(1)).Any(pair => !(pair.Second - pair.First >= 1e-6)))
            throw new StatisticsException($"The looks are at {string.Join(", ", information)}: information is above 0 and grows from look to look.");
        var (process, before) = (new SequentialProcess(0), 0.0);
        for (var k = 0; ; k++)
        {
            var spent = spending.Spent(alpha, isFinal && k == information.Count - 1 ? 1 : Math.Min(1, information[k]));
            var limit = SequentialDesign.LimitFor(process, information[k], spent - before);
            if (k == information.Count - 1)
                return limit;
            before = spent;
            process.Continue(information[k], stoppedBelow[k], limit, information[k + 1]);
        }
    }
}
