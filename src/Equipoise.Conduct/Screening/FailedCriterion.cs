namespace Equipoise.Conduct.Screening;

/// <summary>How often a criterion ended a screening.</summary>
/// <param name="Id">The criterion's id.</param>
/// <param name="Text">Its text.</param>
/// <param name="Count">How many screenings.</param>
public sealed record FailedCriterion(string Id, string Text, int Count);
