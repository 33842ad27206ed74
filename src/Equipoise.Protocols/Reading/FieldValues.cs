using System.Globalization;
using Equipoise.Protocols.Scheduling;
using YamlDotNet.RepresentationModel;

namespace Equipoise.Protocols.Reading;

/// <summary>The kinds of values that a protocol's keys have, each refused with its line where it is another.</summary>
internal static class FieldValues
{
    public static int Whole(this YamlFields fields, string key, int least = 0, int most = 1_000_000)
    {
        var number = fields.Number(key);
        return number == decimal.Truncate(number) && number >= least && number <= most
            ? (int)number
            : throw fields.Bad(key, string.Create(CultureInfo.InvariantCulture, $"'{key}' is a whole number from {least} to {most}."));
    }

    public static int? OptionalWhole(this YamlFields fields, string key, int least = 0) => fields.Optional(key) is null ? null : fields.Whole(key, least);

    public static decimal? OptionalNumber(this YamlFields fields, string key) => fields.Optional(key) is null ? null : fields.Number(key);

    public static decimal Positive(this YamlFields fields, string key) =>
        fields.Number(key) is > 0 and < 1_000_000 and var number ? number : throw fields.Bad(key, $"'{key}' is a number above 0.");

    /// <summary>A length of time in the units of the calendar: <c>3 wk</c>.</summary>
    public static CalendarSpan Span(this YamlFields fields, string key)
    {
        var (amount, unit) = Split(fields, key);
        return new CalendarSpan(amount, unit switch
        {
            "d" => CalendarUnit.Day,
            "wk" => CalendarUnit.Week,
            "mo" => CalendarUnit.Month,
            "a" => CalendarUnit.Year,
            _ => throw fields.Bad(key, $"'{key}' is a whole number with d, wk, mo or a after it, such as 3 wk."),
        });
    }

    /// <summary>A length of time in days or weeks, as days.</summary>
    public static int Days(this YamlFields fields, string key, int least = 0)
    {
        var span = fields.Span(key);
        if (span.Unit is not (CalendarUnit.Day or CalendarUnit.Week))
            throw fields.Bad(key, $"'{key}' is counted in days or weeks, such as 21 d or 3 wk: months differ in length.");
        return span.Days >= least ? span.Days : throw fields.Bad(key, $"'{key}' is at least {least} d.");
    }

    /// <summary>Calendar months.</summary>
    public static int Months(this YamlFields fields, string key) => fields.Span(key) switch
    {
        { Unit: CalendarUnit.Month, Amount: > 0 } span => span.Amount,
        { Unit: CalendarUnit.Year, Amount: > 0 and < 100 } span => 12 * span.Amount,
        _ => throw fields.Bad(key, $"'{key}' is counted in calendar months or years, such as 24 mo."),
    };

    /// <summary>Minutes: <c>60 min</c>, <c>2 h</c>.</summary>
    public static int Minutes(this YamlFields fields, string key) => Split(fields, key) switch
    {
        (var amount, "min") => amount,
        (< 1000 and var amount, "h") => 60 * amount,
        _ => throw fields.Bad(key, $"'{key}' is a whole number with min or h after it, such as 60 min."),
    };

    public static DateOnly Date(this YamlFields fields, string key) =>
        DateOnly.TryParseExact(fields.Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw fields.Bad(key, $"'{key}' is a day such as 2026-03-04.");

    /// <summary>A code: letters, digits, _ and -, since paths and addresses are made of it.</summary>
    public static string Code(this YamlFields fields, string key)
    {
        var code = fields.Text(key);
        return code.Length <= 40 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? code
            : throw fields.Bad(key, $"'{key}' is at most 40 letters, digits, _ and -.");
    }

    /// <summary>One of the words that a table knows.</summary>
    public static T Choice<T>(this YamlFields fields, string key, params (string Word, T Value)[] choices)
    {
        var word = fields.Text(key);
        foreach (var choice in choices)
        {
            if (string.Equals(choice.Word, word, StringComparison.Ordinal))
                return choice.Value;
        }

        throw fields.Bad(key, $"'{key}' is one of {string.Join(", ", choices.Select(choice => choice.Word))}, not '{word}'.");
    }

    /// <summary>A list of mappings; empty where the key is missing.</summary>
    public static List<T> Each<T>(this YamlFields fields, string key, string what, Func<YamlFields, T> read)
    {
        var items = new List<T>();
        if (fields.Optional(key) is null)
            return items;
        foreach (var node in fields.List(key))
        {
            var item = new YamlFields(node, what);
            items.Add(read(item));
            item.RefuseOthers();
        }

        return items;
    }

    /// <summary>A list of at least so many mappings whose codes differ.</summary>
    public static List<T> EachCoded<T>(this YamlFields fields, string key, string what, int least, Func<YamlFields, T> read, Func<T, string> code)
    {
        var items = fields.Each(key, what, item =>
        {
            var value = read(item);
            return (Value: value, item.Line);
        });
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (value, line) in items)
        {
            if (!seen.Add(code(value)))
                throw ProtocolException.At(line, $"'{code(value)}' is the code of an earlier {what}: give each its own.");
        }

        return items.Count >= least ? [.. items.Select(item => item.Value)] : throw ProtocolException.At(fields.LineOf(key), $"'{key}' has at least {least} {(least == 1 ? "entry" : "entries")}.");
    }

    /// <summary>A list of texts; empty where the key is missing.</summary>
    public static List<string> Texts(this YamlFields fields, string key) => fields.Optional(key) is null
        ? []
        : [.. fields.List(key).Select(item => item is YamlScalarNode { Value: { Length: > 0 } text } ? text : throw ProtocolException.At(item.Start.Line, $"'{key}' is a list of texts."))];

    /// <summary>A list of numbers; empty where the key is missing.</summary>
    public static List<decimal> Numbers(this YamlFields fields, string key) => fields.Optional(key) is null
        ? []
        : [.. fields.List(key).Select(item => item is YamlScalarNode { Value: { } text } && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ProtocolException.At(item.Start.Line, $"'{key}' is a list of numbers."))];

    /// <summary>A mapping under a key; null where the key is missing.</summary>
    public static T? Part<T>(this YamlFields fields, string key, string what, Func<YamlFields, T> read)
        where T : class
    {
        if (fields.Optional(key) is not { } node)
            return null;
        var part = new YamlFields(node, what);
        var value = read(part);
        part.RefuseOthers();
        return value;
    }

    /// <summary>A mapping that must be there.</summary>
    public static T Required<T>(this YamlFields fields, string key, string what, Func<YamlFields, T> read)
        where T : class => fields.Part(key, what, read) ?? throw ProtocolException.At(fields.Line, $"This {fields.What} has no '{key}'.");

    /// <summary>The complaint that a key's value is not what it should be.</summary>
    public static ProtocolException Bad(this YamlFields fields, string key, string sentence) => ProtocolException.At(fields.LineOf(key), sentence);

    private static (int Amount, string Unit) Split(YamlFields fields, string key)
    {
        var words = fields.Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 2 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= 100_000
            ? (amount, words[1])
            : throw fields.Bad(key, $"'{key}' is a whole number with a unit after it, such as 3 wk or 60 min.");
    }
}
