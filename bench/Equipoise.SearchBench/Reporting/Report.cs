using System.Globalization;
using System.Text;

namespace Equipoise.SearchBench.Reporting;

/// <summary>Writes the tables.</summary>
internal static class Report
{
    /// <summary>Prints all results as Markdown; false where the peers do not agree.</summary>
    public static bool Write(string folder, string results)
    {
        var names = Directory.GetFiles(results, "*.ask.tsv").Select(file => Path.GetFileName(file)[..^".ask.tsv".Length]).OrderBy(Place).ThenBy(name => name, StringComparer.Ordinal);
        var peers = names.Select(name => new PeerResult(results, name)).ToList();
        var json = new FileInfo(Path.Combine(folder, "corpus.ndjson")).Length;
        var text = new StringBuilder();
        var classes = peers[0].Queries.Select(query => query.Class).Distinct(StringComparer.Ordinal).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"{peers[0].Documents:N0} records, {json:N0} bytes of JSON, {peers[0].Queries.Count} queries. Milliseconds, median / p99:\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"| peer | {string.Join(" | ", classes)} | all | queries/s, 1 thread | 2 threads |");
        text.AppendLine($"|---|{string.Concat(Enumerable.Repeat("---|", classes.Count + 3))}");
        foreach (var peer in peers)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {peer.Name} | {string.Join(" | ", classes.Select(name => Times(peer, name)))} | {Times(peer, name: null)} | {peer.Rates[1]:N0} | {peer.Rates[2]:N0} |");
        text.AppendLine("\n| building | seconds | records/s | index bytes / JSON bytes | build: peak MiB | anonymous at its end | queries: peak MiB | anonymous at their end |\n|---|---|---|---|---|---|---|---|");
        foreach (var peer in peers)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {peer.Name} | {peer.BuildSeconds:F1} | {peer.Documents / peer.BuildSeconds:N0} | {peer.Bytes / (double)json:F3} | {peer.BuildPeak / 1024:N0} | {peer.BuildAnonymous / 1024:N0} | {peer.AskPeak / 1024:N0} | {peer.AskAnonymous / 1024:N0} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"\nHits per query: median {Quantile([.. peers[0].Queries.Select(query => (double)query.Total)], 0.5):N0}, largest {peers[0].Queries.Max(query => query.Total):N0}.\n");
        var agreements = Agreement.Of(peers).ToList();
        foreach (var (sentence, agrees) in agreements)
            text.AppendLine(agrees ? sentence : $"**They do not agree.** {sentence}");
        Console.Write(text);
        return agreements.TrueForAll(agreement => agreement.Agrees);
    }

    /// <summary>Lucene, which the others are compared with, stands first, ours second.</summary>
    private static int Place(string name) => name is "Lucene 8" ? 0 : name is "Equipoise" ? 1 : 2;

    private static string Times(PeerResult peer, string? name)
    {
        double[] times = [.. peer.Queries.Where(query => name is null || string.Equals(query.Class, name, StringComparison.Ordinal)).SelectMany(query => query.Times)];
        return string.Create(CultureInfo.InvariantCulture, $"{Quantile(times, 0.5) / 1000:G3} / {Quantile(times, 0.99) / 1000:G3}");
    }

    /// <summary>The smallest value that at least this share of all do not exceed.</summary>
    private static double Quantile(double[] values, double share)
    {
        Array.Sort(values);
        return values[Math.Clamp((int)Math.Ceiling(share * values.Length) - 1, 0, values.Length - 1)];
    }
}
