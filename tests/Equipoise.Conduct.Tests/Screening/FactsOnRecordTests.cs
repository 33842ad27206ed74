using System.Text.Json;
using Equipoise.Conduct.Forms;
using Equipoise.Conduct.Screening;
using Equipoise.Eligibility.Facts;
using Equipoise.Protocols.Reading;

namespace Equipoise.Conduct.Tests.Screening;

/// <summary>What counts as normal for a result of which criteria ask multiples of normal.</summary>
public sealed class FactsOnRecordTests
{
    private static readonly IReadOnlyList<ReferenceRange> Site = [new("inr", "1", 0.9m, 1.1m), new("hemoglobin", "g/dL", 13, 17, "male"), new("hemoglobin", "g/dL", 12, 15, "female")];

    [Fact]
    public void The_range_that_came_with_a_result_goes_before_the_sites() => Value("inr", Site, "inr 1 0.8 1.2; aptt s 25 37").ShouldBe((0.8m, 1.2m));

    [Fact]
    public void A_range_that_came_with_a_result_is_enough_where_the_site_has_none() => Value("aptt", [], "inr 1 0.8 1.2; aptt s 25 37").ShouldBe((25, 37));

    [Fact]
    public void Where_none_came_the_sites_stands_and_of_two_that_of_the_participants_sex()
    {
        Value("inr", Site, ranges: null).ShouldBe((0.9m, 1.1m));
        Value("hemoglobin", Site, ranges: null).ShouldBe((13, 17));
    }

    private static (decimal? Low, decimal? High) Value(string variable, IReadOnlyList<ReferenceRange> site, string? ranges)
    {
        var results = new Dictionary<string, string> { ["DATE"] = "2026-03-01", ["INR"] = "1.0", ["APTT"] = "30", ["HGB"] = "14" };
        if (ranges is not null)
            results["RANGES"] = ranges;
        FormEntry[] entries = [Entry("LB-1", "LB", results), Entry("DM-1", "DM", new() { ["SEX"] = "M", ["BIRTH"] = "1966" })];

        var found = FactsOnRecord.Gather(ProtocolReader.Read(Trial.Illumine()).Design!, "FR01-001", entries, [], site).Values.Single(value => value.Variable == variable);
        return (found.Low, found.High);
    }

    private static FormEntry Entry(string id, string form, Dictionary<string, string> answers) => new()
    {
        Id = id, Form = form, Visit = "SCR", VisitCount = 1, Number = 1, Answers = JsonSerializer.Serialize(answers), RecordedOn = new DateOnly(2026, 3, 1), Status = "entered", Version = 1,
    };
}
