using System.Globalization;

namespace Equipoise.Conduct.Randomization.Simulation;

/// <summary>One trial: participants with random levels arrive and are allocated by the very code that allocates real ones.</summary>
internal sealed class SimulatedTrial
{
    private const string Name = "simulation";
    private readonly SchemeDefinition definition;
    private readonly byte[] seed;
    private readonly KeyedStream arrivals;
    private readonly MinimizationReplay? minimization;
    private readonly Dictionary<string, SlotList> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArmCounts> strata = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Factor, int Level), ArmCounts> margins = [];
    private readonly List<int> sequence = [];

    public SimulatedTrial(SchemeDefinition definition, byte[] seed, int number)
    {
        (this.definition, this.seed) = (definition, seed);
        Number = number;
        arrivals = new KeyedStream(seed, string.Create(CultureInfo.InvariantCulture, $"equipoise simulated arrivals 1\n{number}"));
        minimization = definition.IsMinimization ? new MinimizationReplay(definition, seed, Name, number) : null;
        Overall = new ArmCounts(definition.Ratio);
    }

    public int Number { get; }

    public ArmCounts Overall { get; }

    public double GuessedFromTotals { get; private set; }

    public double GuessedWithFullKnowledge { get; private set; }

    public double WorstStratum { get; private set; }

    public double WorstMargin { get; private set; }

    public double RunsStatistic { get; private set; }

    public SimulatedTrial Run(int participants)
    {
        for (var i = 0; i < participants; i++)
            Arrive();
        WorstMargin = margins.Count == 0 ? Overall.Imbalance : margins.Values.Max(margin => margin.Imbalance);
        RunsStatistic = RunsTest.Statistic(sequence, definition.Arms.Count);
        // Thousands of trials are kept: what they were worked out from is not.
        lists.Clear();
        strata.Clear();
        margins.Clear();
        sequence.Clear();
        sequence.TrimExcess();
        return this;
    }

    private void Arrive()
    {
        var levels = definition.Factors.Select(factor => arrivals.Below(factor.Levels.Count)).ToArray();
        var codes = levels.Select((level, factor) => definition.Factors[factor].Levels[level]).ToList();
        var stratum = Counts(strata, string.Join('/', codes));
        var (arm, full) = minimization is null ? ByBlock(codes, stratum) : ByMinimization(codes);
        GuessedFromTotals += (minimization is null ? stratum : Overall).ChanceOfGuessing(arm);
        GuessedWithFullKnowledge += full;
        sequence.Add(arm);
        foreach (var counts in levels.Select((level, factor) => Counts(margins, (factor, level))).Append(stratum).Append(Overall))
            counts.Add(arm);
        WorstStratum = Math.Max(WorstStratum, stratum.Imbalance);
    }

    private (int Arm, double Full) ByMinimization(List<string> codes)
    {
        var (arm, step) = minimization!.Next(codes);
        var best = step.Probabilities.Max();
        return (Place(arm), best);
    }

    private (int Arm, double Full) ByBlock(List<string> codes, ArmCounts counts)
    {
        var stratum = definition.StratumOf(codes);
        if (!lists.TryGetValue(stratum, out var list))
            lists.Add(stratum, list = new SlotList(seed, definition, Name, Number, stratum));
        var slot = list.At(counts.Total + 1);
        // What is left of the block, to one who knows its size.
        var left = definition.Ratio.Select(parts => parts * slot.BlockSize / definition.Ratio.Sum()).ToArray();
        for (var before = slot.Position - 1; before > 0 && list.At(before) is var earlier && earlier.Block == slot.Block; before--)
            left[Place(earlier.Arm)]--;
        return (Place(slot.Arm), left.Max() / (double)left.Sum());
    }

    private int Place(string arm)
    {
        for (var place = 0; ; place++)
        {
            if (string.Equals(definition.Arms[place], arm, StringComparison.Ordinal))
                return place;
        }
    }

    private ArmCounts Counts<TKey>(Dictionary<TKey, ArmCounts> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var counts))
            all.Add(key, counts = new ArmCounts(definition.Ratio));
        return counts;
    }
}
