namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>How many participants each arm has.</summary>
internal sealed class ArmCounts(IReadOnlyList<int> ratio)
{
    private readonly int[] counts = new int[ratio.Count];

    public int Total { get; private set; }

    /// <summary>The largest difference between two arms, each divided by its part.</summary>
    public double Imbalance
    {
        get
        {
            var (least, most) = (double.MaxValue, 0.0);
            for (var arm = 0; arm < counts.Length; arm++)
            {
                var share = counts[arm] / (double)ratio[arm];
                (least, most) = (Math.Min(least, share), Math.Max(most, share));
            }

            return most - least;
        }
    }

    public int Of(int arm) => counts[arm];

    public void Add(int arm)
    {
        counts[arm]++;
        Total++;
    }

    /// <summary>The chance that one who names the arm furthest behind its share names this one; of several such they name the one with the largest part,
    /// or one of those by lot.</summary>
    public double ChanceOfGuessing(int arm)
    {
        var least = Enumerable.Range(0, counts.Length).Min(other => counts[other] / (double)ratio[other]);
        var behind = Enumerable.Range(0, counts.Length).Where(other => counts[other] / (double)ratio[other] <= least + 1e-12).ToList();
        var named = behind.Where(other => ratio[other] == behind.Max(one => ratio[one])).ToList();
        return named.Contains(arm) ? 1.0 / named.Count : 0;
    }
}
