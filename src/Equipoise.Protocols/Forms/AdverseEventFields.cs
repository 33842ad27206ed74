namespace Equipoise.Protocols.Forms;

/// <summary>Which fields of a log say what about an adverse event (SDTM's AE).</summary>
public sealed record AdverseEventFields
{
    /// <summary>The term.</summary>
    public required string Term { get; init; }

    /// <summary>The grade, a whole number.</summary>
    public required string Grade { get; init; }

    /// <summary>The day it began.</summary>
    public required string Start { get; init; }

    /// <summary>The day it ended; no answer while it goes on.</summary>
    public required string End { get; init; }

    /// <summary>Whether it is serious, a yes or no.</summary>
    public required string Serious { get; init; }

    /// <summary>Why it is serious, a code; null where the form does not ask.</summary>
    public string? Seriousness { get; init; }

    /// <summary>Day and time at which the site knew that it was serious.</summary>
    public required string Aware { get; init; }

    /// <summary>What was done with the study treatment, a code; null where the form does not ask.</summary>
    public string? Action { get; init; }

    /// <summary>The outcome, a code.</summary>
    public required string Outcome { get; init; }

    /// <summary>The code of the outcome that the participant died of it.</summary>
    public required string Fatal { get; init; }

    /// <summary>For each treatment, the code field that says whether it caused the event.</summary>
    public required IReadOnlyList<CausalityField> Causality { get; init; }

    /// <summary>The code by which such a field says yes.</summary>
    public required string Related { get; init; }

    /// <summary>The code by which such a field says that the treatment was not given.</summary>
    public required string NotGiven { get; init; }
}
