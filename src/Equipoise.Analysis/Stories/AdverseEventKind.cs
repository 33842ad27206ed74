namespace Equipoise.Analysis.Stories;

/// <summary>A kind of adverse event.</summary>
/// <param name="Term">Its CTCAE term.</param>
/// <param name="Rate">Events a month on treatment, by arm.</param>
/// <param name="Grades">How often each grade, by weight.</param>
/// <param name="Days">How long one lasts on average.</param>
internal sealed record AdverseEventKind(string Term, IReadOnlyDictionary<string, double> Rate, IReadOnlyList<(string Value, double Weight)> Grades, double Days);
