using System.Diagnostics;
using System.Globalization;
using Equipoise.SearchBench.Queries;

namespace Equipoise.SearchBench.Measuring;

/// <summary>Measures a peer and writes down what it found, in the lines that the Lucene harness writes too.</summary>
internal static class Measurement
{
    /// <summary>Writes <c>build seconds documents bytes peak anonymous</c> into <c>NAME.build.tsv</c>.</summary>
    public static void Build(Peer peer, string folder, string results)
    {
        var documents = 0;
        var watch = Stopwatch.StartNew();
        peer.Build(BenchDocument.Read(folder).Select(document =>
        {
            documents++;
            return document;
        }));
        var seconds = watch.Elapsed.TotalSeconds;
        var memory = ProcessMemory.Of(peer.Processes);
        File.WriteAllText(
            Path.Combine(results, $"{peer.Name}.build.tsv"),
            string.Create(CultureInfo.InvariantCulture, $"build\t{seconds:F2}\t{documents}\t{peer.Size()}\t{memory.Peak}\t{memory.Anonymous}\n"));
    }

    /// <summary>Asks all queries in as many rounds to warm up as are timed then. Writes a line <c>query number class total counts microseconds,…</c> for each query, a line
    /// <c>rate threads queries-per-second</c> for one and two threads, and <c>memory peak anonymous</c>.</summary>
    public static void Ask(Peer peer, string folder, string results, int rounds)
    {
        var queries = BenchQuery.Read(folder);
        using var asker = peer.Open();
        var answers = queries.Select(asker.Ask).ToList();
        for (var warming = 1; warming < rounds; warming++)
        {
            foreach (var query in queries)
                asker.Ask(query);
        }

        var times = queries.Select(_ => new List<double>()).ToList();
        var whole = Stopwatch.StartNew();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (at, query) in queries.Index())
            {
                var start = Stopwatch.GetTimestamp();
                asker.Ask(query);
                times[at].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        var one = rounds * queries.Count / whole.Elapsed.TotalSeconds;
        var lines = queries.Select((query, at) => $"query\t{query.Number}\t{query.Class}\t{answers[at].Total}\t{answers[at].Counts}\t{string.Join(',', times[at].Select(time => time.ToString("F1", CultureInfo.InvariantCulture)))}").ToList();
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"rate\t1\t{one:F1}"));
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"rate\t2\t{RateOfTwo(peer, queries, rounds):F1}"));
        var memory = ProcessMemory.Of(peer.Processes);
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"memory\t{memory.Peak}\t{memory.Anonymous}"));
        File.WriteAllLines(Path.Combine(results, $"{peer.Name}.ask.tsv"), lines);
    }

    private static double RateOfTwo(Peer peer, IReadOnlyList<BenchQuery> queries, int rounds)
    {
        var next = -1;
        var watch = new Stopwatch();
        using var ready = new Barrier(2, _ => watch.Start());
        var threads = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            using var asker = peer.Open();
            asker.Ask(queries[0]);
            ready.SignalAndWait();
            for (var at = Interlocked.Increment(ref next); at < rounds * queries.Count; at = Interlocked.Increment(ref next))
                asker.Ask(queries[at % queries.Count]);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return rounds * queries.Count / watch.Elapsed.TotalSeconds;
    }
}
