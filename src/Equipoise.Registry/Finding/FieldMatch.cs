namespace Equipoise.Registry.Finding;

/// <summary>Where a record has what was searched for.</summary>
/// <param name="Piece">The piece name of the field.</param>
/// <param name="Text">The part of its text, with what was searched for marked.</param>
public sealed record FieldMatch(string Piece, MarkedText Text);
