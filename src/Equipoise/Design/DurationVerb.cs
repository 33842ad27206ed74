using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Design;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design duration</c>: when a number of events is there.</summary>
internal static class DurationVerb
{
    private static readonly Option<double[]> Events = SurvivalOptions.Numbers("--events", "Numbers of events; with several treated arms those of each with the control arm", [], value => value > 0, "numbers above 0");

    public static Command Build(TextWriter output)
    {
        Events.Required = true;
        var verb = new Command("duration", "The month by which numbers of events are expected")
        {
            Events, DesignOptions.HazardRatiosByArm, DesignOptions.Accrual, DesignOptions.AccrualDuration, DesignOptions.Median, DesignOptions.Hazard, DesignOptions.Dropout, DesignOptions.RatiosByArm,
        };
        verb.SetAction((words, _) =>
        {
            var (trial, events) = (DesignOptions.TimelineOfArms(words), words.GetRequiredValue(Events));
            var months = trial.Comparisons.Select(comparison => Array.ConvertAll(events, comparison.TimeOf)).ToList();
            return SurvivalVerb.PrintAsync(words, output, () => Json(trial, events, months), () => Text(events, months));
        });
        return verb;
    }

    private static string Json(SharedControlTimeline trial, double[] events, List<double[]> months) => JsonReport.Of(json =>
    {
        json.Number("n", trial.Participants).Numbers("events", events);
        if (months.Count == 1)
            json.Numbers("time", months[0]);
        else
            json.Objects("comparisons", Enumerable.Range(0, months.Count), (member, arm) => member.Whole("arm", arm + 1).Number("n", trial.Comparisons[arm].Participants).Numbers("time", months[arm]));
    });

    private static string Text(double[] events, List<double[]> months)
    {
        var table = new TextTable(["events", .. months.Count == 1 ? ["month"] : months.Select((_, arm) => $"month, arm {arm + 1}")]);
        for (var i = 0; i < events.Length; i++)
            table.Add([TextTable.Number(events[i]), .. months.Select(of => TextTable.Number(of[i]))]);
        return table.ToString();
    }
}
