using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Equipoise.Survival;

/// <summary>The words that the survival verbs share.</summary>
internal static class SurvivalOptions
{
    public static Argument<string> File { get; } = new("FILE") { Description = "Delimited text whose first line names the columns" };

    public static Option<string> Time { get; } = new("--time") { Description = "The column of times", HelpName = "COLUMN", Required = true };

    public static Option<string> Event { get; } = new("--event") { Description = "The column that is 1 where the time ended in an event and 0 where it is censored", HelpName = "COLUMN", Required = true };

    public static Option<string?> EventValue { get; } = new("--event-value") { Description = "What the event column says for an event; all else is censored", HelpName = "VALUE" };

    public static Option<string?> Start { get; } = new("--start") { Description = "The column of times at which rows came under observation", HelpName = "COLUMN" };

    public static Option<string?> Weights { get; } = new("--weights") { Description = "The column of case weights", HelpName = "COLUMN" };

    public static Option<string?> Id { get; } = new("--id") { Description = "The column that tells which rows belong to one participant", HelpName = "COLUMN" };

    public static Option<string?> Group { get; } = new("--group") { Description = "The column of groups, such as treatment arms", HelpName = "COLUMN" };

    public static Option<string[]> Strata { get; } = Names("--strata", "Columns that make strata");

    public static Option<string[]> Levels { get; } = new("--levels")
    {
        Description = "The order of a column's values, the reference first, and that they are names, not numbers; the default is the order in which they appear",
        HelpName = "COLUMN=A,B,…",
        DefaultValueFactory = _ => [],
        Validators = { result => RefuseUnless(result, value => value.IndexOf('=') > 0, "names no values: write it as COLUMN=A,B,C.") },
    };

    public static Option<double> Level { get; } = Number("--conf", "The confidence level", 0.95, value => value is > 0 and < 1, "a number between 0 and 1, such as 0.95");

    public static Option<char?> Delimiter { get; } = new("--delimiter")
    {
        Description = "What stands between fields (a character, or tab), where the header does not tell",
        HelpName = "CHARACTER",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (string.Equals(text, "tab", StringComparison.OrdinalIgnoreCase))
                return '\t';
            if (text is not [not '"'])
                result.AddError($"--delimiter is '{text}': write one character other than a quotation mark, or tab.");
            return text.Length == 0 ? null : text[0];
        },
    };

    /// <summary>Puts the words that say what the rows are into a verb.</summary>
    public static Command WithRows(this Command verb)
    {
        verb.Add(File);
        foreach (var option in (Option[])[Time, Event, EventValue, Start, Weights, Id, Group, Strata, Levels, Level, Delimiter])
            verb.Add(option);
        return verb;
    }

    /// <summary>An option of one or more names, separated by blanks or commas.</summary>
    public static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "COLUMNS",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    /// <summary>An option of one or more numbers.</summary>
    public static Option<double[]> Numbers(string name, string description, double[] otherwise, Func<double, bool> isRight, string what) => new(name)
    {
        Description = description,
        HelpName = "NUMBERS",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(text => ReadNumber(result, name, text, isRight, what))],
    };

    /// <summary>An option of one number.</summary>
    public static Option<double> Number(string name, string description, double otherwise, Func<double, bool> isRight, string what) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => ReadNumber(result, name, result.Tokens[0].Value, isRight, what),
    };

    /// <summary>An option of one number without a default.</summary>
    public static Option<double?> OptionalNumber(string name, string description, Func<double, bool> isRight, string what) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result => ReadNumber(result, name, result.Tokens[0].Value, isRight, what),
    };

    private static double ReadNumber(ArgumentResult result, string name, string text, Func<double, bool> isRight, string what)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) || !isRight(number))
            result.AddError($"{name} is '{text}': write {what}.");
        return number;
    }

    private static void RefuseUnless(OptionResult result, Func<string, bool> isRight, string sentence)
    {
        foreach (var token in result.Tokens.Where(token => !isRight(token.Value)))
            result.AddError($"{result.Option.Name} '{token.Value}' {sentence}");
    }
}
