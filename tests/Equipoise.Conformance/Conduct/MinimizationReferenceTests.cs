using System.Text.Json;
using Equipoise.Conduct.Randomization;
using Equipoise.Conformance.Statistics;
using Equipoise.Protocols.Randomizing;

namespace Equipoise.Conformance.Conduct;

/// <summary>The minimization states in shared/conduct; their twins are in the tests of Conduct.</summary>
public sealed class MinimizationReferenceTests
{
    [Fact]
    public void Every_state_is_weighed_as_by_the_oracle()
    {
        var cases = JsonDocument.Parse(File.ReadAllText(Repository.SharedPathTo("conduct", "minimisation-oracle.json"))).RootElement.GetProperty("cases").EnumerateArray().ToList();

        cases.Count.ShouldBe(100);
        foreach (var one in cases)
        {
            var measure = one.GetProperty("method").GetString() switch { "range" => ImbalanceMeasure.Range, "variance" => ImbalanceMeasure.Variance, _ => ImbalanceMeasure.StandardDeviation };
            var step = PocockSimon.Weigh(
                [.. one.GetProperty("marginCountsForSubject").EnumerateArray().Select(row => (IReadOnlyList<int>)[.. row.EnumerateArray().Select(count => count.GetInt32())])],
                [.. one.GetProperty("ratio").EnumerateArray().Select(parts => parts.GetInt32())],
                one.Numbers("weights"), measure, one.Number("p"));

            step.Imbalance.ShouldAgree(one.Numbers("imbalanceIfAssigned"), 1e-9, "imbalance");
            step.Preferred.Select(arm => (double)arm).ShouldAgree(one.Numbers("preferred"), 0, "preferred");
            step.Probabilities.ShouldAgree(one.Numbers("probabilities"), 1e-9, "probabilities");
        }
    }
}
