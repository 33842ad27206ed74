namespace Equipoise.Analysis.Stories;

/// <summary>The moment at which a form is filled in: who, when, for which time, and what the story knows then.</summary>
/// <param name="Draws">The person's random numbers.</param>
/// <param name="Day">The day.</param>
/// <param name="Count">Which time this form is filled in, from 0.</param>
/// <param name="Known">What rules may name with a <c>$</c>.</param>
internal sealed record Scene(PersonDraws Draws, DateOnly Day, int Count, IReadOnlyDictionary<string, string> Known);
