namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The baseline hazard of every stratum as it grows at each event time, with the weighted means of the covariates, from
/// which residuals and curves are sums.</summary>
internal sealed class HazardSteps
{
    private readonly List<Step>[] steps;

    private HazardSteps(int strata) => steps = [.. Enumerable.Range(0, strata).Select(_ => new List<Step>())];

    /// <summary>An event time. All refer to the centered and scaled covariates of the layout.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Hazard">dΛ: Σ w̄/Σr over the steps of its ties.</param>
    /// <param name="Moment">Σ w̄·m/Σr, m the mean of the covariates in the risk set.</param>
    /// <param name="Variance">Σ w̄/(Σr)².</param>
    /// <param name="DyingHazard">What dΛ is to those who die here: each stays only for a part of the steps.</param>
    /// <param name="DyingMoment">The same of the moment.</param>
    /// <param name="Mean">The mean of m over the steps, from which Schoenfeld residuals are taken.</param>
    /// <param name="Group">Its rows.</param>
    internal sealed record Step(double Time, double Hazard, double[] Moment, double Variance, double DyingHazard, double[] DyingMoment, double[] Mean, EventGroup Group)
    {
        /// <summary>Λ up to and with this time.</summary>
        public double CumulativeHazard { get; set; }

        public double[] CumulativeMoment { get; set; } = [];

        public double CumulativeVariance { get; set; }
    }

    /// <summary>The event times of a stratum, earliest first.</summary>
    public IReadOnlyList<Step> Of(int stratum) => steps[stratum];

    public static HazardSteps Of(CoxFit fit, double[] relativeRisks)
    {
        var layout = fit.Layout;
        var risk = new double[relativeRisks.Length];
        for (var position = 0; position < risk.Length; position++)
            risk[position] = layout.Weight[position] * relativeRisks[position];
        var hazards = new HazardSteps(layout.Strata?.Levels.Count ?? 1);
        var sweep = new CoxSweep(layout, risk, 1);
        while (sweep.MoveNext())
            hazards.steps[sweep.Group.Stratum].Add(At(sweep, layout.Width, fit.Options.Ties == TieMethod.Efron));
        foreach (var stratum in hazards.steps)
            Cumulate(stratum, layout.Width);
        return hazards;
    }

    /// <summary>The last step of a stratum at or before a time, or null before the first.</summary>
    public Step? LastAt(int stratum, double time)
    {
        var (list, low) = (steps[stratum], 0);
        for (var high = list.Count; low < high;)
        {
            var middle = (low + high) / 2;
            if (list[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : list[low - 1];
    }

    private static Step At(CoxSweep sweep, int width, bool isEfron)
    {
        var (atRisk, dying, count) = (sweep.AtRisk, sweep.Dying, sweep.Group.Count);
        var (parts, weight) = isEfron ? (count, sweep.DyingWeight / count) : (1, sweep.DyingWeight);
        var (hazard, variance, dyingHazard) = (0.0, 0.0, 0.0);
        var (moment, dyingMoment, mean) = (new double[width], new double[width], new double[width]);
        for (var k = 0; k < parts; k++)
        {
            var fraction = (double)k / parts;
            var sum = atRisk.Sum - (fraction * dying.Sum);
            hazard += weight / sum;
            variance += weight / (sum * sum);
            dyingHazard += weight * (1 - fraction) / sum;
            for (var j = 0; j < width; j++)
            {
                var m = (atRisk.First[j] - (fraction * dying.First[j])) / sum;
                moment[j] += weight * m / sum;
                dyingMoment[j] += weight * (1 - fraction) * m / sum;
                mean[j] += m / parts;
            }
        }

        return new Step(sweep.Group.Time, hazard, moment, variance, dyingHazard, dyingMoment, mean, sweep.Group);
    }

    private static void Cumulate(List<Step> stratum, int width)
    {
        stratum.Reverse();
        var (hazard, variance, moment) = (0.0, 0.0, new double[width]);
        foreach (var step in stratum)
        {
            step.CumulativeHazard = hazard += step.Hazard;
            step.CumulativeVariance = variance += step.Variance;
            for (var j = 0; j < width; j++)
                moment[j] += step.Moment[j];
            step.CumulativeMoment = (double[])moment.Clone();
        }
    }
}
