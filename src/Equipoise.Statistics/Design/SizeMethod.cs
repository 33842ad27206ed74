namespace Equipoise.Statistics.Design;

/// <summary>By which formula a number of events is needed.</summary>
public enum SizeMethod
{
    /// <summary>Schoenfeld's, from the score test.</summary>
    Schoenfeld,

    /// <summary>Freedman's, from the ratio of expected log-rank statistics.</summary>
    Freedman,

    /// <summary>Lachin and Foulkes', from the variances of exponential estimates under both hypotheses.</summary>
    LachinFoulkes,

    /// <summary>Bernstein and Lagakos', the same with the control hazard under the null hypothesis.</summary>
    BernsteinLagakos,
}
