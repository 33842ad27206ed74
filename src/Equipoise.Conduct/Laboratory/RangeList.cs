using System.Globalization;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Terminology;
using Equipoise.Eligibility.Units;

namespace Equipoise.Conduct.Laboratory;

/// <summary>Reference ranges as people write them: <c>ast U/L 5 40; alt U/L - 45</c>, with - for no limit, and semicolons or line ends
/// between.</summary>
public static class RangeList
{
    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">One cannot be read; the message names it.</exception>
    public static IReadOnlyList<ReferenceRange> Read(string text) =>
        [.. text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOne)];

    /// <summary>Writes a range so that it can be read again.</summary>
    public static string Write(ReferenceRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.Variable} {range.Unit} {Limit(range.Low)} {Limit(range.High)}");

    private static ReferenceRange ReadOne(string text)
    {
        var shown = text.Length > 60 ? text[..60] + "…" : text;
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var variable, var unit, var low, var high] || !TryLimit(low, out var from) || !TryLimit(high, out var to))
            throw new FormatException($"'{shown}' is no reference range: write variable, unit, lower and upper limit, such as 'ast U/L 5 40', with - for no limit.");
        if (Variables.Find(variable) is null)
            throw new FormatException($"'{shown}': there is no variable '{variable}'; its name is that of the protocol's form.");
        if (!UcumUnit.TryParse(unit, out _))
            throw new FormatException($"'{shown}': '{unit}' is no UCUM unit that is known here.");
        return from > to ? throw new FormatException($"'{shown}': the lower limit is above the upper.") : new ReferenceRange(variable, unit, from, to);
    }

    private static bool TryLimit(string text, out decimal? limit)
    {
        var isNumber = decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e12m;
        limit = isNumber ? number : null;
        return isNumber || text is "-";
    }

    private static string Limit(decimal? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
