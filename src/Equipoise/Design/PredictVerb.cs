using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Design;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design predict</c>: participants and events month by month.</summary>
internal static class PredictVerb
{
    private static readonly Option<double[]> Times = SurvivalOptions.Numbers("--times", "Months; every sixth up to five years when left out", [.. Enumerable.Range(1, 10).Select(half => 6.0 * half)], value => value > 0, "numbers of months above 0");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("predict", "Participants, events, the test statistic and the average hazard ratio to expect")
        {
            Times, DesignOptions.HazardRatios, DesignOptions.Accrual, DesignOptions.AccrualDuration, DesignOptions.Median, DesignOptions.Hazard, DesignOptions.Dropout, DesignOptions.Ratio,
        };
        verb.SetAction((words, _) =>
        {
            var timeline = DesignOptions.Timeline(words);
            var expected = Array.ConvertAll(words.GetRequiredValue(Times), timeline.At);
            return SurvivalVerb.PrintAsync(words, output, () => Json(expected), () => Text(expected));
        });
        return verb;
    }

    private static string Json(TrialExpectation[] expected) => JsonReport.Of(json => json
        .Numbers("time", expected.Select(at => at.Time))
        .Numbers("subjects", expected.Select(at => at.Enrolled))
        .Numbers("events", expected.Select(at => at.Events))
        .Numbers("events_control", expected.Select(at => at.ControlEvents))
        .Numbers("events_treated", expected.Select(at => at.TreatedEvents))
        .Numbers("dropouts", expected.Select(at => at.Dropouts))
        .Numbers("score", expected.Select(at => at.Score))
        .Numbers("score_var", expected.Select(at => at.Variance))
        .Numbers("logrank_z", expected.Select(at => at.Z))
        .Numbers("ahr", expected.Select(at => at.AverageHazardRatio)));

    private static string Text(TrialExpectation[] expected)
    {
        var table = new TextTable("month", "enrolled", "events", "dropouts", "expected Z", "average hazard ratio");
        foreach (var at in expected)
            table.Add(TextTable.Number(at.Time), TextTable.Number(at.Enrolled, 1), TextTable.Number(at.Events, 1), TextTable.Number(at.Dropouts, 1), TextTable.Number(at.Z), TextTable.Number(at.AverageHazardRatio));
        return table.ToString();
    }
}
