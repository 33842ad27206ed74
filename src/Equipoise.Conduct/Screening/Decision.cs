namespace Equipoise.Conduct.Screening;

/// <summary>What an investigator decided of a statement that rests on judgment or attestation.</summary>
public sealed record Decision
{
    /// <summary>The criterion's id.</summary>
    public required string Criterion { get; init; }

    /// <summary>The statement, in the words of the criteria.</summary>
    public required string Statement { get; init; }

    /// <summary>1 where it holds, 0 where it does not.</summary>
    public required long Holds { get; init; }

    /// <summary>Where it can be read, such as a letter or a note of a day.</summary>
    public required string Source { get; init; }

    /// <summary>Why the investigator decided so.</summary>
    public required string Reason { get; init; }

    /// <summary>The day of the decision, at the site.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>The investigator's name.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>1 when first decided, one more with each change.</summary>
    public required long Version { get; init; }
}
