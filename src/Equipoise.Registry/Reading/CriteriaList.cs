namespace Equipoise.Registry.Reading;

/// <summary>A list of criteria, or of the parts of one.</summary>
/// <param name="Kind">How its items are marked.</param>
/// <param name="IsOurs">True where the record writes the items one after another in a line, and the list is our reading.</param>
/// <param name="Items">At least one.</param>
public sealed record CriteriaList(MarkerKind Kind, bool IsOurs, IReadOnlyList<Criterion> Items) : CriteriaBlock;
