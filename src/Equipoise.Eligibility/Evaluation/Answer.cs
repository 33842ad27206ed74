namespace Equipoise.Eligibility.Evaluation;

/// <summary>What a study's criteria come to for one patient.</summary>
public enum Answer
{
    /// <summary>At least one criterion is not met.</summary>
    Ineligible,

    /// <summary>All that can be computed is met; the rest is for people.</summary>
    EligibleAsFarAsComputable,

    /// <summary>Facts are missing.</summary>
    Open,
}
