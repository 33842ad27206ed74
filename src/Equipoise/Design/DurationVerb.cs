using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design duration</c>: when a number of events is there.</summary>
internal static class DurationVerb
{
    private static readonly Option<double[]> Events = SurvivalOptions.Numbers("--events", "Numbers of events", [], value => value > 0, "numbers above 0");

    public static Command Build(TextWriter output)
    {
        Events.Required = true;
        var verb = new Command("duration", "The month by which numbers of events are expected")
        {
            Events, DesignOptions.HazardRatios, DesignOptions.Accrual, DesignOptions.AccrualDuration, DesignOptions.Median, DesignOptions.Hazard, DesignOptions.Dropout, DesignOptions.Ratio,
        };
        verb.SetAction((words, _) =>
        {
            var (timeline, events) = (DesignOptions.Timeline(words), words.GetRequiredValue(Events));
            var months = Array.ConvertAll(events, timeline.TimeOf);
            return SurvivalVerb.PrintAsync(
                words, output,
                () => JsonReport.Of(json => json.Number("n", timeline.Participants).Numbers("events", events).Numbers("time", months)),
                () => events.Zip(months).Aggregate(new TextTable("events", "month"), (table, pair) => table.Add(TextTable.Number(pair.First), TextTable.Number(pair.Second))).ToString());
        });
        return verb;
    }
}
