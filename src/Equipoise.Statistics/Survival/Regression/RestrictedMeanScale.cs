namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The scale on which covariates act on restricted survival.</summary>
public enum RestrictedMeanScale
{
    /// <summary>On the mean: coefficients are differences.</summary>
    Difference,

    /// <summary>On the logarithm of the mean: coefficients are logarithms of ratios.</summary>
    Ratio,

    /// <summary>On the logarithm of the mean time lost, τ minus survival: coefficients are logarithms of ratios.</summary>
    LossRatio,
}
