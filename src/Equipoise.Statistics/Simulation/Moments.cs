namespace Equipoise.Statistics.Simulation;

/// <summary>A count, a sum and a sum of squares.</summary>
internal sealed class Moments
{
    private long count;
    private double sum;
    private double squares;

    public MonteCarloEstimate Estimate => MonteCarloEstimate.Of(sum, squares, count);

    public static Moments[] Many(int length) => [.. Enumerable.Range(0, length).Select(_ => new Moments())];

    public static void AddAll(Moments[] to, Moments[] next)
    {
        for (var i = 0; i < to.Length; i++)
            to[i].Add(next[i]);
    }

    public void Add(double value)
    {
        count++;
        sum += value;
        squares += value * value;
    }

    public void Add(Moments next) => (count, sum, squares) = (count + next.count, sum + next.sum, squares + next.squares);
}
