namespace Equipoise.Conduct.Safety;

/// <summary>The grade of a laboratory result by CTCAE 5.0.</summary>
/// <param name="Grade">0 to 4, 0 for no toxicity; null where what is known does not tell.</param>
/// <param name="Direction"><c>L</c> for too low, <c>H</c> for too high; empty where no rule decided.</param>
/// <param name="Term">The CTCAE term; empty where no rule decided.</param>
/// <param name="Rule">What decided, in words.</param>
public sealed record LabGrade(int? Grade, string Direction, string Term, string Rule);
