using System.Globalization;

namespace Equipoise.Conduct.Safety;

/// <summary>One way to a grade: parts that must all hold, such as <c>&gt; 3 uln &amp; baseline normal</c>. An optional one, marked ?, counts as
/// not holding where what it needs is missing.</summary>
internal sealed class LabCondition
{
    private readonly bool isOptional;
    private readonly Func<LabResult, bool?>[] parts;

    private LabCondition(string words, bool isOptional) => (Words, this.isOptional, parts) = (words, isOptional, [.. words.Split(" & ").Select(part => Part(part.Split(' ')))]);

    public string Words { get; }

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static LabCondition Read(string text) => new(text.TrimEnd('?').Trim(), text.EndsWith('?'));

    /// <summary>Whether it holds; null where that cannot be said.</summary>
    public bool? Holds(LabResult result)
    {
        bool? all = true;
        foreach (var part in parts)
        {
            var holds = part(result);
            if (holds == false)
                return false;
            all = holds is null ? null : all;
        }

        return all ?? (isOptional ? false : null);
    }

    private static Func<LabResult, bool?> Part(string[] words)
    {
        switch (words)
        {
            case ["baseline", "high"]:
                return IsHighAtBaseline;
            case ["baseline", "normal"]:
                return result => !IsHighAtBaseline(result);
            case ["fall", var percent]:
                var least = Number(percent);
                return result => result.Baseline is > 0 and var baseline ? 100 * (baseline - result.Value) >= least * baseline : null;
            case [var sign, .. var other]:
                var (compare, side) = (Comparison(sign), Side(other));
                return result => side(result) is { } limit ? compare(result.Value!.Value, limit) : null;
            default:
                throw new FormatException($"'{string.Join(' ', words)}' is no condition.");
        }
    }

    // A baseline is abnormal when it is above today's limit; an unknown one is taken as normal, as long as the limit is known.
    private static bool? IsHighAtBaseline(LabResult result) => result.UpperLimit is { } limit ? result.Baseline > limit : null;

    private static Func<LabResult, decimal?> Side(string[] words)
    {
        switch (words)
        {
            case [var name, "+", var more]:
                var (limit, added) = (Named(name), Number(more));
                return result => limit(result) + added;
            case [var factor, var name]:
                var (times, of) = (Number(factor), Named(name));
                return result => times * of(result);
            case ["lln" or "uln" or "baseline"]:
                return Named(words[0]);
            default:
                var number = Number(words[0]);
                return _ => number;
        }
    }

    private static Func<LabResult, decimal?> Named(string name) => name switch
    {
        "lln" => result => result.LowerLimit,
        "uln" => result => result.UpperLimit,
        "baseline" => result => result.Baseline,
        _ => throw new FormatException($"'{name}' is no limit."),
    };

    private static Func<decimal, decimal, bool> Comparison(string sign) => sign switch
    {
        "<" => (value, other) => value < other,
        "<=" => (value, other) => value <= other,
        ">" => (value, other) => value > other,
        ">=" => (value, other) => value >= other,
        _ => throw new FormatException($"'{sign}' is no comparison."),
    };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
