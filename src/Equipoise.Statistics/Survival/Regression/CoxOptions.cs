namespace Equipoise.Statistics.Survival.Regression;

/// <summary>What a Cox model is to be.</summary>
public sealed record CoxOptions
{
    /// <summary>How ties are treated.</summary>
    public TieMethod Ties { get; init; } = TieMethod.Efron;

    /// <summary>Strata, each with a baseline hazard of its own.</summary>
    public Factor? Strata { get; init; }

    /// <summary>Rows that belong together, such as the rows of a participant: asks for the robust variance.</summary>
    public Factor? Clusters { get; init; }

    /// <summary>Whether the variance is the robust one. Left out, it is where clusters are given or weights are not whole
    /// numbers.</summary>
    public bool? Robust { get; init; }

    /// <summary>Whether the likelihood is penalized by half the logarithm of the determinant of the information, which keeps
    /// estimates finite (Firth, Biometrika 1993;80:27–38; Heinze and Schemper, Biometrics 2001;57:114–119).</summary>
    public bool Firth { get; init; }
}
