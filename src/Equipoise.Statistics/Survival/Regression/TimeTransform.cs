namespace Equipoise.Statistics.Survival.Regression;

/// <summary>The function of time that hazards are tested against.</summary>
public enum TimeTransform
{
    /// <summary>1 − S(t−) by Kaplan and Meier.</summary>
    KaplanMeier,

    /// <summary>The rank of the time among all rows, the mean rank where tied.</summary>
    Rank,

    /// <summary>The time itself.</summary>
    Identity,

    /// <summary>Its natural logarithm.</summary>
    Log,
}
