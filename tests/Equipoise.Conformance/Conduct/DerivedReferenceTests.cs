using System.Text.Json;
using Equipoise.Conduct.Derived;

namespace Equipoise.Conformance.Conduct;

/// <summary>The creatinine clearance cases in shared/conduct; their twin is in the tests of Conduct.</summary>
public sealed class DerivedReferenceTests
{
    [Fact]
    public void Creatinine_clearance_is_that_of_the_cases_in_both_units()
    {
        var cases = JsonDocument.Parse(File.ReadAllText(Repository.SharedPathTo("conduct", "cockcroft-gault.json"))).RootElement.EnumerateArray().ToList();

        cases.Count.ShouldBe(24);
        foreach (var one in cases)
        {
            foreach (var (name, unit) in new[] { ("creatMgDl", "mg/dL"), ("creatUmolL", "umol/L") })
            {
                var creatinine = CreatinineUnit.ToMilligramsPerDeciliter(one.GetProperty(name).GetDouble(), unit)!.Value;
                RenalFunction.CockcroftGault(one.GetProperty("sex").GetString() == "F", one.GetProperty("age").GetDouble(), one.GetProperty("weightKg").GetDouble(), creatinine)
                    .ShouldBe(one.GetProperty("crclMlMin").GetDouble(), 0.0001, one.ToString());
            }
        }
    }
}
