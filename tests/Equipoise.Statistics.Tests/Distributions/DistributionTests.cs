using Equipoise.Statistics.Distributions;

namespace Equipoise.Statistics.Tests.Distributions;

public sealed class DistributionTests
{
    [Theory]
    // Tables of the error function to 16 digits.
    [InlineData(0, 0.5)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-5, 2.866515718791933e-07)]
    public void The_normal_distribution_is_that_of_the_tables(double x, double probability) =>
        (Normal.Cdf(x) / probability).ShouldBe(1, 1e-13);

    [Fact]
    public void The_logarithm_agrees_with_the_value_and_goes_on_where_that_ends()
    {
        foreach (var x in (double[])[-30, -20, -12.001, -11.999, -3, 0.5, 4])
            Normal.LogCdf(x).ShouldBe(Math.Log(Normal.Cdf(x)), 1e-12 * Math.Max(1, x * x));
        // −x²/2 − log(|x|√(2π)) − 1/x² for a far x.
        Normal.LogCdf(-1000).ShouldBe(-500000 - Math.Log(1000 * Math.Sqrt(2 * Math.PI)) - 1e-6, 1e-6);
    }

    [Fact]
    public void Quantiles_go_back_to_their_probabilities()
    {
        foreach (var p in (double[])[1e-300, 1e-100, 1e-10, 0.0125, 0.3, 0.5, 0.975])
            (Math.Exp(Normal.LogCdf(Normal.Quantile(p))) / p).ShouldBe(1, 1e-12);
        ChiSquared.UpperTail(ChiSquared.UpperQuantile(0.05, 1), 1).ShouldBe(0.05, 1e-14);
    }

    [Fact]
    public void Chi_squared_tails_are_the_closed_forms()
    {
        // Two degrees of freedom: exp(−x/2), far out too.
        (ChiSquared.UpperTail(200, 2) / Math.Exp(-100)).ShouldBe(1, 1e-12);
        ChiSquared.UpperTail(3.841458820694124, 1).ShouldBe(0.05, 1e-14);
    }

    [Fact]
    public void A_quadrant_is_the_closed_form()
    {
        // Sheppard: P(X < 0, Y < 0) = ¼ + arcsin(ρ)/(2π); P of the octant = ⅛ + Σ arcsin(ρ)/(4π).
        double[] all = [double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity];
        MultivariateNormal.Box(all[..2], [0, 0], new[,] { { 1, 0.9 }, { 0.9, 1 } }).ShouldBe(0.25 + (Math.Asin(0.9) / (2 * Math.PI)), 1e-12);
        MultivariateNormal.Box(all, [0, 0, 0], new[,] { { 1, 0.5, 0.3 }, { 0.5, 1, 0.6 }, { 0.3, 0.6, 1 } })
            .ShouldBe(0.125 + ((Math.Asin(0.5) + Math.Asin(0.3) + Math.Asin(0.6)) / (4 * Math.PI)), 1e-11);
    }
}
