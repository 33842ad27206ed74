namespace Equipoise.Registry.Store;

/// <summary>What the store holds.</summary>
/// <param name="Studies">The records that can be read, in the order of their ids.</param>
/// <param name="Unreadable">The ids of those that cannot.</param>
public sealed record StudyList(IReadOnlyList<StoredStudy> Studies, IReadOnlyList<string> Unreadable);
