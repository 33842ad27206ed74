namespace Equipoise.SearchBench.Reporting;

/// <summary>What a peer answered to one query, and how fast, in microseconds.</summary>
internal sealed record QueryResult(int Number, string Class, long Total, string Counts, IReadOnlyList<double> Times)
{
    /// <summary>The counts by value.</summary>
    public IReadOnlyDictionary<string, long> CountOf { get; } = Counts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(count => count.Split('=')).ToDictionary(count => count[0], count => long.Parse(count[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
