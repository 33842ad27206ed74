using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.LinearAlgebra;

namespace Equipoise.Statistics.Sequential;

/// <summary>A statistic that is looked at several times: a Brownian motion S(t) with mean θ·t, of which Z = S/√t is compared with
/// limits. It is followed look by look as the density of S among the trials that go on (Armitage, McPherson and Rowe, JRSS A
/// 1969;132:235–244).</summary>
/// <remarks>The integrals are Gauss–Legendre rules of 20 nodes on pieces no longer than 1.25 standard deviations of the step to the
/// next look, from 10 standard deviations below the mean: probabilities are exact to about 10⁻¹⁴.</remarks>
internal sealed class SequentialProcess
{
    private const double Reach = 10;
    private const double PieceInDeviations = 1.25;
    private readonly double drift;
    private double[] nodes = [];
    private double[] masses = [];
    private double time;

    public SequentialProcess(double drift) => this.drift = drift;

    /// <summary>The probability of Z above <paramref name="z"/> at a look at fraction <paramref name="to"/>, and its density there.</summary>
    public (double Probability, double Density) Above(double to, double z)
    {
        var (limit, step) = (z * Math.Sqrt(to), Math.Sqrt(to - time));
        var shift = drift * (to - time);
        if (time == 0)
            return (Normal.UpperTail((limit - shift) / step), Normal.Density((limit - shift) / step));
        double probability = 0, density = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var x = (limit - nodes[i] - shift) / step;
            if (x > 38)
                continue;
            probability += masses[i] * Normal.UpperTail(x);
            density += masses[i] * Normal.Density(x);
        }

        return (probability, density * Math.Sqrt(to) / step);
    }

    /// <summary>The probability of Z below <paramref name="z"/> at a look.</summary>
    public double Below(double to, double z)
    {
        var (limit, step, shift) = (z * Math.Sqrt(to), Math.Sqrt(to - time), drift * (to - time));
        if (time == 0)
            return Normal.Cdf((limit - shift) / step);
        double probability = 0;
        for (var i = 0; i < nodes.Length; i++)
            probability += masses[i] * Normal.Cdf((limit - nodes[i] - shift) / step);
        return probability;
    }

    /// <summary>Goes on past a look with those whose Z is between the limits.</summary>
    /// <param name="to">The look's fraction.</param>
    /// <param name="lower">The lower limit of Z, −∞ for none.</param>
    /// <param name="upper">The upper limit of Z.</param>
    /// <param name="next">The fraction of the next look.</param>
    public void Continue(double to, double lower, double upper, double next)
    {
        var root = Math.Sqrt(to);
        var (from, until) = (Math.Max(lower * root, (drift * to) - (Reach * root)), Math.Min(upper * root, (drift * to) + (Reach * root)));
        var step = Math.Sqrt(to - time);
        var pieces = Math.Max(1, (int)Math.Ceiling((until - from) / (PieceInDeviations * Math.Min(step, Math.Sqrt(next - to)))));
        var count = until > from ? pieces * GaussLegendre.Count : 0;
        var (newNodes, newMasses) = (new double[count], new double[count]);
        var width = (until - from) / pieces;
        for (var i = 0; i < count; i++)
        {
            newNodes[i] = from + (width * ((i / GaussLegendre.Count) + GaussLegendre.Nodes[i % GaussLegendre.Count]));
            newMasses[i] = width * GaussLegendre.Weights[i % GaussLegendre.Count] * DensityAt(newNodes[i], to, step);
        }

        (nodes, masses, time) = (newNodes, newMasses, to);
    }

    private double DensityAt(double s, double to, double step)
    {
        var shift = drift * (to - time);
        if (time == 0)
            return Normal.Density((s - shift) / step) / step;
        double density = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var x = (s - nodes[i] - shift) / step;
            if (Math.Abs(x) < 38)
                density += masses[i] * Math.Exp(-0.5 * x * x);
        }

        return density * Normal.Density(0) / step;
    }
}
