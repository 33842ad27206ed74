namespace Equipoise.Conduct.Deviations;

/// <summary>Something that was done otherwise than the protocol has it (SDTM's DV). It is never deleted.</summary>
public sealed record Deviation
{
    /// <summary>Its number in the study, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The site; null where it concerns the whole study.</summary>
    public string? Site { get; init; }

    /// <summary>The participant; null where it concerns a site or the study.</summary>
    public string? Participant { get; init; }

    /// <summary>What it is about among the participant's data: <c>form/EX-3</c>, <c>visit/CYC/2</c>, <c>criterion/inclusion-9</c>; empty where nothing is named.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The rule that was broken, where the system found it: <c>amount</c>, <c>visit-outside-window</c>; empty where somebody documented it.</summary>
    public string Rule { get; init; } = "";

    /// <summary>One of <see cref="DeviationCategory"/>.</summary>
    public required string Category { get; init; }

    /// <summary>What happened, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The day on which it happened, at the site.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>The day on which it was found.</summary>
    public required DateOnly FoundOn { get; init; }

    /// <summary>1 where it may affect the reliability of the data, or the rights, safety or well-being of participants (ICH E3 and E6(R3): an important deviation).</summary>
    public long Important { get; init; }

    /// <summary>Why it came about; empty where nobody has said.</summary>
    public string Cause { get; init; } = "";

    /// <summary>What was or will be done about it; empty where nothing is.</summary>
    public string Action { get; init; } = "";

    /// <summary>One of <see cref="DeviationStatus"/>.</summary>
    public string Status { get; init; } = DeviationStatus.Open;

    /// <summary>Who documented it.</summary>
    public required string By { get; init; }

    /// <summary>1 when documented, one more with each change.</summary>
    public long Version { get; init; } = 1;
}
