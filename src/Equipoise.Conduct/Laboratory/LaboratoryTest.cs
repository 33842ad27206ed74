namespace Equipoise.Conduct.Laboratory;

/// <summary>All results of one test of a participant.</summary>
/// <param name="Form">The form's code.</param>
/// <param name="Field">The field's code.</param>
/// <param name="Variable">The variable, as in <c>variables.tsv</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Unit">The unit, UCUM.</param>
/// <param name="Results">The results, in order of time.</param>
public sealed record LaboratoryTest(string Form, string Field, string Variable, string Label, string Unit, IReadOnlyList<LaboratoryResult> Results)
{
    /// <summary>The baseline; null where there is none.</summary>
    public LaboratoryResult? Baseline => Results.FirstOrDefault(result => result.IsBaseline);
}
