namespace Equipoise.Eligibility.Facts;

/// <summary>What is known about one patient: dated facts, and nothing that was not said.</summary>
public sealed record PatientFacts
{
    /// <summary>The record's id of the patient.</summary>
    public required string Id { get; init; }

    /// <summary>When the patient was born; null where unknown.</summary>
    public FactDate? Born { get; init; }

    /// <summary>Why the date of birth is not known although the record speaks of it; null where it is known, or the record silent.</summary>
    public Doubt? BirthDoubt { get; init; }

    /// <summary><c>male</c> or <c>female</c>; null where unknown or neither.</summary>
    public string? Sex { get; init; }

    /// <summary>Why the sex is not known although the record speaks of it; null where it is known, or the record silent.</summary>
    public Doubt? SexDoubt { get; init; }

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

    /// <summary>The record says that it names every condition; null where it does not, or holds what could not be read and may be one.</summary>
    public Claim? AllConditions { get; init; }

    /// <summary>The record says that it names every treatment.</summary>
    public Claim? AllTherapies { get; init; }

    /// <summary>The record says, on no day in particular, that it names every condition: one it does not name is absent.</summary>
    public bool ConditionsAreComplete
    {
        get => AllConditions is not null;
        init => AllConditions = value ? new Claim(On: null) : null;
    }

    /// <summary>The record says, on no day in particular, that it names every treatment.</summary>
    public bool TherapiesAreComplete
    {
        get => AllTherapies is not null;
        init => AllTherapies = value ? new Claim(On: null) : null;
    }

    /// <summary>What in the record could not be read, each with its entry, in the order of the record.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];
}
