namespace Equipoise.Registry.Reading;

/// <summary>An item of a list that is written within a line.</summary>
/// <param name="Marker">What marks it.</param>
/// <param name="Text">What it says before its own list, if it has one.</param>
/// <param name="Below">Its own list.</param>
internal sealed record InlineItem(ListMarker Marker, string Text, IReadOnlyList<InlineItem> Below);
