namespace Equipoise.SearchBench.Reporting;

/// <summary>Whether peers found and counted the same. Rankings are not compared: formulas differ, and so do ties.</summary>
internal static class Agreement
{
    private const double Tolerance = 0.02;

    /// <summary>A sentence for each peer, and whether it agrees with the first.</summary>
    public static IEnumerable<(string Sentence, bool Agrees)> Of(IReadOnlyList<PeerResult> peers)
    {
        foreach (var peer in peers.Skip(1))
        {
            var pairs = peers[0].Queries.Zip(peer.Queries).ToList();
            var totals = pairs.Where(pair => Differs(pair.First.Total, pair.Second.Total)).ToList();
            var counts = pairs.Where(pair => CountsDiffer(pair.First, pair.Second)).ToList();
            var sum = pairs.Sum(pair => Math.Abs(pair.First.Total - pair.Second.Total)) / (double)Math.Max(1, pairs.Sum(pair => pair.First.Total));
            var named = string.Join(", ", totals.Concat(counts).Select(pair => pair.First.Number).Distinct().Take(10));
            yield return (
                FormattableString.Invariant($"{peer.Name} and {peers[0].Name}: totals differ by {sum:P3} over all; by more than 2 % in {totals.Count} of {pairs.Count} queries, counts in {counts.Count}{(named.Length > 0 ? $" (queries {named})" : "")}."),
                totals.Count + counts.Count <= pairs.Count * Tolerance);
        }
    }

    /// <summary>A few hits more or less are no difference where there are few.</summary>
    private static bool Differs(long one, long other) => Math.Abs(one - other) > Math.Max(2, Tolerance * Math.Max(one, other));

    /// <summary>Status and phase in full; of the countries those that both have among their twenty.</summary>
    private static bool CountsDiffer(QueryResult one, QueryResult other) =>
        one.CountOf.Keys.Union(other.CountOf.Keys, StringComparer.Ordinal)
            .Where(key => !key.StartsWith("c:", StringComparison.Ordinal) || (one.CountOf.ContainsKey(key) && other.CountOf.ContainsKey(key)))
            .Any(key => Differs(one.CountOf.GetValueOrDefault(key), other.CountOf.GetValueOrDefault(key)));
}
