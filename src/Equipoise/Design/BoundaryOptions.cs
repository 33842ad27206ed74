using System.CommandLine;
using Equipoise.Statistics;
using Equipoise.Statistics.Sequential;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary>The words that say where a group-sequential design has its limits.</summary>
internal static class BoundaryOptions
{
    public static Option<SpendingFunction> Spending { get; } = new("--spending")
    {
        Description = "How alpha is spent: obf, pocock, hsd:GAMMA or power:RHO",
        HelpName = "FUNCTION",
        DefaultValueFactory = _ => SpendingFunction.OBrienFleming,
        CustomParser = DesignOptions.ReadSpending,
    };

    public static Option<string?> Exact { get; } = new("--exact")
    {
        Description = "Limits of one constant instead of spending: obf, pocock, or the shape of Wang and Tsiatis between them, such as 0.25",
        HelpName = "SHAPE",
    };

    public static Option<SpendingFunction?> Futility { get; } = new("--futility")
    {
        Description = "Also limits for futility, and how beta is spent on them: obf, pocock, hsd:GAMMA or power:RHO",
        HelpName = "FUNCTION",
        CustomParser = DesignOptions.ReadSpending,
    };

    public static Option<bool> Binding { get; } = new("--binding") { Description = "The limits of efficacy count on stopping for futility" };

    public static Option<double[]> Timing { get; } = SurvivalOptions.Numbers("--timing", "The information fraction of each look", [0.5, 0.75, 1], value => value is > 0 and <= 1, "rising fractions, such as 0.5,0.75,1");

    public static Option<double> Look { get; } = Required("--look", "Which look it is, from 1", value => value >= 1 && value == Math.Floor(value), "a whole number from 1");

    public static Option<double> Z { get; } = Required("--z", "The standardized statistic there, positive where the treatment is better", value => Math.Abs(value) <= 20, "a number from -20 to 20");

    /// <summary>Puts the words into a verb.</summary>
    public static Command WithBoundaries(this Command verb)
    {
        foreach (var option in (Option[])[Spending, Exact, Futility, Binding, Timing, DesignOptions.Alpha, DesignOptions.Sides, DesignOptions.Power])
            verb.Add(option);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(Binding) && result.GetResult(Futility) is null)
                result.AddError("--binding says how limits for futility are used, but there is no --futility.");
            if (result.GetResult(Futility) is not null && result.GetResult(Exact) is not null)
                result.AddError("--futility goes with --spending, not with --exact: leave one out.");
            if (result.GetResult(Spending) is { Implicit: false } && result.GetResult(Exact) is not null)
                result.AddError("--spending and --exact are two kinds of limits: leave one out.");
        });
        return verb;
    }

    /// <summary>The design that the words describe.</summary>
    /// <exception cref="StatisticsException">There is no such design.</exception>
    public static SequentialDesign Design(ParseResult words)
    {
        var (timing, alpha, sides) = (words.GetRequiredValue(Timing), words.GetRequiredValue(DesignOptions.Alpha), (int)words.GetRequiredValue(DesignOptions.Sides));
        if (words.GetValue(Exact) is { } exact)
            return SequentialDesign.WangTsiatis(Shape(exact), timing, alpha, sides);
        if (words.GetValue(Futility) is not { } futility)
            return SequentialDesign.Spend(words.GetRequiredValue(Spending), timing, alpha, sides);
        if (sides != 1)
            throw new StatisticsException("Limits for futility are for tests with one side: write --sided 1, with half the alpha.");
        return SequentialDesign.SpendBoth(words.GetRequiredValue(Spending), futility, timing, alpha, words.GetRequiredValue(DesignOptions.Power), words.GetValue(Binding));
    }

    private static double Shape(string exact) => exact switch
    {
        "obf" => 0,
        "pocock" => 0.5,
        _ => double.TryParse(exact, System.Globalization.CultureInfo.InvariantCulture, out var shape) && shape is >= -1 and <= 1
            ? shape
            : throw new StatisticsException($"--exact is '{exact}': write obf, pocock, or a number from -1 to 1."),
    };

    private static Option<double> Required(string name, string description, Func<double, bool> isRight, string what)
    {
        var option = SurvivalOptions.Number(name, description, 0, isRight, what);
        option.DefaultValueFactory = null;
        option.Required = true;
        return option;
    }
}
