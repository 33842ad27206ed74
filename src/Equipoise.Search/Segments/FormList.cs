namespace Equipoise.Search.Segments;

/// <summary>Where the list of a word in one of its written forms is. <see cref="Written"/> is UTF-8.</summary>
internal sealed record FormList(byte[] Written, int Count, long Offset, int DocumentLength, int PositionLength);
