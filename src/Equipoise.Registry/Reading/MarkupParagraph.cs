namespace Equipoise.Registry.Reading;

/// <summary>A run of text, its escapes taken off; a line break stands where the record has one.</summary>
/// <param name="Text">What it says. Plain text: whoever shows it encodes it.</param>
public sealed record MarkupParagraph(string Text) : MarkupBlock;
