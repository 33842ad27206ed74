using System.Globalization;
using Equipoise.Protocols.Forms;

namespace Equipoise.Conduct.Forms;

/// <summary>Evaluates a protocol's statements about answers.</summary>
public static class FieldRules
{
    /// <summary>Whether a statement holds. A comparison with an answer that is not there holds: what is missing is asked for elsewhere.</summary>
    public static bool Holds(FieldRule rule, IReadOnlyDictionary<string, string> answers)
    {
        var mine = answers.GetValueOrDefault(rule.Field);
        if (rule.Operator is "present")
            return mine is not null;
        if (rule.Operator is "absent")
            return mine is null;
        var other = rule.Other is null ? rule.Value : answers.GetValueOrDefault(rule.Other);
        return mine is null || other is null || Compare(mine, rule.Operator, other);
    }

    /// <summary>Whether a condition is fulfilled: here what is missing fulfills nothing but <c>absent</c>.</summary>
    public static bool Applies(FieldRule? rule, IReadOnlyDictionary<string, string> answers) =>
        rule is null || ((rule.Operator is "absent" || answers.ContainsKey(rule.Field)) && Holds(rule, answers));

    private static bool Compare(string mine, string sign, string other)
    {
        var order = Order(mine, other);
        return sign switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            _ => throw new InvalidOperationException($"A rule with the sign '{sign}' cannot be judged."),
        };
    }

    private static int Order(string mine, string other)
    {
        if (decimal.TryParse(mine, NumberStyles.Float, CultureInfo.InvariantCulture, out var first) &&
            decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var second) && !IsDate(mine) && !IsDate(other))
            return first.CompareTo(second);
        // Of dates of different precision only the common part can be compared.
        var common = IsDate(mine) && IsDate(other) ? Math.Min(mine.Length, other.Length) : int.MaxValue;
        return string.CompareOrdinal(Cut(mine, common), Cut(other, common));
    }

    private static bool IsDate(string text) => text.Length is 4 or 7 or 10 or 16 && text.Take(4).All(char.IsAsciiDigit) && (text.Length == 4 || text[4] == '-');

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
