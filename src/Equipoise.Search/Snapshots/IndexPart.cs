namespace Equipoise.Search.Snapshots;

/// <summary>A part of an index, and how many bytes it takes over all segments.</summary>
/// <param name="Path">The nested documents it is of; empty for the documents' own.</param>
/// <param name="File">The kind of file it is in, such as <c>words</c>.</param>
/// <param name="Name">What it is, such as the name of a field or group.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Items">How many things it holds: words, documents, values.</param>
public sealed record IndexPart(string Path, string File, string Name, long Bytes, long Items);
