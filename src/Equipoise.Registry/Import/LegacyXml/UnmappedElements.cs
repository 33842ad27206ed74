namespace Equipoise.Registry.Import.LegacyXml;

/// <summary>What the older XML held that has no place in the newer form, counted over a run.</summary>
public sealed class UnmappedElements
{
    private const int MostPaths = 1000;
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>The path of an element or attribute, such as <c>number_of_arms</c> or <c>enrollment/@type=Guessed</c>, and how
    /// often it stood there with content.</summary>
    public IReadOnlyDictionary<string, long> Counts => counts;

    internal void Add(string path)
    {
        // Hostile XML may name more elements than there is memory.
        var key = counts.Count < MostPaths || counts.ContainsKey(path) ? path : "…";
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}
