namespace Equipoise.Eligibility.Evaluation;

/// <summary>Why something cannot be said.</summary>
public enum Reason
{
    /// <summary>The record holds no such fact.</summary>
    NoData,

    /// <summary>It holds one, but from outside the time asked for.</summary>
    Stale,

    /// <summary>A multiple of the normal range is asked for, and the value came without its range.</summary>
    NoReferenceRange,

    /// <summary>The value's unit measures something else, or is missing.</summary>
    IncommensurableUnit,

    /// <summary>A date or a bound is not precise enough to decide.</summary>
    ImpreciseDate,

    /// <summary>Facts of the same standing contradict each other.</summary>
    Conflict,

    /// <summary>The criterion was not understood whole.</summary>
    NotComputable,

    /// <summary>A physician must judge.</summary>
    NeedsJudgment,

    /// <summary>The patient, or a signature, must say.</summary>
    NeedsAttestation,
}
