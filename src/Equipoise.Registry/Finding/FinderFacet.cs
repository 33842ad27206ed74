using Equipoise.Registry.Indexing;
using Equipoise.Registry.Schema;
using Equipoise.Search.Searching;

namespace Equipoise.Registry.Finding;

/// <summary>A property by which results are counted and narrowed.</summary>
/// <param name="Name">Its short name, as in an address: <c>status</c>.</param>
/// <param name="Title">What people read above it.</param>
/// <param name="Column">The index's column.</param>
/// <param name="EnumType">The type whose labels its values have, or null where they are words already.</param>
/// <param name="Top">How many values are counted at most.</param>
public sealed record FinderFacet(string Name, string Title, string Column, string? EnumType, int Top = 20)
{
    /// <summary>All facets, in the order in which pages show them.</summary>
    public static IReadOnlyList<FinderFacet> All { get; } =
    [
        new("status", "Status", "OverallStatus", "Status"),
        new("phase", "Phase", "Phase", "Phase"),
        new("type", "Study type", "StudyType", "StudyType"),
        new("group", "Age group", "StdAge", "StandardAge"),
        new("sex", "Sex", "Sex", "Sex"),
        new("healthy", "Healthy volunteers", "HealthyVolunteers", EnumType: null),
        new("funder", "Funder type", StudyFields.FunderType, "AgencyClass"),
        new("country", "Country", StudyFields.Countries, EnumType: null, Top: 300),
        new("results", "Results", "HasResults", EnumType: null),
        new("start", "Start year", StudyFields.StartYear, EnumType: null, Top: 60),
    ];

    /// <summary>What asks for the counts of all of them.</summary>
    public static IReadOnlyList<FacetRequest> Requests { get; } = [.. All.Select(facet => new FacetRequest(facet.Column) { Name = facet.Name, Top = facet.Top })];

    /// <summary>The facet of a name, or null.</summary>
    public static FinderFacet? Find(string name) => All.FirstOrDefault(facet => string.Equals(facet.Name, name, StringComparison.Ordinal));

    /// <summary>The values that it can have, or none where it can have any.</summary>
    public IReadOnlyList<string> Values { get; } =
        EnumType is not null ? [.. RecordSchema.Enums[EnumType].Select(known => known.Value)] : Name is "healthy" or "results" ? ["true", "false"] : [];

    /// <summary>Whether a study can have a value.</summary>
    public bool MayHave(string value) => Values.Count == 0 || Values.Contains(value, StringComparer.Ordinal);

    /// <summary>What people read for a value.</summary>
    public string LabelOf(string value) => Name switch
    {
        "healthy" => IsTrue(value) ? "Accepts healthy volunteers" : "No healthy volunteers",
        "results" => IsTrue(value) ? "With results" : "Without results",
        _ when EnumType is { } type => RecordSchema.Enums[type].FirstOrDefault(known => string.Equals(known.Value, value, StringComparison.Ordinal))?.Label ?? value,
        _ => value,
    };

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.Ordinal);
}
