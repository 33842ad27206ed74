namespace Equipoise.Search.Segments;

/// <summary>How many documents of a group have a word and, where the list is not in the dictionary itself, where it is.</summary>
/// <param name="Group">The group.</param>
/// <param name="Count">How many documents.</param>
/// <param name="Basis">What the list is part of.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record GroupList(int Group, int Count, ListBasis Basis, long Offset, int Length);
