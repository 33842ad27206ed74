namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The columns of a curve, one entry for each distinct time.</summary>
internal sealed class CurveSteps(int rows, int capacity)
{
    private int count;

    public int Rows { get; } = rows;

    public double[] Time { get; private set; } = new double[capacity];

    public double[] AtRisk { get; private set; } = new double[capacity];

    public double[] Events { get; private set; } = new double[capacity];

    public double[] Censored { get; private set; } = new double[capacity];

    public double[] Survival { get; private set; } = [];

    public double[] Greenwood { get; private set; } = [];

    public double[] CumulativeHazard { get; private set; } = [];

    public double[] HazardError { get; private set; } = [];

    public double[]? RobustErrorOfLogSurvival { get; set; }

    public double[]? RobustErrorOfHazard { get; set; }

    /// <summary>When rows entered, earliest first, for curves with left truncation.</summary>
    public double[]? Entries { get; set; }

    /// <summary>The weights that have entered up to and with each of <see cref="Entries"/>.</summary>
    public double[]? Entered { get; set; }

    public void Add(double time, double atRisk, double events, double censored)
    {
        (Time[count], AtRisk[count], Events[count], Censored[count]) = (time, atRisk, events, censored);
        count++;
    }

    /// <summary>Without late entries those at risk are those who leave later: a sum of weights without subtraction.</summary>
    public void SumAtRiskFromTheEnd()
    {
        double atRisk = 0;
        for (var i = count - 1; i >= 0; i--)
            AtRisk[i] = atRisk += Events[i] + Censored[i];
    }

    /// <summary>Computes what follows from counts: survival, hazard and their errors.</summary>
    public void Complete()
    {
        (Time, AtRisk, Events, Censored) = (Time[..count], AtRisk[..count], Events[..count], Censored[..count]);
        (Survival, Greenwood, CumulativeHazard, HazardError) = (new double[count], new double[count], new double[count], new double[count]);
        var (survival, greenwood, hazard, hazardVariance) = (1.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var (d, n) = (Events[i], AtRisk[i]);
            if (d > 0)
            {
                // Sums of weights that are equal but for rounding leave nobody.
                var left = n - d <= n * 1e-14 ? 0 : n - d;
                survival *= left / n;
                greenwood += d / (n * left);
                hazard += d / n;
                hazardVariance += d / (n * n);
            }

            (Survival[i], Greenwood[i], CumulativeHazard[i], HazardError[i]) = (survival, Math.Sqrt(greenwood), hazard, Math.Sqrt(hazardVariance));
        }
    }

    /// <summary>The number at risk just before a time between step <paramref name="step"/> and the next.</summary>
    public double AtRiskAt(double time, int step)
    {
        if (step + 1 >= count)
            return 0;
        // Everybody at risk at the next step is at risk now, but for those who enter between.
        return AtRisk[step + 1] - EnteredBetween(time, Time[step + 1]);
    }

    private double EnteredBetween(double from, double until) =>
        Entries is null ? 0 : EnteredBefore(until) - EnteredBefore(from);

    private double EnteredBefore(double time)
    {
        var (low, high) = (0, Entries!.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Entries[middle] < time)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? 0 : Entered![low - 1];
    }
}
