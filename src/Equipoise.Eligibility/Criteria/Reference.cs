namespace Equipoise.Eligibility.Criteria;

/// <summary>Which end of the laboratory's normal range a limit is a multiple of.</summary>
public enum Reference
{
    /// <summary>The upper limit of normal (ULN).</summary>
    UpperLimit,

    /// <summary>The lower limit of normal (LLN).</summary>
    LowerLimit,
}
