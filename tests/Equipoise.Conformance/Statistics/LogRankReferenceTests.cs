using Equipoise.Statistics.Survival;
using Equipoise.Statistics.Survival.Comparisons;

namespace Equipoise.Conformance.Statistics;

/// <summary>Tests of the log-rank family against R's <c>survdiff</c> and <c>lrstat</c>. The twin on own data is
/// <c>LogRankTests</c>.</summary>
public sealed class LogRankReferenceTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Every_test_is_that_of_the_reference()
    {
        foreach (var test in Reference.Read("logrank.json").EnumerateArray())
        {
            var group = test.Text("group");
            var strata = test.Names("strata");
            var table = ReferenceTable.Read(test.Text("dataset")).Complete([group, .. strata]);
            var what = $"{test.Text("dataset")} {group} {string.Join('+', strata)} rho {test.Number("rho")}";

            var result = LogRank.Test(
                table.Survival(test.Text("time")), table.Factor(group), strata.Length == 0 ? null : Factor.Cross([.. strata.Select(table.Factor)]),
                new FlemingHarrington(test.Number("rho"), 0));

            result.Counts.Select(count => (double)count).ShouldAgree(test.Numbers("n"), Tolerance, what);
            result.Observed.ShouldAgree(test.Numbers("obs"), Tolerance, $"{what} obs");
            result.Expected.ShouldAgree(test.Numbers("exp"), Tolerance, $"{what} exp");
            result.Variance.Cast<double>().ShouldAgree(test.Matrix("var").SelectMany(row => row), Tolerance, $"{what} var");
            result.ChiSquared.ShouldAgree(test.Number("chisq"), Tolerance, $"{what} chisq");
            result.DegreesOfFreedom.ShouldBe((int)test.Number("df"), what);
            result.PValue.ShouldAgree(test.Number("p"), Tolerance, $"{what} p");
        }
    }

    [Fact]
    public void Every_weighted_test_is_that_of_the_reference()
    {
        foreach (var test in Reference.Read("weighted_logrank.json").EnumerateArray())
        {
            var (group, strata) = (test.Text("group"), test.Names("strata"));
            var table = ReferenceTable.Read(test.Text("dataset")).Complete([group, .. strata]);
            foreach (var weighted in test.GetProperty("weighted").EnumerateArray())
            {
                var weights = new FlemingHarrington(weighted.Number("rho"), weighted.Number("gamma"));
                var what = $"{test.Text("dataset")} {weights}";

                var result = LogRank.Test(table.Survival(), table.Factor(group), strata.Length == 0 ? null : Factor.Cross([.. strata.Select(table.Factor)]), weights);

                result.Score.ShouldAgree(weighted.Number("u"), Tolerance, $"{what} u");
                result.Variance[1, 1].ShouldAgree(weighted.Number("v"), Tolerance, $"{what} v");
                result.Z.ShouldAgree(weighted.Number("z"), Tolerance, $"{what} z");
            }
        }
    }

    [Fact]
    public void Every_largest_of_several_tests_is_that_of_the_reference()
    {
        foreach (var entry in Reference.Read("weighted_logrank.json").EnumerateArray())
        {
            var (group, strata, theirs) = (entry.Text("group"), entry.Names("strata"), entry.GetProperty("maxcombo"));
            var table = ReferenceTable.Read(entry.Text("dataset")).Complete([group, .. strata]);
            var weights = theirs.Numbers("rho").Zip(theirs.Numbers("gamma"), (rho, gamma) => new FlemingHarrington(rho, gamma)).ToList();

            var combo = MaxCombo.Test(table.Survival(), table.Factor(group), strata.Length == 0 ? null : Factor.Cross([.. strata.Select(table.Factor)]), weights);

            combo.Tests.Select(test => test.Z).ShouldAgree(theirs.Numbers("z"), Tolerance, entry.Text("dataset"));
            combo.Correlation.Cast<double>().ShouldAgree(
                theirs.GetProperty("corr").EnumerateArray().SelectMany(row => row.EnumerateObject().Select(cell => cell.Value.GetDouble())), Tolerance, entry.Text("dataset"));
            // The reference integrates at random.
            combo.OneSidedPValue.ShouldAgree(theirs.Number("p_value"), 1e-4, entry.Text("dataset"));
        }
    }
}
