namespace Equipoise.Search.Files;

/// <summary>A file of the index as its manifest knows it.</summary>
internal sealed record FileEntry(string Name, long Length, uint Checksum);
