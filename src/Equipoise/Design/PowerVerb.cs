using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design power</c>: the power of a number of events.</summary>
internal static class PowerVerb
{
    private static readonly Option<double[]> Events = SurvivalOptions.Numbers("--events", "Numbers of events", [], value => value > 0, "numbers above 0");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("power", "The power of a log-rank test with numbers of events") { DesignOptions.HazardRatio, DesignOptions.Alpha, DesignOptions.Sides, DesignOptions.Ratio, Events };
        Events.Required = true;
        verb.SetAction((words, _) =>
        {
            var (count, events) = (DesignOptions.Count(words), words.GetRequiredValue(Events));
            return SurvivalVerb.PrintAsync(
                words, output,
                () => JsonReport.Of(json => json
                    .Number("hr", count.HazardRatio).Number("alpha", words.GetRequiredValue(DesignOptions.Alpha)).Number("sided", words.GetRequiredValue(DesignOptions.Sides)).Number("ratio", count.Ratio)
                    .Numbers("events", events).Numbers("power", events.Select(count.Power)).Numbers("hr_at_crit", events.Select(number => count.RatioAtLimit(number)))),
                () => events.Aggregate(new TextTable("events", "power", "just significant"), (table, number) => table.Add(TextTable.Number(number), TextTable.Number(count.Power(number)), TextTable.Number(count.RatioAtLimit(number)))).ToString());
        });
        return verb;
    }
}
