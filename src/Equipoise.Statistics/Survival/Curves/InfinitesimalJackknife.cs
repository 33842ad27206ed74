namespace Equipoise.Statistics.Survival.Curves;

/// <summary>Robust standard errors of a curve: the change of log S and of the cumulative hazard with each row's weight, squared
/// and summed over rows or clusters (Therneau, survival vignette "Estimates and standard errors", 2021).</summary>
/// <remarks>With d events among n at risk, the weight of a row at risk changes log S by (d/n − δ)/(n − d) and the hazard by
/// (δ − d/n)/n, δ being 1 if its event is here. While a row is at risk all its changes but the last are the same as everybody's, so a
/// cluster's sum is F + A·W: F fixed, W the weight it has at risk, A common to all. Three sums over clusters then follow each
/// change in constant time, and a curve costs no more than its rows.</remarks>
internal static class InfinitesimalJackknife
{
    public static void Add(CurveSteps steps, SurvivalData data, int[] rows, int[]? entering, Factor? clusters)
    {
        var (cluster, count) = clusters is null ? (null, data.Count) : (clusters.Codes, clusters.Levels.Count);
        steps.RobustErrorOfLogSurvival = Errors(steps, data, rows, entering, cluster, count,
            (d, n) => n - d > n * 1e-14 ? (d / (n * (n - d)), -1 / (n - d)) : (double.NaN, double.NaN));
        steps.RobustErrorOfHazard = Errors(steps, data, rows, entering, cluster, count, (d, n) => (-d / (n * n), 1 / n));
    }

    private static double[] Errors(
        CurveSteps steps, SurvivalData data, int[] rows, int[]? entering, int[]? cluster, int count, Func<double, double, (double Everybody, double OfEvent)> change)
    {
        var errors = new double[steps.Time.Length];
        var sums = new ClusterSums(count);
        var (common, nextRow, nextEntry) = (0.0, 0, 0);
        if (entering is null)
        {
            foreach (var row in rows)
                sums.Enter(Cluster(row), data.WeightOf(row), 0);
        }

        for (var step = 0; step < errors.Length; step++)
        {
            for (; entering is not null && nextEntry < entering.Length && data.Starts[entering[nextEntry]] < steps.Time[step]; nextEntry++)
                sums.Enter(Cluster(entering[nextEntry]), data.WeightOf(entering[nextEntry]), common);
            var ofEvent = 0.0;
            if (steps.Events[step] > 0)
            {
                (var everybody, ofEvent) = change(steps.Events[step], steps.AtRisk[step]);
                common += everybody;
            }

            for (; nextRow < rows.Length && data.Times[rows[nextRow]] == steps.Time[step]; nextRow++)
                sums.Leave(Cluster(rows[nextRow]), data.WeightOf(rows[nextRow]), common, data.Events[rows[nextRow]] ? ofEvent : 0);
            if (steps.Events[step] > 0)
            {
                // Where nobody is left, no weight moves the estimate of 0.
                errors[step] = double.IsNaN(common) ? 0 : Math.Sqrt(Math.Max(0, sums.SumOfSquares(common)));
            }
            else if (step > 0)
            {
                // Without an event nothing moves, not even in the last digit.
                errors[step] = errors[step - 1];
            }
        }

        return errors;

        int Cluster(int row) => cluster is null ? row : cluster[row];
    }

    /// <summary>Σ(F + A·W)² over clusters as ΣF² + 2AΣFW + A²ΣW².</summary>
    private sealed class ClusterSums(int count)
    {
        private readonly double[] settled = new double[count];
        private readonly double[] atRisk = new double[count];
        private double settledSquares;
        private double products;
        private double atRiskSquares;

        public void Enter(int cluster, double weight, double common) => Change(cluster, weight, -weight * common);

        public void Leave(int cluster, double weight, double common, double ofEvent) => Change(cluster, -weight, weight * (common + ofEvent));

        public double SumOfSquares(double common) => settledSquares + (2 * common * products) + (common * common * atRiskSquares);

        private void Change(int cluster, double weight, double sum)
        {
            var (oldSettled, oldAtRisk) = (settled[cluster], atRisk[cluster]);
            var (newSettled, newAtRisk) = (oldSettled + sum, oldAtRisk + weight);
            (settled[cluster], atRisk[cluster]) = (newSettled, newAtRisk);
            settledSquares += (newSettled * newSettled) - (oldSettled * oldSettled);
            products += (newSettled * newAtRisk) - (oldSettled * oldAtRisk);
            atRiskSquares += (newAtRisk * newAtRisk) - (oldAtRisk * oldAtRisk);
        }
    }
}
