using Equipoise.Conduct.Screening;
using Equipoise.Conduct.Store;

namespace Equipoise.Conduct.Randomization;

/// <summary>A participant of a group who may be randomized: all holds that must, and only the slot is missing.</summary>
/// <param name="Request">The request.</param>
/// <param name="Change">The step that takes the slot.</param>
/// <param name="File">What is on record.</param>
/// <param name="Levels">The levels of the stratification factors, in their order.</param>
/// <param name="Stratum">The stratum they make.</param>
internal sealed record AllocationCandidate(AllocationRequest Request, ConductChange Change, ParticipantFile File, IReadOnlyList<KeyValuePair<string, string>> Levels, string Stratum)
{
    /// <summary>The levels' codes.</summary>
    public IReadOnlyList<string> LevelCodes => [.. Levels.Select(level => level.Value)];
}
