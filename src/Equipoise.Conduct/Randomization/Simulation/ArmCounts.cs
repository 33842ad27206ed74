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

    /// <summary>The chance that one who names the arm furthest behind, or one of those by lot, names this one.</summary>
    public double ChanceOfGuessing(int arm)
    {
        var least = Enumerable.Range(0, counts.Length).Min(other => counts[other] / (double)ratio[other]);
        var behind = Enumerable.Range(0, counts.Length).Where(other => counts[other] / (double)ratio[other] <= least + 1e-12).ToList();
        return behind.Contains(arm) ? 1.0 / behind.Count : 0;
    }
}
