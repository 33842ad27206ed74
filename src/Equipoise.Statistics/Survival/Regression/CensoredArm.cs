namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The rows of one arm by time, and how censoring thins them out.</summary>
internal sealed class CensoredArm
{
    private readonly int[] rows;
    private readonly double[] times;
    private readonly bool[] isKnown;
    private readonly double least;

    public CensoredArm(IEnumerable<int> rows, double[] times, bool[] isKnown, double least)
    {
        (this.times, this.isKnown, this.least) = (times, isKnown, least);
        this.rows = [.. rows.OrderBy(row => times[row])];
    }

    /// <summary>Writes 1/Ĝ for the rows whose time is known, Ĝ being the Kaplan–Meier estimate of censoring at their time; 0 for the others.</summary>
    public void Weigh(double[] weights)
    {
        var survival = 1.0;
        foreach (var (begin, end) in Ties())
        {
            var censored = 0;
            for (var i = begin; i < end; i++)
                censored += isKnown[rows[i]] ? 0 : 1;
            survival *= 1 - ((double)censored / (rows.Length - begin));
            for (var i = begin; i < end; i++)
                weights[rows[i]] = isKnown[rows[i]] ? 1 / Math.Max(survival, least) : 0;
        }
    }

    /// <summary>Each row's score with what it does through Ĝ: s + c·S(y)/n(y) − Σ over censored times u ≤ y of S(u)/n(u)², S and n being the sum of the scores and
    /// the number of those not before.</summary>
    public IEnumerable<double[]> Influences(double[][] scores)
    {
        var width = scores[0].Length;
        var later = new double[rows.Length + 1][];
        later[rows.Length] = new double[width];
        for (var i = rows.Length - 1; i >= 0; i--)
            later[i] = [.. later[i + 1].Zip(scores[rows[i]], (sum, score) => sum + score)];
        var passed = new double[width];
        foreach (var (begin, end) in Ties())
        {
            var (atRisk, sum) = ((double)(rows.Length - begin), later[begin]);
            for (var i = begin; i < end; i++)
            {
                for (var j = 0; j < width && !isKnown[rows[i]]; j++)
                    passed[j] += sum[j] / (atRisk * atRisk);
            }

            for (var i = begin; i < end; i++)
            {
                var (score, own) = (scores[rows[i]], isKnown[rows[i]] ? 0 : 1 / atRisk);
                yield return [.. score.Select((value, j) => value + (own * sum[j]) - passed[j])];
            }
        }
    }

    private IEnumerable<(int Begin, int End)> Ties()
    {
        for (var begin = 0; begin < rows.Length;)
        {
            var end = begin + 1;
            while (end < rows.Length && times[rows[end]] == times[rows[begin]])
                end++;
            yield return (begin, end);
            begin = end;
        }
    }
}
