using Equipoise.Registry.Schema;

namespace Equipoise.Registry.Tests.Essie;

/// <summary>Makes up expressions: every operator that a record answers without words, nested, in all ways of writing them.</summary>
/// <remarks>The same seed makes the same expressions.</remarks>
internal sealed class ExpressionMaker(int seed)
{
    private static readonly string[] Dates = ["StartDate", "CompletionDate", "LastUpdatePostDate", "StudyFirstSubmitDate", "ResultsFirstSubmitDate"];
    private static readonly string[] Numbers = ["EnrollmentCount"];
    private static readonly string[] Flags = ["HasResults", "HealthyVolunteers", "IsFDARegulatedDrug", "OversightHasDMC", "LargeDocHasSAP"];
    private static readonly string[] Lists = ["Phase", "Condition", "Keyword", "ArmGroup", "Intervention", "Location", "StdAge", "DesignWhoMasked", "PrimaryOutcome", "InterventionOtherName", "OutcomeMeasure"];
    private static readonly string[] SitePieces = ["LocationStatus", "LocationZip", "LocationState", "LocationContact", "LocationGeoPoint", "LocationCity"];

    private static readonly SchemaField[] Enums = [.. RecordSchema.Fields.Where(field => field.EnumType is not null && !field.Path.Contains(".locations.", StringComparison.Ordinal))];
    private static readonly SchemaField[] Any = [.. RecordSchema.Fields.Where(field => !field.IsIndexedOnly)];
    private readonly Random random = new(seed);

    public string Next() => Part(4);

    private string Part(int depth) => depth == 0 ? Leaf() : random.Next(9) switch
    {
        0 => $"NOT {Closed(depth)}",
        1 => $"{Closed(depth)} AND {Closed(depth)}",
        2 => $"{Closed(depth)} {Closed(depth)}",
        3 => $"{Closed(depth)} AND NOT {Closed(depth)}",
        4 or 5 => $"{Closed(depth)} OR {Closed(depth)}",
        6 => $"SEARCH[Location]({Site()} {One("AND", "OR", "AND NOT")} {Site()})",
        _ => Leaf(),
    };

    private string Closed(int depth) => $"({Part(depth - 1)})";

    private string Leaf()
    {
        switch (random.Next(9))
        {
            case 0:
                var field = One(Enums);
                return $"AREA[{field.Piece}]{One(RecordSchema.Enums[field.EnumType!].Select(value => value.Value).ToArray())}";
            case 1:
                return $"AREA[{One("OverallStatus", "OverallStatus", "OverallStatus")}]{One("RECRUITING", "COMPLETED", "TERMINATED", "NOT_YET_RECRUITING")}";
            case 2:
                return $"AREA[{One(Dates)}]RANGE[{Bound(Date, "MIN")}, {Bound(Date, "MAX")}]";
            case 3:
                return $"AREA[{One(Dates)}] {Date()}";
            case 4:
                return $"AREA[{One(Numbers)}]RANGE[{Bound(Number, "MIN")},{Bound(Number, "MAX")}]";
            case 5:
                return $"AREA[{One("MinimumAge", "MaximumAge")}]RANGE[{Bound(Age, "MIN")}, {Bound(Age, "MAX")}]";
            case 6:
                return $"AREA[{One(Flags)}]{One("true", "false")}";
            case 7:
                return random.Next(3) == 0 ? $"AREA[{One(Lists)}:size]{One("MISSING", "1", "2", "3")}" : $"AREA[{One(Lists)}:size] {random.Next(1, 6)}";
            default:
                return random.Next(12) == 0 ? "ALL" : $"AREA[{One(Any).Piece}]MISSING";
        }
    }

    private string Site() => random.Next(2) == 0
        ? $"AREA[{One(SitePieces)}]MISSING"
        : $"AREA[LocationStatus]{One("RECRUITING", "COMPLETED", "WITHDRAWN", "NOT_YET_RECRUITING")}";

    private string Bound(Func<string> value, string open) => random.Next(4) == 0 ? open : value();

    private string Date() => random.Next(3) switch
    {
        0 => $"{random.Next(2000, 2028)}",
        1 => $"{random.Next(2000, 2028)}-{random.Next(1, 13):D2}",
        _ => $"{random.Next(2000, 2028)}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}",
    };

    private string Number() => $"{random.Next(1, 600)}";

    private string Age() => $"{random.Next(1, 80)} {One("Years", "Months", "Weeks", "Days")}";

    private T One<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
