namespace Equipoise.Conduct.Studies;

/// <summary>A study that is conducted here.</summary>
public sealed record ConductedStudy
{
    /// <summary>Its id, such as <c>NCT07264075</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>The version of the protocol that new participants come under.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary><c>open</c>, or <c>closed</c> to new participants.</summary>
    public required string Status { get; init; }

    /// <summary>How many participants were randomized.</summary>
    public long Randomized { get; init; }

    /// <summary>1 where its database is locked: all of its participants are, and nobody is screened any more.</summary>
    public long Locked { get; init; }

    /// <summary>How often it was changed.</summary>
    public required long Version { get; init; }
}
