using Equipoise.Statistics.Distributions;

namespace Equipoise.Conformance.Statistics;

/// <summary>Distributions against R. The twin on own data is <c>DistributionTests</c>.</summary>
public sealed class DistributionReferenceTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Every_normal_probability_and_quantile_is_that_of_the_reference()
    {
        var (pnorm, qnorm) = (Reference.Read("special.json").GetProperty("pnorm"), Reference.Read("special.json").GetProperty("qnorm"));
        foreach (var (x, p, log) in pnorm.Numbers("x").Zip(pnorm.Numbers("p"), pnorm.Numbers("logp")))
        {
            Normal.LogCdf(x).ShouldAgree(log, Tolerance, $"log pnorm({x})");
            if (p > 0)
                (Normal.Cdf(x) / p).ShouldBe(1, Tolerance, $"pnorm({x})");
        }

        foreach (var (p, q) in qnorm.Numbers("p").Zip(qnorm.Numbers("q")))
            Normal.Quantile(p).ShouldAgree(q, Tolerance, $"qnorm({p})");
    }

    [Fact]
    public void Every_tail_of_chi_squared_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("special.json").GetProperty("pchisq_upper").EnumerateArray())
        {
            foreach (var (x, p) in entry.Numbers("x").Zip(entry.Numbers("p")))
                (ChiSquared.UpperTail(x, entry.Number("df")) / p).ShouldBe(1, Tolerance, $"chi-squared {entry.Number("df")} beyond {x}");
        }
    }

    [Fact]
    public void Every_bivariate_probability_is_that_of_the_reference()
    {
        double[] none = [double.NegativeInfinity, double.NegativeInfinity];
        foreach (var entry in Reference.Read("special.json").GetProperty("pbvn").EnumerateArray())
        {
            var rho = entry.Number("rho");
            MultivariateNormal.Box(none, entry.Numbers("upper"), new[,] { { 1, rho }, { rho, 1 } }).ShouldAgree(entry.Number("tvpack"), 1e-11, $"rho {rho}");
        }
    }
}
