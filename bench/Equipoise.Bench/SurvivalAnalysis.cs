using BenchmarkDotNet.Attributes;
using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;
using Equipoise.Statistics.Survival.Curves;
using Equipoise.Statistics.Survival.Regression;

namespace Equipoise.Bench;

/// <summary>Survival curves, log-rank tests and Cox models of unsorted rows, from arrays to results, sorting included. The rows are those of
/// a trial with two arms, eight strata and continuous times; R's <c>survival</c> is timed beside it by <c>survival.R</c>.</summary>
[MemoryDiagnoser]
public class SurvivalAnalysis
{
    private double[] times = [];
    private bool[] events = [];
    private Factor arm = Factor.Of("arm", []);
    private Factor strata = Factor.Of("strata", []);
    private double[] treated = [];
    private double[] age = [];
    private double[] marker = [];

    [Params(780, 100_000, 1_000_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(7264075);
        (times, events) = (new double[Rows], new bool[Rows]);
        (treated, age, marker) = (new double[Rows], new double[Rows], new double[Rows]);
        var stratum = new int[Rows];
        for (var row = 0; row < Rows; row++)
        {
            (treated[row], age[row], marker[row], stratum[row]) = (row % 2, 60 + (20 * (random.NextDouble() - 0.5)), random.NextDouble(), random.Next(8));
            var (death, censoring) = (-17 * Math.Log(1 - random.NextDouble()) * (1 + (0.4 * treated[row])), 40 * random.NextDouble());
            (times[row], events[row]) = (Math.Min(death, censoring), death <= censoring);
        }

        arm = new Factor("arm", ["0", "1"], Array.ConvertAll(treated, value => (int)value));
        strata = new Factor("stratum", ["1", "2", "3", "4", "5", "6", "7", "8"], stratum);
    }

    [Benchmark]
    public double Curves() => KaplanMeier.Estimate(new SurvivalData(times, events), arm)[1].Quantile(0.5, ConfidenceType.Log, 0.95).Time;

    [Benchmark]
    public double LogRankTest() => LogRank.Test(new SurvivalData(times, events), arm).ChiSquared;

    [Benchmark]
    public double StratifiedLogRankTest() => LogRank.Test(new SurvivalData(times, events), arm, strata).ChiSquared;

    [Benchmark]
    public double CoxOfOneCovariate() => CoxRegression.Fit(new SurvivalData(times, events), new Covariates().Add("arm", treated)).Coefficients[0];

    [Benchmark]
    public double CoxOfThreeCovariates() =>
        CoxRegression.Fit(new SurvivalData(times, events), new Covariates().Add("arm", treated).Add("age", age).Add("marker", marker)).Coefficients[0];
}
