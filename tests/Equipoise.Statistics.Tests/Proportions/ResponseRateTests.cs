using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Proportions;

namespace Equipoise.Statistics.Tests.Proportions;

public sealed class ResponseRateTests
{
    [Fact]
    public void Nobody_of_ten_has_the_limits_of_one_minus_a_tenth_root()
    {
        // (1 − p)¹⁰ = 0.025.
        var (lower, upper) = ClopperPearson.Limits(0, 10, 0.95);

        lower.ShouldBe(0);
        upper.ShouldBe(1 - Math.Pow(0.025, 0.1), 1e-14);
        ClopperPearson.Limits(10, 10, 0.95).Lower.ShouldBe(Math.Pow(0.025, 0.1), 1e-14);
    }

    [Fact]
    public void Exact_limits_have_the_tail_probabilities_they_promise()
    {
        var (lower, upper) = ClopperPearson.Limits(6, 20, 0.95);

        (1 - Below(5, 20, lower)).ShouldBe(0.025, 1e-12);
        Below(6, 20, upper).ShouldBe(0.025, 1e-12);
    }

    [Fact]
    public void The_published_example_of_the_score_method()
    {
        // Newcombe, Stat Med 1998;17:873-890, table II, method 5, (a): 56/70 − 48/80 is 0.0528 to 0.3382 by Mee's score method, whose variance lacks N/(N − 1).
        // With it, as Miettinen and Nurminen have it, the limits are a little wider.
        var comparison = new MiettinenNurminen(new ResponseStratum(56, 70, 48, 80));
        var (lower, upper) = comparison.Limits(0.95);

        comparison.Difference.ShouldBe(0.2, 1e-15);
        lower.ShouldBe(0.0528, 5e-4);
        upper.ShouldBe(0.3382, 5e-4);
    }

    [Fact]
    public void At_no_difference_the_test_is_that_of_pooled_proportions()
    {
        // p̄ = 104/150, z = 0.2/√(p̄q̄(1/70 + 1/80)·150/149).
        var pooled = 104.0 / 150;
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / 70) + (1.0 / 80)) * 150 / 149);

        new MiettinenNurminen(new ResponseStratum(56, 70, 48, 80)).Z(0).ShouldBe(0.2 / error, 1e-12);
    }

    [Fact]
    public void The_limits_are_where_the_statistic_is_the_quantile_stratified_too()
    {
        var comparison = new MiettinenNurminen(new ResponseStratum(9, 20, 5, 22), new ResponseStratum(14, 31, 12, 30), new ResponseStratum(0, 4, 1, 5));
        var (lower, upper) = comparison.Limits(0.9);

        comparison.Z(lower).ShouldBe(Normal.UpperQuantile(0.05), 1e-9);
        comparison.Z(upper).ShouldBe(-Normal.UpperQuantile(0.05), 1e-9);
    }

    [Fact]
    public void Arms_that_all_respond_or_none_keep_limits_within_minus_1_and_1()
    {
        var (lower, upper) = new MiettinenNurminen(new ResponseStratum(10, 10, 0, 10)).Limits(0.95);

        lower.ShouldBeInRange(0.5, 0.9);
        upper.ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    public void Impossible_counts_are_refused(int responders, int total) => Should.Throw<StatisticsException>(() => ClopperPearson.Limits(responders, total, 0.95));

    private static double Below(int x, int n, double p) =>
        Enumerable.Range(0, x + 1).Sum(k => Enumerable.Range(0, k).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1)) * Math.Pow(p, k) * Math.Pow(1 - p, n - k));
}
