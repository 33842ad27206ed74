namespace Equipoise.Conduct.Audit;

/// <summary>What a step did, as it tells the trail; the store adds who, when and where from.</summary>
/// <param name="Action">What was done, such as <c>participant.randomize</c>.</param>
/// <param name="Subject">What it was done to, such as <c>form/vital-signs/cycle-1</c>.</param>
public sealed record AuditFact(string Action, string Subject)
{
    /// <summary>The site it happened at; null where it is no site's.</summary>
    public string? Site { get; init; }

    /// <summary>The IANA name of that site's time zone, such as <c>Europe/Paris</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The participant it concerns; null for none.</summary>
    public string? Participant { get; init; }

    /// <summary>The values that changed.</summary>
    public IReadOnlyList<AuditChange> Changes { get; init; } = [];

    /// <summary>Why, where a reason is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>The version of the protocol it happened under.</summary>
    public string? ProtocolVersion { get; init; }
}
