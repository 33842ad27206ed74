namespace Equipoise.Conduct.Deviations;

/// <summary>Something on record that is otherwise than the protocol has it and that nobody has documented: a deviation to be.</summary>
/// <param name="Participant">The participant.</param>
/// <param name="Site">The site.</param>
/// <param name="Subject">What it is about: <c>visit/CYC/2</c>.</param>
/// <param name="Rule">The rule: <c>visit-outside-window</c>, <c>visit-missed</c>, <c>criterion-not-met</c>.</param>
/// <param name="Category">One of <see cref="DeviationCategory"/>.</param>
/// <param name="Description">What happened, in a sentence.</param>
/// <param name="OccurredOn">The day on which it happened.</param>
public sealed record DeviationFinding(string Participant, string Site, string Subject, string Rule, string Category, string Description, DateOnly OccurredOn);
