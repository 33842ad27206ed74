using System.Text.Json;
using Equipoise.Conduct.Tumors;

namespace Equipoise.Conformance.Conduct;

/// <summary>The truth tables of RECIST 1.1 in shared/conduct; their twins are in the tests of Conduct.</summary>
public sealed class RecistReferenceTests
{
    [Fact]
    public void Overall_responses_are_those_of_tables_one_and_two()
    {
        var rows = Table("overall").EnumerateArray().ToList();

        rows.Count.ShouldBeGreaterThan(50);
        foreach (var row in rows)
        {
            var overall = OverallResponse.Of(Code(row, "target"), Code(row, "nonTarget"), row.GetProperty("newLesion").GetBoolean() ? NewLesion.Yes : NewLesion.No);
            overall.Code().ShouldBe(row.GetProperty("overall").GetString(), row.ToString());
        }
    }

    [Fact]
    public void Target_responses_are_those_of_the_edge_cases()
    {
        var tried = 0;
        foreach (var edge in Table("targetEdgeCases").EnumerateArray().Where(edge => edge.TryGetProperty("expect", out _)))
        {
            var isNodal = edge.TryGetProperty("node", out var sizes);
            var baseline = isNodal ? edge.GetProperty("nodeBaseline")[0] : edge.GetProperty("baseline");
            if (!isNodal)
                sizes = edge.GetProperty("sums");
            var observations = sizes.EnumerateArray().Prepend(baseline).Select((size, place) => new LesionObservation(
                new DateOnly(2026, 1, 1).AddDays(42 * place), "T1", LesionRole.Target, "lung", isNodal,
                size.ValueKind == JsonValueKind.Null ? null : size.GetDecimal(), size.ValueKind == JsonValueKind.Null ? LesionState.NotEvaluated : LesionState.Measured, $"{place}")).ToList();

            Recist.Assess(observations).Assessments.Select(assessment => assessment.Target.Code())
                .ShouldBe(edge.GetProperty("expect").EnumerateArray().Select(item => item.GetString()!), edge.ToString());
            tried++;
        }

        tried.ShouldBe(12);
    }

    [Fact]
    public void Best_responses_that_need_confirmation_are_those_of_table_three()
    {
        foreach (var row in Table("bestOverallConfirmed").EnumerateArray())
        {
            var expected = row.GetProperty("bor").GetString()!;
            foreach (var (start, isLate) in new[] { (28, false), (56, true) })
            {
                var best = BestOverallResponse.Of(new TumorSeries(new DateOnly(2026, 1, 1), null, [Assessment(row, "first", start), Assessment(row, "next", start + 56)], []), 42, 28).Response.Code();
                // "SD if min duration else PD" offers two answers, of which the first duration decides.
                var choices = expected.Contains("if min duration else", StringComparison.Ordinal) ? [isLate ? expected[..2] : expected[^2..]] : expected.Split(' ')[0].Split('|');
                // A later PR or SD counts from its own day.
                if (isLate || row.GetProperty("first").GetString() is not "PR" || row.GetProperty("next").GetString() is not "SD")
                    choices.ShouldContain(best, $"{row} from day {start}");
            }
        }
    }

    private static TumorAssessment Assessment(JsonElement row, string name, int day)
    {
        var response = Code(row, name)!.Value;
        return new TumorAssessment(new DateOnly(2026, 1, 1).AddDays(day), null, null, response, null, NewLesion.No, response);
    }

    private static Response? Code(JsonElement row, string name) => row.GetProperty(name).GetString() is { } code ? ResponseCodes.Find(code) : null;

    private static JsonElement Table(string name) =>
        JsonDocument.Parse(File.ReadAllText(Repository.SharedPathTo("conduct", "recist11-truth-tables.json"))).RootElement.GetProperty(name);
}
