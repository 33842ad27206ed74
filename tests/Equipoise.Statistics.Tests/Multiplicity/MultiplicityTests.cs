using Equipoise.Statistics.Distributions;
using Equipoise.Statistics.Multiplicity;
using Equipoise.Statistics.Sequential;
using FsCheck;
using FsCheck.Fluent;

namespace Equipoise.Statistics.Tests.Multiplicity;

public sealed class MultiplicityTests
{
    private static readonly double[,] Exchange = { { 0, 1 }, { 1, 0 } };

    [Fact]
    public void Adjusted_p_values_are_those_worked_by_hand()
    {
        // 0.01, 0.02, 0.03, 0.20: times 4; times 4, 3, 2, 1 upward; the same downward.
        AdjustedPValues.Bonferroni([0.03, 0.01, 0.2, 0.02]).ShouldBe([0.12, 0.04, 0.8, 0.08], 1e-15);
        AdjustedPValues.Holm([0.03, 0.01, 0.2, 0.02]).ShouldBe([0.06, 0.04, 0.2, 0.06], 1e-15);
        AdjustedPValues.Hochberg([0.03, 0.01, 0.2, 0.02]).ShouldBe([0.06, 0.04, 0.2, 0.06], 1e-15);
        // 0.024 is significant beside 0.025 by Hochberg alone.
        AdjustedPValues.Hochberg([0.024, 0.025]).ShouldBe([0.025, 0.025], 1e-15);
        AdjustedPValues.Holm([0.024, 0.025]).ShouldBe([0.048, 0.048], 1e-15);
    }

    [Fact]
    public void One_arm_needs_no_adjustment_and_two_need_what_a_bivariate_normal_says()
    {
        new Dunnett([1]).Limit(0.025).ShouldBe(1.959963984540054, 1e-10);
        var limit = new Dunnett([1, 1]).Limit(0.025);
        (1 - MultivariateNormal.Box([double.NegativeInfinity, double.NegativeInfinity], [limit, limit], new[,] { { 1, 0.5 }, { 0.5, 1 } })).ShouldBe(0.025, 1e-11);
        limit.ShouldBe(2.21213, 1e-5);
    }

    [Fact]
    public void A_graph_that_gives_all_to_the_other_is_Holms_procedure() =>
        Prop.ForAll(Gen.Choose(0, 1000).Select(n => n / 1000.0).Two().ToArbitrary(), pair =>
        {
            double[] p = [pair.Item1, pair.Item2];
            return new HypothesisGraph([0.5, 0.5], Exchange).Adjust(p).Zip(AdjustedPValues.Holm(p)).All(both => Math.Abs(both.First - both.Second) < 1e-12);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(seed: 20261122, gamma: 3));

    [Fact]
    public void Rejecting_passes_weight_along_the_arrows()
    {
        // From (½, ½, 0) with arrows 1→3 ½, 1→2 ½, 2→1 ½, 2→3 ½, 3→1 1: without 1, hypothesis 2 has ½ + ¼ and 3 has ¼; the arrow from 2 to 3
        // becomes (½ + ½·½)/(1 − ½·½) = 1.
        var graph = new HypothesisGraph([0.5, 0.5, 0], new[,] { { 0, 0.5, 0.5 }, { 0.5, 0, 0.5 }, { 1, 0, 0 } }).Reject(0);

        graph.Weights.ShouldBe([0, 0.75, 0.25], 1e-15);
        graph.Reject(1).Weights.ShouldBe([0, 0, 1], 1e-15);
    }

    [Fact]
    public void A_rejection_lowers_the_other_hypothesis_limit_at_the_same_look()
    {
        var plan = new SequentialGraph(new HypothesisGraph([0.5, 0.5], Exchange), [SpendingFunction.OBrienFleming, SpendingFunction.OBrienFleming], 0.025);
        double LevelWith(double alpha) => SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.7, 1], alpha).NominalP[0];

        // Between what half and what all of alpha allows at 0.7 of the information: rejected only because the other is.
        var between = (LevelWith(0.0125) + LevelWith(0.025)) / 2;
        plan.Look([0.7, 0.7], [between, 1e-6]).ShouldBe([1, 0]);
    }

    // Two arms with one control and two looks: Z of the arms correlate by ½, looks by √t. Under the global null the procedure rejects in
    // at most 2.5 % of trials, and under each single null the true one in at most as many; 20,000 trials have a standard error of 0.0011.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void False_findings_stay_within_alpha_over_looks_and_hypotheses(double driftOfFirst, double driftOfSecond)
    {
        const int Trials = 20_000;
        var random = new System.Random(20130313);
        double[] drifts = [driftOfFirst, driftOfSecond];
        var (levels, found) = (new Dictionary<(int Look, double Share), double>(), 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var graph = new HypothesisGraph([0.5, 0.5], Exchange);
            var sums = new double[3];
            for (var look = 0; look < 2; look++)
            {
                var (time, step) = (look == 0 ? 0.7 : 1, look == 0 ? 0.7 : 0.3);
                for (var part = 0; part < 3; part++)
                    sums[part] += Draw() * Math.Sqrt(step);
                while (Enumerable.Range(0, 2).FirstOrDefault(i => !graph.Rejected[i] && P(i, time) <= Level(look, graph.Weights[i]), -1) is var next and >= 0)
                    graph = graph.Reject(next);
            }

            found += Enumerable.Range(0, 2).Any(i => drifts[i] == 0 && graph.Rejected[i]) ? 1 : 0;

            double P(int arm, double time) => Normal.UpperTail((((sums[arm] - sums[2]) / Math.Sqrt(2)) + (drifts[arm] * time)) / Math.Sqrt(time));
        }

        (found / (double)Trials).ShouldBeLessThan(0.025 + (4 * 0.0011));
        found.ShouldBeGreaterThan(0);

        double Draw() => Normal.Quantile(1 - random.NextDouble());
        double Level(int look, double share) => levels.TryGetValue((look, share), out var level) ? level
            : levels[(look, share)] = SequentialDesign.Spend(SpendingFunction.OBrienFleming, [0.7, 1], share * 0.025).NominalP[look];
    }

    [Fact]
    public void Impossible_graphs_are_refused_in_words()
    {
        Should.Throw<StatisticsException>(() => new HypothesisGraph([0.7, 0.7], Exchange)).Message.ShouldContain("shares of 1");
        Should.Throw<StatisticsException>(() => new HypothesisGraph([0.5, 0.5], new[,] { { 0, 1.5 }, { 1, 0 } })).Message.ShouldContain("at most 1");
        Should.Throw<StatisticsException>(() => AdjustedPValues.Holm([0.1, 1.5])).Message.ShouldContain("between 0 and 1");
    }
}
