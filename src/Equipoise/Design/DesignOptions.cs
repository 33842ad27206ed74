using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Equipoise.Statistics;
using Equipoise.Statistics.Design;
using Equipoise.Statistics.Sequential;
using Equipoise.Survival;

namespace Equipoise.Design;

/// <summary>The words that the design verbs share.</summary>
internal static class DesignOptions
{
    public static Option<double> HazardRatio { get; } = Required("--hr", "The hazard ratio to detect, treated over control", value => value is >= 0.01 and <= 100 && value != 1, "a number from 0.01 to 100 that is not 1");

    public static Option<double> Alpha { get; } = SurvivalOptions.Number("--alpha", "The probability of a false positive finding, over both sides where there are two", 0.025, value => value is > 0 and < 1, "a number between 0 and 1, such as 0.025");

    public static Option<double> Sides { get; } = SurvivalOptions.Number("--sided", "1 or 2 sides", 1, value => value is 1 or 2, "1 or 2");

    public static Option<double> Power { get; } = SurvivalOptions.Number("--power", "The power", 0.9, value => value is > 0 and < 1, "a number between 0 and 1, such as 0.9");

    public static Option<double> Ratio { get; } = SurvivalOptions.Number("--ratio", "Participants treated per participant in the control arm", 1, value => value > 0, "a number above 0");

    public static Option<SizeMethod> Method { get; } = new("--method")
    {
        Description = "Which formula: schoenfeld, freedman, and for sizes also lachin-foulkes or bernstein-lagakos",
        HelpName = "METHOD",
        DefaultValueFactory = _ => SizeMethod.Schoenfeld,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (Enum.TryParse<SizeMethod>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var method) && char.IsAsciiLetter(word[0]))
                return method;
            result.AddError($"--method is '{word}': write schoenfeld, freedman, lachin-foulkes or bernstein-lagakos.");
            return default;
        },
    };

    public static Option<PiecewiseRate?> Accrual { get; } = Rate("--accrual", "Participants of all arms per month, as a number or in pieces: 0:10,3:20,6:35", required: true);

    public static Option<double> AccrualDuration { get; } = Required("--accrual-duration", "Months until accrual ends", value => value > 0, "a number of months above 0");

    public static Option<double?> Median { get; } = SurvivalOptions.OptionalNumber("--median", "The median of the control arm in months, where its hazard is constant", value => value > 0, "a number of months above 0");

    public static Option<PiecewiseRate?> Hazard { get; } = Rate("--hazard", "The hazard of the control arm per month, as a number or in pieces by time since entry: 0:0.08,12:0.04", required: false);

    /// <summary>A hazard ratio for each arm that is compared with the control arm.</summary>
    public static Option<PiecewiseRate[]> HazardRatiosByArm { get; } = new("--hr")
    {
        Description = "The hazard ratio, treated over control, as a number or in pieces by time since entry: 0:1,3:0.7; once for each arm that shares the control arm",
        HelpName = "RATE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.Select(token => ReadRate(result, "--hr", token.Value)).OfType<PiecewiseRate>()],
    };

    public static Option<double[]> RatiosByArm { get; } = SurvivalOptions.Numbers("--ratio", "Participants treated per participant in the control arm, for each arm where they differ", [1], value => value > 0, "numbers above 0");

    public static Option<PiecewiseRate?> Dropout { get; } = Rate("--dropout", "The hazard of dropping out per month; none when left out", required: false);

    /// <summary>The hazard of the control arm.</summary>
    /// <exception cref="StatisticsException">The words give none or two.</exception>
    public static PiecewiseRate ControlHazard(ParseResult words) => (words.GetValue(Median), words.GetValue(Hazard)) switch
    {
        ({ } median, null) => PiecewiseRate.Constant(Math.Log(2) / median),
        (null, { } hazard) => hazard,
        (null, null) => throw new StatisticsException("The control arm has no hazard: give --median or --hazard."),
        _ => throw new StatisticsException("The control arm has two hazards: give --median or --hazard, not both."),
    };

    /// <summary>The hazard of dropping out.</summary>
    public static PiecewiseRate DropoutHazard(ParseResult words) => words.GetValue(Dropout) ?? PiecewiseRate.Constant(0);

    /// <summary>The trial of one or more treated arms that the words describe.</summary>
    public static SharedControlTimeline TimelineOfArms(ParseResult words)
    {
        var (hazardRatios, ratios) = (words.GetRequiredValue(HazardRatiosByArm), words.GetRequiredValue(RatiosByArm));
        if (ratios.Length == 1)
            ratios = [.. hazardRatios.Select(_ => ratios[0])];
        return new SharedControlTimeline(words.GetRequiredValue(Accrual)!, words.GetRequiredValue(AccrualDuration), ControlHazard(words), hazardRatios, DropoutHazard(words), ratios);
    }

    /// <summary>Hazard ratio, one-sided alpha and allocation.</summary>
    public static EventCount Count(ParseResult words) => new(words.GetRequiredValue(HazardRatio), words.GetRequiredValue(Alpha) / words.GetRequiredValue(Sides), words.GetRequiredValue(Ratio));

    /// <summary>A spending function by its word.</summary>
    public static SpendingFunction ReadSpending(ArgumentResult result)
    {
        try
        {
            return SpendingFunction.Parse(result.Tokens[0].Value);
        }
        catch (StatisticsException failure)
        {
            result.AddError(failure.Message);
            return SpendingFunction.OBrienFleming;
        }
    }

    private static Option<double> Required(string name, string description, Func<double, bool> isRight, string what)
    {
        var option = SurvivalOptions.Number(name, description, 0, isRight, what);
        option.DefaultValueFactory = null;
        option.Required = true;
        return option;
    }

    private static Option<PiecewiseRate?> Rate(string name, string description, bool required) => new(name)
    {
        Description = description,
        HelpName = "RATE",
        Required = required,
        CustomParser = result => ReadRate(result, name, result.Tokens[0].Value),
    };

    private static PiecewiseRate? ReadRate(ArgumentResult result, string name, string text)
    {
        var pieces = text.Split(',').Select(piece => piece.Split(':')).ToList();
        if (pieces is [[var only]])
            pieces = [["0", only]];
        var numbers = pieces.Select(piece => Array.ConvertAll(piece, part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)).ToList();
        try
        {
            if (numbers.TrueForAll(piece => piece.Length == 2 && double.IsFinite(piece[0]) && double.IsFinite(piece[1])))
                return new PiecewiseRate([.. numbers.Select(piece => piece[0])], [.. numbers.Select(piece => piece[1])]);
            result.AddError($"{name} is '{text}': write a number, or pieces such as 0:10,3:20.");
        }
        catch (StatisticsException failure)
        {
            result.AddError($"{name}: {failure.Message}");
        }

        return null;
    }
}
