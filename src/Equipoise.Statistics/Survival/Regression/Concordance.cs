namespace Equipoise.Statistics.Survival.Regression;

/// <summary>How often the model ranks two participants right: of the pairs in which one has the event while the other is at risk and
/// goes on, the share in which the one with the event had the higher predicted risk, half a pair where both had the same (Harrell,
/// Lee and Mark, Stat Med 1996;15:361–387). Pairs are of one stratum; those who have the event together are no pair.</summary>
/// <param name="Estimate">The share.</param>
/// <param name="Error">Its standard error by the infinitesimal jackknife (Therneau and Watson, Mayo Clinic technical report 85,
/// 2015), over rows or the clusters of the fit.</param>
public sealed record Concordance(double Estimate, double Error)
{
    /// <summary>The concordance of a fit; not a number where no pair can be compared.</summary>
    public static Concordance Of(CoxFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var pairs = ConcordantPairs.Of(fit.Layout, fit.RelativeRisks());
        double concordant = 0, all = 0;
        for (var position = 0; position < fit.Rows; position++)
        {
            concordant += fit.Layout.Weight[position] * pairs.Concordant[position] / 2;
            all += fit.Layout.Weight[position] * pairs.All[position] / 2;
        }

        var (estimate, clusters) = (concordant / all, fit.Options.Clusters);
        var influence = new double[clusters?.Levels.Count ?? fit.Rows];
        for (var position = 0; position < fit.Rows; position++)
        {
            influence[clusters?.Codes[fit.Layout.Rows[position]] ?? position] +=
                fit.Layout.Weight[position] * (pairs.Concordant[position] - (estimate * pairs.All[position])) / all;
        }

        return new Concordance(estimate, Math.Sqrt(influence.Sum(value => value * value)));
    }
}
