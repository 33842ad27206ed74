namespace Equipoise.Search.Highlighting;

/// <summary>A piece of a text, with what was searched for marked in it.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="Text">The piece.</param>
/// <param name="Marks">The marked ranges, from the start of the piece, in order and apart.</param>
public sealed record Fragment(int Start, string Text, IReadOnlyList<Mark> Marks);
