namespace Equipoise.Conduct.Disposition;

/// <summary>How treatment or the study went on or ended for a participant (SDTM's DS and SS).</summary>
public sealed record DispositionEvent
{
    /// <summary>Its number among the participant's, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>One of <see cref="DispositionKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly OnDay { get; init; }

    /// <summary>The code of the protocol's reason, where the kind has one; else empty.</summary>
    public required string Reason { get; init; }

    /// <summary>In words.</summary>
    public required string Note { get; init; }
}
