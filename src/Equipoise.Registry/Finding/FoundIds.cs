using Equipoise.Registry.Records;

namespace Equipoise.Registry.Finding;

/// <summary>Which studies were found.</summary>
/// <param name="Total">How many studies fit, exactly.</param>
/// <param name="Ids">The first of them.</param>
public sealed record FoundIds(int Total, IReadOnlyList<StudyId> Ids);
