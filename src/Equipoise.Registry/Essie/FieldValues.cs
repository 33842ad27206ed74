using System.Collections.Frozen;
using System.Globalization;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;
using Equipoise.Search.Queries;

namespace Equipoise.Registry.Essie;

/// <summary>Queries for the values of fields that do not hold prose: words for enums and yes or no, values and ranges for dates,
/// numbers and ages.</summary>
internal static class FieldValues
{
    private static readonly FrozenDictionary<string, AgeUnit> Units = new Dictionary<string, AgeUnit>(StringComparer.OrdinalIgnoreCase)
    {
        ["y"] = AgeUnit.Years, ["year"] = AgeUnit.Years, ["years"] = AgeUnit.Years,
        ["m"] = AgeUnit.Months, ["month"] = AgeUnit.Months, ["months"] = AgeUnit.Months,
        ["w"] = AgeUnit.Weeks, ["week"] = AgeUnit.Weeks, ["weeks"] = AgeUnit.Weeks,
        ["d"] = AgeUnit.Days, ["day"] = AgeUnit.Days, ["days"] = AgeUnit.Days,
        ["h"] = AgeUnit.Hours, ["hour"] = AgeUnit.Hours, ["hours"] = AgeUnit.Hours,
        ["minute"] = AgeUnit.Minutes, ["minutes"] = AgeUnit.Minutes,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The query of a term or range.</summary>
    /// <exception cref="EssieException">The field cannot have such a value.</exception>
    public static Query Of(Expression leaf, SchemaField field) => (field.Type, leaf) switch
    {
        (FieldType.Enumeration, TermExpression term) => OfEnum(term, field),
        (FieldType.Boolean, TermExpression term) => OfFlag(term, field),
        (FieldType.Date or FieldType.Number or FieldType.WholeNumber or FieldType.Duration, TermExpression term) =>
            new RangeQuery(field.Piece, First(term.Text, field, term.Position), Last(term.Text, field, term.Position)),
        (FieldType.Date or FieldType.Number or FieldType.WholeNumber or FieldType.Duration, RangeExpression range) =>
            new RangeQuery(field.Piece, range.Min is { } min ? First(min, field, range.MinPosition) : null, range.Max is { } max ? Last(max, field, range.MaxPosition) : null),
        _ => throw new EssieException($"{field.Piece} cannot be asked that: its values are of type {field.TypeName}", leaf.Position),
    };

    private static ConstantQuery OfEnum(TermExpression term, SchemaField field)
    {
        var known = RecordSchema.Enums[field.EnumType!];
        var wanted = Letters(term.Text);
        var values = known.Where(value => string.Equals(Letters(value.Value), wanted, StringComparison.Ordinal)).ToList();
        if (values.Count == 0)
            values = [.. known.Where(value => string.Equals(Letters(value.Legacy), wanted, StringComparison.Ordinal))];
        return values.Count > 0
            ? new ConstantQuery(Query.Value(field.Piece, [.. values.Select(value => value.Value)]), Score: 1)
            : throw new EssieException($"Allowed values for enum field `{field.Path}` are {string.Join(", ", known.Select(value => $"`{value.Value}`"))}", term.Position);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static ConstantQuery OfFlag(TermExpression term, SchemaField field) => term.Text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" => new ConstantQuery(Query.Value(field.Piece, value: true), Score: 1),
        "FALSE" or "NO" or "N" => new ConstantQuery(Query.Value(field.Piece, value: false), Score: 1),
        _ => throw new EssieException($"Allowed values for boolean field `{field.Path}` are `true`, `false`", term.Position),
    };

    /// <summary>The smallest value that a text of a date, number or age means.</summary>
    internal static double First(string text, SchemaField field, int position) => field.Type switch
    {
        FieldType.Date => ReadDate(text, position).First.DayNumber,
        FieldType.Duration => ReadAge(text, position),
        _ => ReadNumber(text, position),
    };

    /// <summary>The largest value that a text of a date, number or age means.</summary>
    internal static double Last(string text, SchemaField field, int position) => field.Type switch
    {
        FieldType.Date => ReadDate(text, position).Last.DayNumber,
        FieldType.Duration => ReadAge(text, position),
        _ => ReadNumber(text, position),
    };

    private static PartialDate ReadDate(string text, int position)
    {
        if (PartialDate.TryParse(text.Length > 10 && text[10] == 'T' ? text[..10] : text, out var date))
            return date;
        if (DateOnly.TryParseExact(text, ["MM/dd/yyyy", "M/d/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return PartialDate.Parse(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (DateOnly.TryParseExact(text, ["MM/yyyy", "M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return PartialDate.Parse(month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        throw new EssieException($"'{EssieLexer.Shown(text)}' is not a date: write it as 2025-11-21, 2025-11, 2025 or 11/21/2025", position);
    }

    private static double ReadNumber(string text, int position) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new EssieException($"'{EssieLexer.Shown(text)}' is not a number", position);

    private static double ReadAge(string text, int position)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var unit = text[digits..].Trim();
        if (digits is 0 or > 6)
            throw new EssieException($"'{EssieLexer.Shown(text)}' is not an age: write a number and a unit, such as 16 years", position);
        if (unit.Length > 0 && !Units.ContainsKey(unit))
            throw new EssieException($"No enum constant TimeParts.Unit.{EssieLexer.Shown(unit)}", position);
        var years = unit.Length == 0 ? AgeUnit.Years : Units[unit];
        return Age.Parse($"{text[..digits]} {years}").Years;
    }
}
