using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Sequential;

/// <summary>What a trial that has been looked at will probably show at its end.</summary>
/// <param name="Design">Its limits.</param>
/// <param name="Look">The look, from 0; there is one after it.</param>
/// <param name="Z">What was seen.</param>
public sealed record InterimFinding(SequentialDesign Design, int Look, double Z)
{
    private const double Reach = 9;
    private const int Pieces = 24;

    /// <summary>The information fraction of the look: a conditional power means nothing without it.</summary>
    public double Fraction => Design.Fractions[Look];

    /// <summary>The mean of Z at full information if what was seen goes on, Z/√t.</summary>
    public double Trend => Z / Math.Sqrt(Fraction);

    /// <summary>The probability of rejecting at a later look (Lan and Wittes, Biometrics 1988;44:579–585): the increments of S = Z·√t after the
    /// look are a process of their own, its limits those left, (c_k·√t_k − S)/√(t_k − t).</summary>
    /// <param name="drift">The mean of Z at full information that is assumed for what is to come: <see cref="Trend"/>, 0, or that of the design.</param>
    /// <exception cref="StatisticsException">There is no such look, or none after it.</exception>
    public double ConditionalPower(double drift)
    {
        if (Look < 0 || Look >= Design.Limits.Count - 1)
            throw new StatisticsException($"Look {Look + 1} of {Design.Limits.Count} has no look after it: conditional power is for looks 1 to {Design.Limits.Count - 1}.");
        var (begin, seen) = (Fraction, Z * Math.Sqrt(Fraction));
        var (process, power) = (new SequentialProcess(drift), 0.0);
        for (var k = Look + 1; k < Design.Limits.Count; k++)
        {
            var at = Design.Fractions[k] - begin;
            power += process.Above(at, Left(k, Design.Limits[k])).Probability;
            if (k + 1 < Design.Limits.Count)
                process.Continue(at, Left(k, Design.GoesOnFrom(k)), Left(k, Design.Limits[k]), Design.Fractions[k + 1] - begin);
        }

        return power;

        double Left(int k, double limit) => ((limit * Math.Sqrt(Design.Fractions[k])) - seen) / Math.Sqrt(Design.Fractions[k] - begin);
    }

    /// <summary>The conditional power in the mean over what the drift may be after this look (Spiegelhalter, Freedman and Blackburn, Controlled Clinical
    /// Trials 1986;7:8–17): normal with precision t + ω and mean (Z·√t + ω·m)/(t + ω).</summary>
    /// <param name="priorMean">m, what was believed of the drift before the trial.</param>
    /// <param name="priorInformation">ω, the worth of that belief as an information fraction; 0 for none.</param>
    /// <exception cref="StatisticsException">There is no such look, or ω is negative.</exception>
    public double PredictivePower(double priorMean = 0, double priorInformation = 0)
    {
        if (!(priorInformation >= 0 && double.IsFinite(priorInformation) && double.IsFinite(priorMean)))
            throw new StatisticsException($"The prior has mean {priorMean:R} and information {priorInformation:R}: both are numbers, and information is at least 0.");
        var precision = Fraction + priorInformation;
        var (mean, deviation) = (((Z * Math.Sqrt(Fraction)) + (priorInformation * priorMean)) / precision, 1 / Math.Sqrt(precision));
        double power = 0;
        const double width = 2 * Reach / Pieces;
        for (var i = 0; i < Pieces * GaussLegendre.Count; i++)
        {
            var u = -Reach + (width * ((i / GaussLegendre.Count) + GaussLegendre.Nodes[i % GaussLegendre.Count]));
            power += width * GaussLegendre.Weights[i % GaussLegendre.Count] * Normal.Density(u) * ConditionalPower(mean + (deviation * u));
        }

        return power;
    }
}
