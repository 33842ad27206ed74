namespace Equipoise.Search.Segments;

/// <summary>How many documents of a group have a word and, where the list is not in the dictionary itself, where it is.</summary>
internal sealed record GroupList(int Group, int Count, long Offset, int Length);
