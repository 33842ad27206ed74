namespace Equipoise.Conduct.Safety;

/// <summary>How one CTCAE term grades a laboratory test given in one kind of unit: a row of <c>laboratory-grades.tsv</c>.</summary>
/// <param name="Term">The CTCAE 5.0 term.</param>
/// <param name="Tests">The names and codes of the tests it grades.</param>
/// <param name="Direction"><c>L</c> or <c>H</c>.</param>
/// <param name="Unit">The unit of its limits, UCUM; empty where they are all relative.</param>
/// <param name="Grades">Of each grade from 1 the alternatives, any of which gives it; a grade without any is never given.</param>
internal sealed record LabRule(string Term, IReadOnlyList<string> Tests, string Direction, string Unit, IReadOnlyList<IReadOnlyList<LabCondition>> Grades)
{
    /// <summary>The grade of a result that has none.</summary>
    public LabGrade NoGrade { get; } = new(0, Direction, Term, $"{Term}: no grade");
}
