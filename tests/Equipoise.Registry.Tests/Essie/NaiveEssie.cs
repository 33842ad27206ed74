using System.Globalization;
using System.Text.Json;
using Equipoise.Registry.Essie;
using Equipoise.Registry.Essie.Expressions;
using Equipoise.Registry.Records;
using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Tests.Essie;

/// <summary>What an expression says of a record, worked out from its JSON by the plainest means: for everything but words.</summary>
internal static class NaiveEssie
{
    public static bool Matches(Expression expression, JsonElement record) => Matches(expression, record, RecordSchema.Fields.Where(field => field.Parent is null).ToList(), target: null);

    private static bool Matches(Expression expression, JsonElement part, IReadOnlyList<SchemaField> members, EssieTarget? target) => expression switch
    {
        AllExpression => true,
        AndExpression and => and.Parts.All(inner => Matches(inner, part, members, target)),
        OrExpression or => or.Parts.Any(inner => Matches(inner, part, members, target)),
        NotExpression not => !Matches(not.Inner, part, members, target),
        AreaExpression area => Matches(area.Inner, part, members, EssieTarget.Find(area.Name)),
        SearchExpression { IsLocation: true } search => Sites(part).Any(site => Matches(search.Inner, site, RecordSchema.Piece("Location").Children, target)),
        MissingExpression when target!.IsSize => !Values(part, members, target.Field!).Any(),
        MissingExpression => !target!.Fields.Any(field => Values(part, members, field).Any(HasValue)),
        TermExpression term when target!.IsSize => Lists(part, members, target.Field!).Contains(int.Parse(term.Text, CultureInfo.InvariantCulture)),
        TermExpression term => Values(part, members, target!.Field!).Any(value => IsWithin(value, target.Field!, term.Text, term.Text)),
        RangeExpression range => Values(part, members, target!.Field!).Any(value => IsWithin(value, target.Field!, range.Min, range.Max)),
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    private static IEnumerable<JsonElement> Sites(JsonElement record) => Values(record, RecordSchema.Fields.Where(field => field.Parent is null).ToList(), RecordSchema.Piece("Location"));

    /// <summary>The texts of a record's field.</summary>
    public static IEnumerable<string> Texts(JsonElement record, SchemaField field) =>
        Values(record, [.. RecordSchema.Fields.Where(top => top.Parent is null)], field).Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!);

    /// <summary>The values of a field, wherever it stands below a part.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement part, IReadOnlyList<SchemaField> members, SchemaField wanted) =>
        Holders(part, members, wanted).SelectMany(holder => holder.TryGetProperty(wanted.Name, out var value) ? Items(value) : []);

    private static IEnumerable<int> Lists(JsonElement part, IReadOnlyList<SchemaField> members, SchemaField wanted) =>
        Holders(part, members, wanted).SelectMany(holder => holder.TryGetProperty(wanted.Name, out var value) && value.GetArrayLength() > 0 ? [value.GetArrayLength()] : Array.Empty<int>());

    private static IEnumerable<JsonElement> Holders(JsonElement part, IReadOnlyList<SchemaField> members, SchemaField wanted)
    {
        if (members.Contains(wanted))
            return [part];
        var next = members.Single(member => wanted.Path.StartsWith($"{member.Path}.", StringComparison.Ordinal));
        return part.TryGetProperty(next.Name, out var inside) ? Items(inside).SelectMany(item => Holders(item, next.Children, wanted)) : [];
    }

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static bool HasValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => HasValue(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasValue),
        JsonValueKind.String => value.GetString()!.Length > 0,
        _ => true,
    };

    private static bool IsWithin(JsonElement value, SchemaField field, string? min, string? max)
    {
        switch (field.Type)
        {
            case FieldType.Enumeration:
                return value.GetString() == min;
            case FieldType.Boolean:
                return value.GetBoolean() == bool.Parse(min!);
            case FieldType.Date:
                var date = PartialDate.Parse(value.GetString()![..Math.Min(10, value.GetString()!.Length)]).First;
                return (min is null || date >= PartialDate.Parse(min).First) && (max is null || date <= PartialDate.Parse(max).Last);
            case FieldType.Duration:
                var age = Age.Parse(value.GetString()!);
                return (min is null || age >= Age.Parse(min)) && (max is null || age <= Age.Parse(max));
            default:
                return (min is null || value.GetDouble() >= double.Parse(min, CultureInfo.InvariantCulture)) && (max is null || value.GetDouble() <= double.Parse(max, CultureInfo.InvariantCulture));
        }
    }
}
