namespace Equipoise.Eligibility.Evaluation;

/// <summary>Kleene's three values.</summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>Nobody can say.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    True,
}
