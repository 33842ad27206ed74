using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Survival.Regression;

/// <summary>A fitted Cox model. Matrices and lists have an entry for each covariate of <see cref="Names"/>; what belongs to a covariate
/// that was left out is not a number.</summary>
public sealed class CoxFit
{
    private double[,]? scaledRobust;

    internal CoxFit(CoxLayout layout, CoxOptions options, IReadOnlyList<string> names, int[] kept, double[,] scaledVariance)
    {
        (Layout, Options, Names, Kept, ScaledVariance) = (layout, options, names, kept, scaledVariance);
        Variance = CoxRegression.Spread(scaledVariance, layout.Scale, kept, names.Count);
    }

    /// <summary>The covariates.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What the model was to be.</summary>
    public CoxOptions Options { get; }

    /// <summary>The rows it was fitted to.</summary>
    public int Rows => Layout.Rows.Length;

    /// <summary>Their events.</summary>
    public int EventCount => Layout.Data.EventCount;

    /// <summary>The log hazard ratios for one unit of each covariate.</summary>
    public IReadOnlyList<double> Coefficients { get; internal init; } = [];

    /// <summary>Covariates whose coefficient has no finite estimate, because the likelihood grows for ever in their direction; the
    /// number given for each is where climbing ended.</summary>
    public IReadOnlyList<string> Infinite { get; internal init; } = [];

    /// <summary>Covariates that those before them determine, or that do not vary among those at risk: they were left out.</summary>
    public IReadOnlyList<string> LeftOut { get; internal init; } = [];

    /// <summary>The covariance of the coefficients: the inverse of the information, or the robust one where asked for.</summary>
    public double[,] Variance { get; private set; }

    /// <summary>The inverse of the information where <see cref="Variance"/> is the robust one (Lin and Wei, JASA
    /// 1989;84:1074–1078), else null.</summary>
    public double[,]? NaiveVariance { get; private set; }

    /// <summary>The logarithm of the partial likelihood with all coefficients 0; penalized under Firth's method.</summary>
    public double LogLikelihoodAtZero { get; internal init; }

    /// <summary>The logarithm of the partial likelihood at the estimates; penalized under Firth's method.</summary>
    public double LogLikelihood { get; internal init; }

    /// <summary>The score test of all coefficients being 0: Uᵀ I⁻¹ U there.</summary>
    public double ScoreTest { get; internal init; }

    /// <summary>The likelihood ratio test, twice the gain of the log likelihood.</summary>
    public double LikelihoodRatioTest => 2 * (LogLikelihood - LogLikelihoodAtZero);

    /// <summary>The Wald test, βᵀ V⁻¹ β.</summary>
    public double WaldTest
    {
        get
        {
            return new Cholesky(scaledRobust ?? ScaledVariance).InverseForm(Scaled);
        }
    }

    /// <summary>The number of coefficients that were estimated.</summary>
    public int DegreesOfFreedom => Kept.Length;

    /// <summary>The steps that Newton's method took.</summary>
    public int Iterations { get; internal init; }

    /// <summary>Where covariates are centered for the linear predictor and the curve at the means: the weighted mean over the rows (where rows enter late, the plain one, as in R), or 0 for
    /// a covariate that is only −1, 0 or 1.</summary>
    public IReadOnlyList<double> Means { get; internal init; } = [];

    /// <summary>The layout holds the covariates that were kept, in the order of <see cref="Kept"/>.</summary>
    internal CoxLayout Layout { get; }

    internal int[] Kept { get; }

    /// <summary>Coefficients of the kept, centered and scaled covariates.</summary>
    internal double[] Scaled { get; init; } = [];

    /// <summary>The inverse of the information in scaled covariates.</summary>
    internal double[,] ScaledVariance { get; }

    /// <summary>The standard error of a coefficient.</summary>
    public double Error(int covariate)
    {
        var at = Array.IndexOf(Kept, covariate);
        return at < 0 ? double.NaN : Math.Sqrt((scaledRobust ?? ScaledVariance)[at, at]) / Layout.Scale[at];
    }

    /// <summary>The coefficient over its standard error.</summary>
    public double Z(int covariate)
    {
        var at = Array.IndexOf(Kept, covariate);
        return at < 0 ? double.NaN : Scaled[at] / Math.Sqrt((scaledRobust ?? ScaledVariance)[at, at]);
    }

    /// <summary>The two-sided p-value of the Wald test of one coefficient.</summary>
    public double PValue(int covariate) => IsBoundless(covariate) ? double.NaN : Normal.TwoSided(Z(covariate));

    /// <summary>The hazard ratio exp(β) and its Wald limits exp(β ± z·se).</summary>
    /// <exception cref="StatisticsException">The level is no probability.</exception>
    public (double Estimate, double Lower, double Upper) HazardRatio(int covariate, double level)
    {
        var (beta, margin) = (Coefficients[covariate], IsBoundless(covariate) ? double.NaN : Curves.Confidence.QuantileOf(level) * Error(covariate));
        return (Math.Exp(beta), Math.Exp(beta - margin), Math.Exp(beta + margin));
    }

    // The robust variance of a coefficient that runs to infinity comes down to 0, and would make a certainty of what is not known.
    private bool IsBoundless(int covariate) => NaiveVariance is not null && Infinite.Contains(Names[covariate], StringComparer.Ordinal);

    /// <summary>exp(xβ) of each position of the layout, x centered.</summary>
    internal double[] RelativeRisks()
    {
        var risks = new double[Layout.Rows.Length];
        for (var position = 0; position < risks.Length; position++)
        {
            var x = Layout.Row(position);
            double linear = 0;
            for (var j = 0; j < x.Length; j++)
                linear += x[j] * Scaled[j];
            risks[position] = Math.Exp(linear);
        }

        return risks;
    }

    /// <summary>Puts the robust variance in the place of the naive one.</summary>
    internal CoxFit WithVariance(double[,] scaled)
    {
        scaledRobust = scaled;
        (NaiveVariance, Variance) = (Variance, CoxRegression.Spread(scaled, Layout.Scale, Kept, Names.Count));
        return this;
    }

    internal CoxLikelihood Likelihood() => new(Layout, Options.Ties, Options.Firth);
}
