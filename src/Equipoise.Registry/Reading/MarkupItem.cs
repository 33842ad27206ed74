namespace Equipoise.Registry.Reading;

/// <summary>An item of a list.</summary>
/// <param name="Marker">What marks it, without the period or bracket: <c>10</c>, <c>a</c>, <c>iv</c>, or <c>•</c> for any bullet.</param>
/// <param name="Blocks">What it says: mostly one paragraph, sometimes with a list below.</param>
public sealed record MarkupItem(string Marker, IReadOnlyList<MarkupBlock> Blocks);
