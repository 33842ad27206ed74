using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Sequential;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design boundaries</c>: the limits of a group-sequential test.</summary>
internal static class BoundariesVerb
{
    private static readonly Option<double?> HazardRatio = SurvivalOptions.OptionalNumber("--hr", "Also the events of each look for this hazard ratio, and the ratio that is just significant", value => value > 0 && value != 1, "a number above 0 that is not 1");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("boundaries", "The limits of a group-sequential test") { HazardRatio, DesignOptions.Ratio }.WithBoundaries();
        verb.SetAction((words, _) =>
        {
            var design = BoundaryOptions.Design(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, design), () => Text(words, design));
        });
        return verb;
    }

    private static string Json(ParseResult words, SequentialDesign design) => JsonReport.Of(json =>
    {
        var (power, isExact) = (words.GetRequiredValue(DesignOptions.Power), words.GetValue(BoundaryOptions.Exact) is not null);
        var drift = design.DriftFor(power);
        json.Text("spending", isExact ? null : words.GetRequiredValue(BoundaryOptions.Spending).Name)
            .Text("exact", words.GetValue(BoundaryOptions.Exact))
            .Numbers("timing", design.Fractions)
            .Number("alpha", design.Alpha)
            .Whole("sided", design.Sides)
            .Numbers("z", design.Limits)
            .Numbers("nominal_p", design.NominalP)
            .Numbers("cum_spend", Spent(design))
            .Number("power", power)
            .Number("inflation", design.Inflation(power))
            .Number("drift", drift)
            .Numbers("cross_H1", Cumulate(design.CrossingProbabilities(drift)));
        if (design.Futility is { } futility)
        {
            json.Text("futility_spending", words.GetValue(BoundaryOptions.Futility)!.Name)
                .Truth("binding", design.IsBinding)
                .Numbers("futility_z", futility)
                .Numbers("cross_H0", Cumulate(design.CrossingProbabilities(0)))
                .Numbers("futility_H0", Cumulate(design.FutilityProbabilities(0)))
                .Numbers("futility_H1", Cumulate(design.FutilityProbabilities(drift)));
        }

        if (words.GetValue(HazardRatio) is { } ratio)
        {
            var (count, events) = Events(words, design, ratio);
            json.Number("hr", ratio).Numbers("events", events).Numbers("hr_at_bound", design.Limits.Zip(events, (z, number) => count.RatioAtLimit(number, z)));
        }
    });

    private static string Text(ParseResult words, SequentialDesign design)
    {
        var power = words.GetRequiredValue(DesignOptions.Power);
        var (spent, reached) = (Spent(design), Cumulate(design.CrossingProbabilities(design.DriftFor(power))));
        string[] futility = design.Futility is null ? [] : ["futility Z"];
        string[] ofRatio = words.GetValue(HazardRatio) is null ? [] : ["events", "just significant"];
        var table = new TextTable(["information", "Z", .. futility, "nominal p", "alpha spent", "power by then", .. ofRatio]);
        var (count, events) = words.GetValue(HazardRatio) is { } ratio ? Events(words, design, ratio) : (null, []);
        for (var k = 0; k < design.Limits.Count; k++)
        {
            table.Add([
                TextTable.Number(design.Fractions[k]), TextTable.Number(design.Limits[k], 6), .. futility.Select(_ => TextTable.Number(design.Futility![k], 6)),
                TextTable.Number(design.NominalP[k], 6), TextTable.Number(spent[k], 6), TextTable.Number(reached[k]),
                .. count is null ? [] : (string[])[TextTable.Number(events[k], 1), TextTable.Number(count.RatioAtLimit(events[k], design.Limits[k]))]]);
        }

        return $"{table}\n{TextTable.Number(design.Inflation(power))} times the information of a single look for a power of {TextTable.Number(power)}.";
    }

    private static (EventCount Count, double[] Events) Events(ParseResult words, SequentialDesign design, double ratio)
    {
        var count = new EventCount(ratio, design.Alpha / design.Sides, words.GetRequiredValue(DesignOptions.Ratio));
        var power = words.GetRequiredValue(DesignOptions.Power);
        var most = count.Schoenfeld(power) * design.Inflation(power);
        return (count, [.. design.Fractions.Select(fraction => fraction * most)]);
    }

    // What limits for futility that do not bind take away is not counted.
    private static double[] Spent(SequentialDesign design) => [.. Cumulate(design.CrossingProbabilities(0, ignoresFutility: !design.IsBinding)).Select(probability => design.Sides * probability)];

    private static double[] Cumulate(IReadOnlyList<double> probabilities)
    {
        double sum = 0;
        return [.. probabilities.Select(probability => sum += probability)];
    }
}
