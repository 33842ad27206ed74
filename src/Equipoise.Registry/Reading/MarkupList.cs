namespace Equipoise.Registry.Reading;

/// <summary>A list.</summary>
/// <param name="Kind">How its items are marked.</param>
/// <param name="Items">At least one.</param>
public sealed record MarkupList(MarkerKind Kind, IReadOnlyList<MarkupItem> Items) : MarkupBlock;
