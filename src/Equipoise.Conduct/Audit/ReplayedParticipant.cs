namespace Equipoise.Conduct.Audit;

/// <summary>A participant as the trail tells it.</summary>
internal sealed class ReplayedParticipant
{
    /// <summary>Where they stand, and whether locked: <c>status</c>, <c>locked</c>, <c>protocolVersion</c>, <c>arm</c>, <c>randomizationNumber</c>, <c>stratum</c>, <c>position</c>.</summary>
    public Dictionary<string, string?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The consents, in turn: version, day, who obtained it.</summary>
    public List<(string? Version, string? On, string? By)> Consents { get; } = [];

    /// <summary>The day on which consent was withdrawn; null where it stands.</summary>
    public string? WithdrawnOn { get; set; }

    /// <summary>The dispositions, in turn: kind and day.</summary>
    public List<(string Kind, string? On)> Dispositions { get; } = [];

    /// <summary>The form entries by their ids.</summary>
    public Dictionary<string, ReplayedEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the queries stand, by their names in the trail.</summary>
    public Dictionary<string, string> Queries { get; } = new(StringComparer.Ordinal);

    /// <summary>What was decided of each criterion's statements.</summary>
    public Dictionary<(string Criterion, string Statement), bool> Decisions { get; } = [];

    /// <summary>The hashes of what was signed, in turn.</summary>
    public List<(string Subject, string? Hash)> Signatures { get; } = [];
}
