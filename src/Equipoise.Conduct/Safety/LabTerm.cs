namespace Equipoise.Conduct.Safety;

/// <summary>A CTCAE 5.0 term that is graded by laboratory values alone.</summary>
/// <param name="Term">The term.</param>
/// <param name="Unit">The unit of its limits, UCUM; empty where they are all relative.</param>
/// <param name="Grades">The limits of grades 1 to 4; empty where a grade is not given by a value.</param>
public sealed record LabTerm(string Term, string Unit, IReadOnlyList<string> Grades);
