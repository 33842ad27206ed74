namespace Equipoise.Registry.Reading;

/// <summary>A criterion, or a part of one.</summary>
/// <param name="Anchor">Its name within the text, such as <c>inclusion-10-a-i</c>: the same whenever the text is, and no other has it.</param>
/// <param name="Marker">What marks it in the text, such as <c>10</c>, <c>a</c> or <c>•</c>.</param>
/// <param name="Blocks">What it says.</param>
public sealed record Criterion(string Anchor, string Marker, IReadOnlyList<CriteriaBlock> Blocks);
