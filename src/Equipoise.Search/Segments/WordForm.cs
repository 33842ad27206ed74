namespace Equipoise.Search.Segments;

/// <summary>A form that a word is written in, in UTF-8, and how many documents have it.</summary>
internal sealed record WordForm(byte[] Written, int Documents);
