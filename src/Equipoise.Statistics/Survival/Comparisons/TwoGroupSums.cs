namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>Observed and expected events of the second of two groups, with the hypergeometric variance.</summary>
internal sealed class TwoGroupSums(double[] times, bool[] events, int[] codes)
{
    public long Died { get; private set; }

    public long DiedOfSecond { get; private set; }

    public double Expected { get; private set; }

    public double Variance { get; private set; }

    /// <summary>Adds a stratum.</summary>
    /// <param name="rows">Its rows by time, earliest first.</param>
    public void Add(ReadOnlySpan<int> rows)
    {
        var (atRisk, second, died, diedOfSecond, expected, variance) = (0, 0, 0, 0, 0.0, 0.0);
        var (diedNow, time) = (0, double.NaN);
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            var row = rows[i];
            if (times[row] != time)
            {
                Take();
                time = times[row];
            }

            var (code, isEvent) = (codes[row], events[row] ? 1 : 0);
            atRisk++;
            second += code;
            diedNow += isEvent;
            diedOfSecond += isEvent & code;
        }

        Take();
        (Died, DiedOfSecond, Expected, Variance) = (Died + died, DiedOfSecond + diedOfSecond, Expected + expected, Variance + variance);

        // At a time with d events among n, of whom m in the second group: d·m/n, and d(n − d)/(n − 1)·(m/n)(1 − m/n).
        void Take()
        {
            if (diedNow == 0)
                return;
            var share = (double)second / atRisk;
            expected += diedNow * share;
            variance += atRisk > 1 ? (double)diedNow * (atRisk - diedNow) / (atRisk - 1) * share * (1 - share) : 0;
            died += diedNow;
            diedNow = 0;
        }
    }
}
