namespace Equipoise.Conduct.Participants;

/// <summary>A trial participant, known by code only.</summary>
public sealed record Participant
{
    /// <summary>The study.</summary>
    public required string Study { get; init; }

    /// <summary>The screening number, which stays for good: <c>FR01-001</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>One of <see cref="ParticipantStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>The version of the protocol the participant is on.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>The day the screening number was given, at the site.</summary>
    public required DateOnly ScreenedOn { get; init; }

    /// <summary>The number of an earlier screening of the same person; null for none.</summary>
    public string? RescreenedFrom { get; init; }

    /// <summary>Why screening failed; null where it did not.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The criteria that failed, separated by spaces; null where screening did not fail.</summary>
    public string? FailedCriteria { get; init; }

    /// <summary>1 where nothing of it changes any more, until a data manager unlocks it.</summary>
    public long Locked { get; init; }

    /// <summary>How often what stands here has changed.</summary>
    public long Version { get; init; }
}
