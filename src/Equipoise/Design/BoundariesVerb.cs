using System.CommandLine;
using Equipoise.Reports;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary><c>equipoise design boundaries</c>: the limits of a group-sequential test.</summary>
internal static class BoundariesVerb
{
    private static readonly Option<SpendingFunction> Spending = new("--spending")
    {
        Description = "How alpha is spent: obf, pocock, hsd:GAMMA or power:RHO",
        HelpName = "FUNCTION",
        DefaultValueFactory = _ => SpendingFunction.OBrienFleming,
        CustomParser = DesignOptions.ReadSpending,
    };

    private static readonly Option<string?> Exact = new("--exact")
    {
        Description = "Limits of one constant instead of spending: obf, pocock, or the shape of Wang and Tsiatis between them, such as 0.25",
        HelpName = "SHAPE",
    };

    private static readonly Option<double[]> Timing = SurvivalOptions.Numbers("--timing", "The information fraction of each look", [0.5, 0.75, 1], value => value is > 0 and <= 1, "rising fractions, such as 0.5,0.75,1");

    public static Command Build(TextWriter output)
    {
        var verb = new Command("boundaries", "The limits of a group-sequential test") { Spending, Exact, Timing, DesignOptions.Alpha, DesignOptions.Sides, DesignOptions.Power };
        verb.SetAction((words, _) =>
        {
            var design = Design(words);
            return SurvivalVerb.PrintAsync(words, output, () => Json(words, design), () => Text(words, design));
        });
        return verb;
    }

    private static SequentialDesign Design(ParseResult words)
    {
        var (timing, alpha, sides) = (words.GetRequiredValue(Timing), words.GetRequiredValue(DesignOptions.Alpha), (int)words.GetRequiredValue(DesignOptions.Sides));
        if (words.GetValue(Exact) is not { } exact)
            return SequentialDesign.Spend(words.GetRequiredValue(Spending), timing, alpha, sides);
        return SequentialDesign.WangTsiatis(Shape(exact), timing, alpha, sides);
    }

    private static double Shape(string exact) => exact switch
    {
        "obf" => 0,
        "pocock" => 0.5,
        _ => double.TryParse(exact, System.Globalization.CultureInfo.InvariantCulture, out var shape) && shape is >= -1 and <= 1
            ? shape
            : throw new StatisticsException($"--exact is '{exact}': write obf, pocock, or a number from -1 to 1."),
    };

    private static string Json(ParseResult words, SequentialDesign design) => JsonReport.Of(json =>
    {
        var (power, isExact) = (words.GetRequiredValue(DesignOptions.Power), words.GetValue(Exact) is not null);
        var spent = Cumulate(design.CrossingProbabilities(0));
        var drift = design.DriftFor(power);
        json.Text("spending", isExact ? null : words.GetRequiredValue(Spending).Name)
            .Text("exact", words.GetValue(Exact))
            .Numbers("timing", design.Fractions)
            .Number("alpha", design.Alpha)
            .Whole("sided", design.Sides)
            .Numbers("z", design.Limits)
            .Numbers("nominal_p", design.NominalP)
            .Numbers("cum_spend", spent.Select(probability => design.Sides * probability))
            .Number("power", power)
            .Number("inflation", design.Inflation(power))
            .Number("drift", drift)
            .Numbers("cross_H1", Cumulate(design.CrossingProbabilities(drift)));
    });

    private static string Text(ParseResult words, SequentialDesign design)
    {
        var power = words.GetRequiredValue(DesignOptions.Power);
        var (spent, reached) = (Cumulate(design.CrossingProbabilities(0)), Cumulate(design.CrossingProbabilities(design.DriftFor(power))));
        var table = new TextTable("information", "Z", "nominal p", "alpha spent", "power by then");
        for (var k = 0; k < design.Limits.Count; k++)
            table.Add(TextTable.Number(design.Fractions[k]), TextTable.Number(design.Limits[k], 6), TextTable.Number(design.NominalP[k], 6), TextTable.Number(design.Sides * spent[k], 6), TextTable.Number(reached[k]));
        return $"{table}\n{TextTable.Number(design.Inflation(power))} times the information of a single look for a power of {TextTable.Number(power)}.";
    }

    private static double[] Cumulate(IReadOnlyList<double> probabilities)
    {
        double sum = 0;
        return [.. probabilities.Select(probability => sum += probability)];
    }
}
