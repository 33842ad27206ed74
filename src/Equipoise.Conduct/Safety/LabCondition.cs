using System.Globalization;

namespace Equipoise.Conduct.Safety;

/// <summary>One way to a grade: parts that must all hold, such as <c>&gt; 3 uln &amp; baseline normal</c>. An optional one, marked ?, counts as
/// not holding where what it needs is missing.</summary>
internal sealed class LabCondition
{
    private readonly bool isOptional;
    private readonly string[][] parts;

    private LabCondition(string words, bool isOptional) => (Words, this.isOptional, parts) = (words, isOptional, [.. words.Split(" & ").Select(part => part.Split(' '))]);

    public string Words { get; }

    public static LabCondition Read(string text) => new(text.TrimEnd('?').Trim(), text.EndsWith('?'));

    /// <summary>Whether it holds; null where that cannot be said.</summary>
    public bool? Holds(LabResult result)
    {
        bool? all = true;
        foreach (var part in parts)
        {
            var holds = Part(part, result);
            if (holds == false)
                return false;
            all = holds is null ? null : all;
        }

        return all ?? (isOptional ? false : null);
    }

    private static bool? Part(string[] words, LabResult result)
    {
        // A baseline is abnormal when it is above today's limit; an unknown one is taken as normal, as long as the limit is known.
        bool? isHigh = result.UpperLimit is { } limit ? result.Baseline > limit : null;
        return words switch
        {
            ["baseline", "high"] => isHigh,
            ["baseline", "normal"] => !isHigh,
            ["fall", var percent] => result.Baseline is > 0 and var baseline ? 100 * (baseline - result.Value) >= Number(percent) * baseline : null,
            [var sign, .. var side] => Side(side, result) is { } other ? Compare(sign, result.Value!.Value, other) : null,
            _ => throw new FormatException($"'{string.Join(' ', words)}' is no condition."),
        };
    }

    private static decimal? Side(string[] words, LabResult result) => words switch
    {
        [var name, "+", var more] => Named(name, result) + Number(more),
        [var factor, var name] => Number(factor) * Named(name, result),
        ["lln" or "uln" or "baseline"] => Named(words[0], result),
        _ => Number(words[0]),
    };

    private static decimal? Named(string name, LabResult result) => name switch
    {
        "lln" => result.LowerLimit,
        "uln" => result.UpperLimit,
        "baseline" => result.Baseline,
        _ => throw new FormatException($"'{name}' is no limit."),
    };

    private static bool Compare(string sign, decimal value, decimal other) => sign switch
    {
        "<" => value < other,
        "<=" => value <= other,
        ">" => value > other,
        ">=" => value >= other,
        _ => throw new FormatException($"'{sign}' is no comparison."),
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
