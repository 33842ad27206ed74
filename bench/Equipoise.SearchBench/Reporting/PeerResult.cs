using System.Globalization;

namespace Equipoise.SearchBench.Reporting;

/// <summary>What was measured of one peer.</summary>
internal sealed class PeerResult
{
    public PeerResult(string results, string name)
    {
        Name = name;
        var built = File.ReadAllText(Path.Combine(results, $"{name}.build.tsv")).TrimEnd().Split('\t');
        (BuildSeconds, Documents, Bytes) = (Number(built[1]), (int)Number(built[2]), (long)Number(built[3]));
        (BuildPeak, BuildAnonymous) = (Number(built[4]), Number(built[5]));
        var lines = File.ReadLines(Path.Combine(results, $"{name}.ask.tsv")).Select(line => line.Split('\t')).ToLookup(cells => cells[0], StringComparer.Ordinal);
        Queries = [.. lines["query"].Select(cells => new QueryResult((int)Number(cells[1]), cells[2], (long)Number(cells[3]), cells[4], [.. cells[5].Split(',').Select(Number)]))];
        Rates = lines["rate"].ToDictionary(cells => (int)Number(cells[1]), cells => Number(cells[2]));
        var memory = lines["memory"].Single();
        (AskPeak, AskAnonymous) = (Number(memory[1]), Number(memory[2]));
    }

    public string Name { get; }

    public double BuildSeconds { get; }

    public int Documents { get; }

    /// <summary>The bytes of its index.</summary>
    public long Bytes { get; }

    public double BuildPeak { get; }

    public double BuildAnonymous { get; }

    public double AskPeak { get; }

    public double AskAnonymous { get; }

    public IReadOnlyList<QueryResult> Queries { get; }

    /// <summary>Queries in a second, by the number of threads that ask.</summary>
    public IReadOnlyDictionary<int, double> Rates { get; }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
