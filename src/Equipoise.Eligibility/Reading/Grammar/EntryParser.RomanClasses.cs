using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Reading.Grammar;

/// <summary>Classes in Roman numerals of scales other than that of the heart: "Hurley stage II or III", "Killip class III-IV".</summary>
internal sealed partial class EntryParser
{
    private CriterionNode? RomanClass(string scale, string? sign)
    {
        if (TakeStageValues() is not { } values || values.Exists(value => Array.IndexOf(Roman, value) < 0))
            return null;
        sign ??= TakeBound() switch { Comparison.AtLeast => ">=", Comparison.AtMost => "<=", _ => null };
        if (sign is not null)
        {
            if (values is not [var only] || Array.IndexOf(Roman, only) is not (> 0 and var rank))
                return null;
            // Hurley's scale ends at III.
            var worst = scale.StartsWith("Hurley", StringComparison.Ordinal) ? Roman.Length - 1 : Roman.Length;
            if (rank >= worst)
                return null;
            values = [.. sign switch { ">=" => Roman[rank..worst], ">" => Roman[(rank + 1)..worst], "<=" => Roman[1..(rank + 1)], "<" => Roman[1..rank], _ => Roman[rank..(rank + 1)] }];
        }

        return values.Count switch
        {
            0 => null,
            1 => new Condition($"{scale} {values[0]}"),
            _ => new AnyOf([.. values.Select(value => new Condition($"{scale} {value}"))]),
        };
    }

    private static bool IsOtherScale(string scale) => scale.StartsWith("Hurley", StringComparison.Ordinal) || scale.StartsWith("Killip", StringComparison.Ordinal) || scale.StartsWith("Siewert", StringComparison.Ordinal) || scale.StartsWith("Masaoka", StringComparison.Ordinal) || scale.StartsWith("Rai", StringComparison.Ordinal) || scale.StartsWith("World", StringComparison.Ordinal);
}
