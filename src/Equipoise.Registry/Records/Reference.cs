namespace Equipoise.Registry.Records;

/// <summary>A publication that a record cites.</summary>
/// <param name="Citation">Authors, title and place.</param>
/// <param name="PubMedId">Its number in PubMed.</param>
/// <param name="Type">The label of what it is to the study, such as "Results".</param>
/// <param name="Retractions">Notices that retract it.</param>
public sealed record Reference(string? Citation, string? PubMedId, string? Type, IReadOnlyList<Retraction> Retractions)
{
    internal static Reference From(RecordPart part) => new(
        part.Text("citation"),
        part.Text("pmid"),
        part.Label("ReferenceType", "type"),
        part.List(retraction => new Retraction(retraction.Text("source"), retraction.Text("pmid")), "retractions"));
}
