namespace Equipoise.Search.Segments;

/// <summary>Where the list of a word in a group is.</summary>
internal sealed record GroupList(int Group, int Count, long Offset, int Length);
