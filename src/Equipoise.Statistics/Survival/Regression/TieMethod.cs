namespace Equipoise.Statistics.Survival.Regression;

/// <summary>How a Cox model treats participants whose events share a time.</summary>
public enum TieMethod
{
    /// <summary>Efron's approximation (JASA 1977;72:557–565): those who die together leave the risk set one after another, in the
    /// mean of all orders.</summary>
    Efron,

    /// <summary>Breslow's approximation (Biometrics 1974;30:89–99): those who die together all die from the full risk set.</summary>
    Breslow,

    /// <summary>Cox's discrete partial likelihood (JRSS B 1972;34:187–220): the probability that it is they among all
    /// sets of as many at risk. Its score test at 0 is the log-rank test.</summary>
    Exact,
}
