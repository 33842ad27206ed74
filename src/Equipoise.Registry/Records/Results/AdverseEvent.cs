namespace Equipoise.Registry.Records.Results;

/// <summary>A kind of harm.</summary>
/// <param name="Term">Its name.</param>
/// <param name="OrganSystem">What it befalls.</param>
/// <param name="Vocabulary">Where the name is from, such as "MedDRA (20.1)".</param>
/// <param name="Assessment">The label of whether it was looked for.</param>
/// <param name="Notes">More about it, as markup.</param>
/// <param name="Counts">How many were harmed in each group.</param>
public sealed record AdverseEvent(string? Term, string? OrganSystem, string? Vocabulary, string? Assessment, string? Notes, IReadOnlyList<EventCount> Counts)
{
    internal static AdverseEvent From(RecordPart part) => new(
        part.Text("term"),
        part.Text("organSystem"),
        part.Text("sourceVocabulary"),
        part.Label("EventAssessment", "assessmentType"),
        part.Text("notes"),
        part.List(EventCount.From, "stats"));
}
