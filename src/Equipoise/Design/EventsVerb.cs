using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design events</c>: how many events a power needs.</summary>
internal static class EventsVerb
{
    public static Command Build(TextWriter output)
    {
        var verb = new Command("events", "How many events a log-rank test needs") { DesignOptions.HazardRatio, DesignOptions.Alpha, DesignOptions.Sides, DesignOptions.Power, DesignOptions.Ratio, DesignOptions.Method };
        verb.SetAction((words, _) =>
        {
            var (count, power, method) = (DesignOptions.Count(words), words.GetRequiredValue(DesignOptions.Power), words.GetRequiredValue(DesignOptions.Method));
            var events = method switch
            {
                SizeMethod.Schoenfeld => count.Schoenfeld(power),
                SizeMethod.Freedman => count.Freedman(power),
                _ => throw new StatisticsException("That method needs accrual and hazards: use 'equipoise design size', or schoenfeld or freedman here."),
            };
            var whole = Math.Ceiling(events - 1e-9);
            return SurvivalVerb.PrintAsync(
                words, output,
                () => JsonReport.Of(json => json
                    .Number("hr", count.HazardRatio).Number("alpha", words.GetRequiredValue(DesignOptions.Alpha)).Number("sided", words.GetRequiredValue(DesignOptions.Sides))
                    .Number("power", power).Number("ratio", count.Ratio).Text("method", method.ToString().ToLowerInvariant())
                    .Number("events", events).Number("events_ceil", whole).Number("hr_at_crit", count.RatioAtLimit(whole)).Number("power_at_events_ceil", count.Power(whole))),
                () => $"{whole} events ({TextTable.Number(events)} by {method}); an estimate of {TextTable.Number(count.RatioAtLimit(whole))} is then just significant.");
        });
        return verb;
    }
}
