namespace Equipoise.Protocols.Forms;

/// <summary>Which field of a log plays which part in the record of doses (SDTM's EX and EC). Whatever reads doses reads these roles and never a field's
/// code, so that a study may ask in its own words.</summary>
public sealed record ExposureRoles
{
    /// <summary>The code field whose answer is the code of a treatment.</summary>
    public required string Treatment { get; init; }

    /// <summary>The whole number of the cycle, from 1.</summary>
    public required string Cycle { get; init; }

    /// <summary>The code field that says what became of the dose.</summary>
    public required string Status { get; init; }

    /// <summary>Its code for a dose that was given, or handed out where it is taken at home.</summary>
    public required string Given { get; init; }

    /// <summary>Its code for a dose that was left out.</summary>
    public required string Missed { get; init; }

    /// <summary>Its code for treatment that is paused.</summary>
    public required string Held { get; init; }

    /// <summary>Its code for single doses that came back from home; null where nothing is taken home.</summary>
    public string? Returned { get; init; }

    /// <summary>The day, or day and time, of the beginning: of an infusion, or of a supply.</summary>
    public required string Start { get; init; }

    /// <summary>Likewise of the end; null where none is asked for.</summary>
    public string? End { get; init; }

    /// <summary>The amount of one dose.</summary>
    public required string Dose { get; init; }

    /// <summary>The share of the full dose that was meant, in percent; null where no dose is reduced.</summary>
    public string? Percent { get; init; }

    /// <summary>How many single doses were handed out or came back; null where nothing is taken home.</summary>
    public string? Count { get; init; }

    /// <summary>The weight on the day, in kilograms; null where no dose depends on it.</summary>
    public string? Weight { get; init; }

    /// <summary>The height, in centimeters; null where no dose depends on it.</summary>
    public string? Height { get; init; }

    /// <summary>The planned day, which the system fills in; null where it is not kept.</summary>
    public string? Planned { get; init; }

    /// <summary>The dose by rule, which the system fills in; null where it is not kept.</summary>
    public string? PlannedDose { get; init; }

    /// <summary>The weight from which the dose was calculated, which the system fills in; null where it is not kept.</summary>
    public string? CalculatedFrom { get; init; }

    /// <summary>The code field with the reason of whatever was done otherwise than planned.</summary>
    public required string Reason { get; init; }

    /// <summary>The reasons for which the protocol itself delays or reduces doses.</summary>
    public IReadOnlyList<string> ByRule { get; init; } = [];

    /// <summary>The reason in words.</summary>
    public required string Words { get; init; }

    /// <summary>The yes-no field by which a dose that the protocol does not allow is recorded all the same, since it was given; null for none.</summary>
    public string? Contrary { get; init; }

    /// <summary>Whether a field is filled in by the system and asked of nobody.</summary>
    public bool IsComputed(string field) => new[] { Planned, PlannedDose, CalculatedFrom }.Contains(field, StringComparer.Ordinal);

    /// <summary>All fields that play a part.</summary>
    public IEnumerable<string> Fields =>
        new[] { Treatment, Cycle, Status, Start, End, Dose, Percent, Count, Weight, Height, Planned, PlannedDose, CalculatedFrom, Reason, Words, Contrary }.OfType<string>();
}
