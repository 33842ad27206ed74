namespace Equipoise.Conduct.Audit;

/// <summary>A form entry as the trail tells it.</summary>
internal sealed class ReplayedEntry
{
    /// <summary>The number of the trail's entry that last said something of it.</summary>
    public long ToldAt { get; set; }

    /// <summary>The answers by field code, and whatever else was told under a name of its own.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary><c>entered</c> or <c>struck</c>.</summary>
    public string Status { get; set; } = "entered";

    /// <summary>The marks that are set.</summary>
    public HashSet<string> Marks { get; } = new(StringComparer.Ordinal);

    /// <summary>The answers at the moment of each report of a serious event, by the report's number.</summary>
    public Dictionary<string, IReadOnlyDictionary<string, string>> Reported { get; } = new(StringComparer.Ordinal);
}
