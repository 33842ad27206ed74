using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Survival;

/// <summary>A model and what was asked about it.</summary>
internal sealed record CoxReport(SurvivalInput Input, string[] Names, CoxFit Fit, double Level, bool Profile, CoxFit? Firth)
{
    /// <summary>What a reader must know before believing the numbers.</summary>
    public IEnumerable<string> Warnings =>
    [
        .. Fit.Infinite.Select(name => $"The likelihood is monotone in {name}: its coefficient is infinite, and its number here is only where the search ended. Use --firth for a finite estimate."),
        .. Fit.LeftOut.Select(name => $"{name} was left out: the covariates before it determine it, or it does not vary among those at risk."),
    ];
}
