using System.Runtime.InteropServices;

namespace Equipoise.Statistics.Survival.Comparisons;

/// <summary>The weight S(t−)^ρ·(1 − S(t−))^γ of an event time, S being the Kaplan–Meier estimate of the pooled groups of the
/// stratum just before it (Fleming and Harrington, Counting Processes and Survival Analysis, 1991, section 7.4). (0, 0) is the
/// log-rank test; (1, 0) favors early and (0, 1) late differences.</summary>
/// <param name="Rho">ρ, at least 0.</param>
/// <param name="Gamma">γ, at least 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FlemingHarrington(double Rho, double Gamma)
{
    /// <summary>The log-rank test: all event times weigh the same.</summary>
    public static FlemingHarrington LogRank => default;

    /// <summary>The weight where the pooled survival just before is <paramref name="survival"/>.</summary>
    public double At(double survival)
    {
        var early = Rho == 0 ? 1 : Rho == 1 ? survival : Math.Pow(survival, Rho);
        return Gamma == 0 ? early : early * (Gamma == 1 ? 1 - survival : Math.Pow(1 - survival, Gamma));
    }

    internal void Check()
    {
        if (!(Rho >= 0 && double.IsFinite(Rho) && Gamma >= 0 && double.IsFinite(Gamma)))
            throw new StatisticsException($"The weights rho {Rho:R} and gamma {Gamma:R} do not exist: both are numbers of at least 0.");
    }
}
