using Equipoise.Conduct.Tumors;

namespace Equipoise.Conduct.Tests.Tumors;

/// <summary>The best overall response of sequences of responses (RECIST 1.1, table 3).</summary>
public sealed class BestOverallResponseTests
{
    [Theory]
    [InlineData("SD@42", "SD@42")]
    [InlineData("SD@41", "NE@41")]
    [InlineData("SD@28 SD@56", "SD@56")]
    [InlineData("SD@28 PD@56", "PD@56")]
    [InlineData("PR@28 PD@56", "PR@28")]
    [InlineData("SD@42 PR@84 CR@126", "CR@126")]
    [InlineData("NE@42", "NE@42")]
    [InlineData("PD@42 CR@84", "PD@42")] // what comes after progression does not count
    [InlineData("NON-CR/NON-PD@42 PD@84", "NON-CR/NON-PD@42")]
    public void Without_confirmation_the_best_counts(string responses, string best) => Best(responses, null).ShouldBe(best);

    [Theory]
    [InlineData("CR@42 CR@84", "CR@42")]
    [InlineData("CR@42 SD@84", "SD@42")]
    [InlineData("CR@28 SD@84", "PD@84")] // disease after complete response has come back
    [InlineData("CR@28 PR@84", "PD@84")]
    [InlineData("CR@42 PD@84", "SD@42")]
    [InlineData("CR@28 PD@56", "PD@56")]
    [InlineData("CR@42 NE@84", "SD@42")]
    [InlineData("CR@28 NE@56", "NE@28")]
    [InlineData("PR@42 CR@84", "PR@42")]
    [InlineData("PR@42 PR@84", "PR@42")]
    [InlineData("PR@42 SD@84", "SD@42")]
    [InlineData("PR@42 PD@84", "SD@42")]
    [InlineData("PR@28 PD@56", "PD@56")]
    [InlineData("PR@42 NE@84", "SD@42")]
    [InlineData("PR@28 NE@56", "NE@28")]
    [InlineData("NE@42 NE@84", "NE@42")]
    [InlineData("PR@42 NE@63 PR@84", "PR@42")] // nothing worse between
    [InlineData("PR@42 PR@56", "SD@42")] // too soon
    [InlineData("PR@42 PR@56 PR@70", "PR@42")]
    public void With_confirmation_a_response_must_hold(string responses, string best) => Best(responses, 28).ShouldBe(best);

    [Fact]
    public void Without_assessments_nothing_is_known() => BestOverallResponse.Of(new TumorSeries(Lesions.Start, null, [], []), 42).ShouldBe(new BestResponse(Response.NotEvaluable, null));

    private static string Best(string responses, int? confirmation)
    {
        var assessments = responses.Split(' ').Select(text => text.Split('@')).Select(parts =>
        {
            var overall = ResponseCodes.Find(parts[0])!.Value;
            return new TumorAssessment(Lesions.Start.AddDays(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)), null, null, overall == Response.NonCompleteNonProgressive ? null : overall, overall, NewLesion.No, overall);
        });
        var best = BestOverallResponse.Of(new TumorSeries(Lesions.Start, null, [.. assessments], []), 42, confirmation);
        return $"{best.Response.Code()}@{best.Date!.Value.DayNumber - Lesions.Start.DayNumber}";
    }
}
