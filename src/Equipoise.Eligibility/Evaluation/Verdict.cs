namespace Equipoise.Eligibility.Evaluation;

/// <summary>What a criterion comes to for one patient.</summary>
public enum Verdict
{
    /// <summary>The requirement is fulfilled; for an exclusion, its statement is false.</summary>
    Met,

    /// <summary>It is not fulfilled.</summary>
    NotMet,

    /// <summary>It cannot be said, for the <see cref="Reason"/> given.</summary>
    Unknown,

    /// <summary>Nothing is asked.</summary>
    NotApplicable,
}
