namespace Equipoise.Eligibility.Facts;

/// <summary>What is known about one patient: dated facts, and nothing that was not said.</summary>
public sealed record PatientFacts
{
    /// <summary>The record's id of the patient.</summary>
    public required string Id { get; init; }

    /// <summary>When the patient was born; null where unknown.</summary>
    public FactDate? Born { get; init; }

    /// <summary><c>male</c> or <c>female</c>; null where unknown or neither.</summary>
    public string? Sex { get; init; }

    /// <summary>Whether the patient is dead.</summary>
    public bool HasDied { get; init; }

    /// <summary>When the patient died; null where the record does not say, or the patient lives.</summary>
    public FactDate? Died { get; init; }

    /// <summary>Measured values.</summary>
    public IReadOnlyList<ValueFact> Values { get; init; } = [];

    /// <summary>Conditions.</summary>
    public IReadOnlyList<EventFact> Conditions { get; init; } = [];

    /// <summary>Treatments.</summary>
    public IReadOnlyList<EventFact> Therapies { get; init; } = [];

    /// <summary>Other circumstances.</summary>
    public IReadOnlyList<CircumstanceFact> Circumstances { get; init; } = [];

    /// <summary>When the disease under study progressed, for limits that count from there.</summary>
    public IReadOnlyList<FactDate> Progressions { get; init; } = [];

    /// <summary>The record says that it names every condition: one it does not name is absent.</summary>
    public bool ConditionsAreComplete { get; init; }

    /// <summary>The record says that it names every treatment.</summary>
    public bool TherapiesAreComplete { get; init; }

    /// <summary>What in the record could not be read, each with its entry, in the order of the record.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}
