namespace Equipoise.Statistics.Survival.Curves;

/// <summary>The scale on which a confidence interval of a survival probability is symmetric.</summary>
public enum ConfidenceType
{
    /// <summary>log S: the default of R's <c>survfit</c>.</summary>
    Log,

    /// <summary>log(−log S): the default of SAS <c>PROC LIFETEST</c>; never leaves 0 to 1.</summary>
    LogLog,

    /// <summary>S itself, cut at 0 and 1.</summary>
    Plain,

    /// <summary>log(S/(1−S)).</summary>
    Logit,

    /// <summary>The arcsine of √S.</summary>
    Arcsin,
}
