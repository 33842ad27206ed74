namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>The runs test for any number of kinds (Wallis and Roberts 1956; Sprent and Smeeton 2007, section 5.6).</summary>
public static class RunsTest
{
    /// <summary>How many standard deviations the number of runs lies from what is expected of a sequence in no order; 0 where all are of
    /// one kind.</summary>
    /// <param name="sequence">The kinds, counted from 0.</param>
    /// <param name="kinds">How many kinds there are.</param>
    public static double Statistic(IReadOnlyList<int> sequence, int kinds)
    {
        var counts = new double[kinds];
        var runs = 0;
        for (var i = 0; i < sequence.Count; i++)
        {
            counts[sequence[i]]++;
            if (i == 0 || sequence[i] != sequence[i - 1])
                runs++;
        }

        double n = sequence.Count;
        var (squares, cubes) = (counts.Sum(count => count * count), counts.Sum(count => count * count * count));
        var expected = ((n * (n + 1)) - squares) / n;
        var variance = ((squares * (squares + (n * (n + 1)))) - (2 * n * cubes) - (n * n * n)) / (n * n * (n - 1));
        return n < 2 || variance <= 0 ? 0 : (runs - expected) / Math.Sqrt(variance);
    }
}
