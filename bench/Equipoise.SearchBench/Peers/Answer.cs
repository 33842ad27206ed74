namespace Equipoise.SearchBench;

/// <summary>What a peer answers.</summary>
/// <param name="Total">How many documents match, exactly.</param>
/// <param name="Top">The first ten, with their titles.</param>
/// <param name="Statuses">How many of all hits have each status.</param>
/// <param name="Phases">How many have each phase.</param>
/// <param name="Countries">How many have a site in each country; the twenty most frequent.</param>
internal sealed record Answer(
    long Total, IReadOnlyList<(string Id, string Title)> Top, IReadOnlyList<(string Value, long Count)> Statuses, IReadOnlyList<(string Value, long Count)> Phases, IReadOnlyList<(string Value, long Count)> Countries)
{
    /// <summary>All counts in an order of their own, so that two peers can be compared.</summary>
    public string Counts => string.Join(' ', [.. Write("s", Statuses), .. Write("p", Phases), .. Write("c", Countries)]);

    private static IEnumerable<string> Write(string kind, IReadOnlyList<(string Value, long Count)> counts) =>
        counts.OrderBy(count => count.Value, StringComparer.Ordinal).Select(count => $"{kind}:{count.Value.Replace(' ', '_')}={count.Count}");
}
