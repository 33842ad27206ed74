namespace Equipoise.Registry.Reading;

/// <summary>A run of text among criteria. Plain text: whoever shows it encodes it.</summary>
/// <param name="Text">What it says, to the letter.</param>
/// <param name="Anchor">Its name, where a section is written in paragraphs, so that each may be a criterion; else null.</param>
public sealed record CriteriaParagraph(string Text, string? Anchor = null) : CriteriaBlock;
