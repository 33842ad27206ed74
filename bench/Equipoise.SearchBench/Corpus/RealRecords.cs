using Equipoise.Registry.Import.Sources;
using Equipoise.Registry.Records;

namespace Equipoise.SearchBench.Corpus;

/// <summary>Real records, each with others of its topic, drawn so that they are as long on average as a registry's are.</summary>
internal sealed class RealRecords
{
    /// <summary>The mean length of a record of the whole registry, in bytes of JSON.</summary>
    public const int MeanLength = 17_000;

    private const int SmallestGroup = 8;

    // A record beyond this is drawn no more often for its length.
    private const int LongestWeighed = 120_000;
    private readonly List<(RealRecord Record, TextPool Pool)> records = [];
    private readonly double[] ends;

    public RealRecords(string sources)
    {
        var read = sources.Split(':').SelectMany(source => new StudySources().Read(source))
            .Where(item => item.Rejection is null)
            .Select(item => StudyRecord.Parse(item.Json))
            .ToList();
        if (read.Count == 0)
            throw new InvalidOperationException($"'{sources}' holds no study that can be read.");
        Places = read.SelectMany(record => record.Sites).Where(site => site.Point is not null).DistinctBy(site => Address(site.City, site.Country), StringComparer.Ordinal)
            .ToDictionary(site => Address(site.City, site.Country), site => site.Point!, StringComparer.Ordinal);
        foreach (var group in Group(read.ConvertAll(record => RealRecord.From(record, Vocabulary))))
        {
            var pool = new TextPool(group.Select(real => real.Record));
            records.AddRange(group.Select(real => (real, pool)));
            Groups++;
        }

        ends = Weigh();
    }

    /// <summary>All words of all records, by their hash.</summary>
    public HashSet<ulong> Vocabulary { get; } = [];

    /// <summary>Where cities lie.</summary>
    public IReadOnlyDictionary<string, GeoPoint> Places { get; }

    public int Count => records.Count;

    public int Groups { get; }

    /// <summary>The name of a city in <see cref="Places"/>.</summary>
    public static string Address(string? city, string? country) => $"{city}, {country}";

    /// <summary>A record, and the texts of those of its topic.</summary>
    public (RealRecord Record, TextPool Pool) Draw(Random random)
    {
        var found = Array.BinarySearch(ends, random.NextDouble() * ends[^1]);
        return records[Math.Min(found >= 0 ? found + 1 : ~found, records.Count - 1)];
    }

    // Records that share a MeSH term or a condition belong together: the broadest topic that is not yet everything, wide enough to mix, narrow
    // enough to make sense.
    private static IEnumerable<List<RealRecord>> Group(List<RealRecord> records)
    {
        var uses = records.SelectMany(record => record.Topics).CountBy(topic => topic, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var widest = Math.Max(SmallestGroup, records.Count / 12);
        return records.GroupBy(
                record => record.Topics.Where(topic => uses[topic] >= SmallestGroup && uses[topic] <= widest).OrderByDescending(topic => uses[topic]).ThenBy(topic => topic, StringComparer.Ordinal).FirstOrDefault() ?? "",
                StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.ToList());
    }

    // The longer, the likelier, by the power at which the mean is right: the records at hand are mostly of earlier years and short.
    private double[] Weigh()
    {
        var lengths = records.ConvertAll(record => (double)record.Record.Record.Utf8.Length);
        var (low, high) = (-1.0, 2.0);
        while (high - low > 1e-4)
        {
            var power = (low + high) / 2;
            var mean = lengths.Sum(length => length * Weight(length, power)) / lengths.Sum(length => Weight(length, power));
            (low, high) = mean < MeanLength ? (power, high) : (low, power);
        }

        var sum = 0.0;
        return [.. lengths.Select(length => sum += Weight(length, low))];
    }

    private static double Weight(double length, double power) => Math.Pow(Math.Min(length, LongestWeighed), power);
}
