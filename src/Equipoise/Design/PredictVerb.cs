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
            Times, DesignOptions.HazardRatiosByArm, DesignOptions.Accrual, DesignOptions.AccrualDuration, DesignOptions.Median, DesignOptions.Hazard, DesignOptions.Dropout, DesignOptions.RatiosByArm,
        };
        verb.SetAction((words, _) =>
        {
            var trial = DesignOptions.TimelineOfArms(words);
            var expected = Array.ConvertAll(words.GetRequiredValue(Times), time => trial.Comparisons.Select(comparison => comparison.At(time)).ToArray());
            return SurvivalVerb.PrintAsync(words, output, () => Json(trial, expected), () => expected[0].Length == 1 ? OfOne(expected) : OfSeveral(trial, expected));
        });
        return verb;
    }

    private static string Json(SharedControlTimeline trial, TrialExpectation[][] expected) => JsonReport.Of(json =>
    {
        json.Numbers("time", expected.Select(at => at[0].Time));
        if (expected[0].Length == 1)
        {
            Comparison(json, expected, 0);
            return;
        }

        json.Numbers("subjects", expected.Select(at => trial.EnrolledAt(at[0].Time)))
            .Numbers("events", expected.Select(SharedControlTimeline.EventsOf))
            .Numbers("events_control", expected.Select(at => at[0].ControlEvents))
            .Matrix("events_by_arm", Enumerable.Range(0, expected[0].Length).Select(arm => expected.Select(at => at[arm].TreatedEvents).ToArray()))
            .Objects("comparisons", Enumerable.Range(0, expected[0].Length), (member, arm) => Comparison(member.Whole("arm", arm + 1), expected, arm));
    });

    private static void Comparison(JsonReport json, TrialExpectation[][] expected, int arm) => json
        .Numbers("subjects", expected.Select(at => at[arm].Enrolled))
        .Numbers("events", expected.Select(at => at[arm].Events))
        .Numbers("events_control", expected.Select(at => at[arm].ControlEvents))
        .Numbers("events_treated", expected.Select(at => at[arm].TreatedEvents))
        .Numbers("dropouts", expected.Select(at => at[arm].Dropouts))
        .Numbers("score", expected.Select(at => at[arm].Score))
        .Numbers("score_var", expected.Select(at => at[arm].Variance))
        .Numbers("logrank_z", expected.Select(at => at[arm].Z))
        .Numbers("ahr", expected.Select(at => at[arm].AverageHazardRatio));

    private static string OfOne(TrialExpectation[][] expected)
    {
        var table = new TextTable("month", "enrolled", "events", "dropouts", "expected Z", "average hazard ratio");
        foreach (var at in expected.Select(at => at[0]))
            table.Add(TextTable.Number(at.Time), TextTable.Number(at.Enrolled, 1), TextTable.Number(at.Events, 1), TextTable.Number(at.Dropouts, 1), TextTable.Number(at.Z), TextTable.Number(at.AverageHazardRatio));
        return table.ToString();
    }

    private static string OfSeveral(SharedControlTimeline trial, TrialExpectation[][] expected)
    {
        var arms = Enumerable.Range(0, expected[0].Length).ToList();
        var table = new TextTable(["month", "enrolled", "events", "control arm", .. arms.Select(arm => $"arm {arm + 1}"), .. arms.Select(arm => $"Z, arm {arm + 1}"), .. arms.Select(arm => $"average ratio, arm {arm + 1}")]);
        foreach (var at in expected)
        {
            table.Add([
                TextTable.Number(at[0].Time), TextTable.Number(trial.EnrolledAt(at[0].Time), 1), TextTable.Number(SharedControlTimeline.EventsOf(at), 1), TextTable.Number(at[0].ControlEvents, 1),
                .. at.Select(of => TextTable.Number(of.TreatedEvents, 1)), .. at.Select(of => TextTable.Number(of.Z)), .. at.Select(of => TextTable.Number(of.AverageHazardRatio))]);
        }

        return table.ToString();
    }
}
