namespace Equipoise.Eligibility.Criteria;

/// <summary>Whether a criterion's statement must hold or must not.</summary>
public enum Polarity
{
    /// <summary>It must hold.</summary>
    Inclusion,

    /// <summary>It must not.</summary>
    Exclusion,
}
