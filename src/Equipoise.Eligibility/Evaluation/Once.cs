namespace Equipoise.Eligibility.Evaluation;

/// <summary>What was added, each once, in the order in which it came. Few are compared with each other, many are hashed.</summary>
internal sealed class Once<T>
    where T : notnull
{
    private const int Few = 12;
    private HashSet<T>? seen;

    /// <summary>What was added.</summary>
    public List<T> Items { get; } = [];

    public void Add(T item)
    {
        if (seen is null && Items.Count >= Few)
            seen = [.. Items];
        if (seen is null ? !Items.Contains(item) : seen.Add(item))
            Items.Add(item);
    }

    public void AddAll(IReadOnlyList<T> items)
    {
        for (var i = 0; i < items.Count; i++)
            Add(items[i]);
    }
}
