namespace Equipoise.Conduct.Participants;

/// <summary>A participant's written consent.</summary>
public sealed record Consent
{
    /// <summary>1 for the first, 2 for the next, as after an amendment.</summary>
    public required long Number { get; init; }

    /// <summary>The version of the consent form.</summary>
    public required string ConsentVersion { get; init; }

    /// <summary>The version of the protocol it was given for.</summary>
    public required string ProtocolVersion { get; init; }

    /// <summary>The day it was signed.</summary>
    public required DateOnly ConsentedOn { get; init; }

    /// <summary>Who obtained it.</summary>
    public required string ObtainedBy { get; init; }

    /// <summary>The day it was withdrawn; null where it stands.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>After a withdrawal, the codes of the forms that may still be filled in, separated by spaces.</summary>
    public string? StillAllowed { get; init; }
}
