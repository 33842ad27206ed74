namespace Equipoise.Eligibility.Criteria;

/// <summary>A stretch of time beside an event, such as the 4 weeks before randomization.</summary>
/// <param name="Value">How many units long it is.</param>
/// <param name="Unit">UCUM: <c>h</c>, <c>d</c>, <c>wk</c>, <c>mo</c> or <c>a</c>; <see cref="HalfLife"/> for half-lives of what was given.</param>
/// <param name="Direction"><c>before</c> or <c>after</c>.</param>
/// <param name="Anchor">The event; null where the text names none.</param>
public sealed record Window(decimal Value, string Unit, string Direction = "before", string? Anchor = null)
{
    /// <summary>The unit of a window that is counted in half-lives, which no record of a patient holds.</summary>
    public const string HalfLife = "{half-life}";
}
