namespace Equipoise.Conduct.Records;

/// <summary>Data frozen for an analysis.</summary>
public sealed record DataCut
{
    /// <summary>Its number in the study, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What people call it: "First interim analysis".</summary>
    public required string Name { get; init; }

    /// <summary>The last day that counts.</summary>
    public required DateOnly Cutoff { get; init; }

    /// <summary>By what the cutoff was chosen: "the day of event 247 in B and C"; empty where it was named.</summary>
    public string Basis { get; init; } = "";

    /// <summary>The number of the locked plan by which the data were derived; 0 where none was locked.</summary>
    public long Plan { get; init; }

    /// <summary>The number of the last entry of the trail whose change is in it.</summary>
    public required long TrailNumber { get; init; }

    /// <summary>That entry's hash.</summary>
    public required string TrailHash { get; init; }

    /// <summary>The protocol version by which the data were derived.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>SHA-256 of the frozen bytes, in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Who froze it.</summary>
    public required string MadeBy { get; init; }

    /// <summary>When, in UTC.</summary>
    public required string MadeAt { get; init; }
}
