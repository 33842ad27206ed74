namespace Equipoise.Search.Searching;

/// <summary>A range of numbers or dates to count: from <paramref name="From"/> to just below <paramref name="To"/>.</summary>
/// <param name="Name">What the count is called.</param>
/// <param name="From">The lower end, included; null is open. A date as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="To">The upper end, excluded; null is open.</param>
public sealed record FacetRange(string Name, double? From, double? To);
