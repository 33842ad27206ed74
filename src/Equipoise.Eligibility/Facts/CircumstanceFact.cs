using Equipoise.Eligibility.Criteria;

namespace Equipoise.Eligibility.Facts;

/// <summary>Something else that is so or not, such as pregnancy or consent.</summary>
public sealed record CircumstanceFact(CircumstanceKind Kind, string Concept, bool Holds, FactDate? Date, string Source)
{
    /// <summary>What stands where yes or no should, for one that could not be read; null for one that was. Nobody knows whether such a one
    /// holds, and an older one does not count in its place.</summary>
    public string? Unread { get; init; }

    /// <summary>One that is on record and could not be read.</summary>
    public static CircumstanceFact NotRead(CircumstanceKind kind, string concept, string written, FactDate? date, string source) =>
        new(kind, concept, Holds: false, date, source) { Unread = Fhir.Json.Short(written) };
}
