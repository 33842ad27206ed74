namespace Equipoise.Analysis.Plans;

/// <summary>What may be asked of a participant for an analysis set.</summary>
public enum SetConditionKind
{
    /// <summary>Has a screening number.</summary>
    Screened,

    /// <summary>Was randomized.</summary>
    Randomized,

    /// <summary>Got at least one dose.</summary>
    Treated,

    /// <summary>Got treatments of the arm they were allocated to and of no other.</summary>
    TreatedAsAllocated,

    /// <summary>Has a tumor assessment after baseline.</summary>
    Assessed,

    /// <summary>Got so many doses at least.</summary>
    Doses,

    /// <summary>Has an entry that says something.</summary>
    With,

    /// <summary>Has no such entry.</summary>
    Without,

    /// <summary>Has no protocol deviation of some kinds.</summary>
    WithoutDeviation,
}
