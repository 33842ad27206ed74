using Equipoise.Eligibility.Criteria;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Criteria;

public sealed class LinterTests
{
    [Theory]
    [InlineData("ANC ≥ 1.5×109/L", "lost-superscript")]
    [InlineData("Albumin ≥ 2.5 mg/dL", "implausible-limit")]
    [InlineData("Hemoglobin ≥ 9 mg/dL", "implausible-limit")]
    [InlineData("Platelets ≥ 100/uL", "implausible-limit")]
    [InlineData("Age = 18 years", "lost-comparison")]
    [InlineData("Platelets < 105/mm3", "implausible-limit")]
    [InlineData("Age ≥ 18 years\n\nAge ≥ 18 years", "duplicate")]
    [InlineData("Inclusion Criteria:\n\n* HIV infection\n\nExclusion Criteria:\n\n* HIV infection", "inclusion-equals-exclusion")]
    [InlineData("* Age ≥ 65 years\n* Age < 65 years", "contradiction")]
    [InlineData("* Platelets ≥ 100 x 10^9/L\n* Platelets ≤ 50,000/mm3", "contradiction")]
    public void Finds(string text, string rule) => Linter.Check(CriteriaReader.Read(text)).Select(finding => finding.Rule).ShouldContain(rule);

    [Theory]
    [InlineData("* ANC ≥ 1.5 x 10^9/L\n* Albumin ≥ 2.5 g/dL\n* Hemoglobin ≥ 5.6 mmol/L\n* Platelets ≥ 100,000/uL")]
    [InlineData("* Age ≥ 18 years\n* Age ≤ 18 years")]
    [InlineData("* Creatinine ≤ 1.5 × ULN or creatinine ≥ 3 × ULN")]
    public void Leaves_what_is_right_alone(string text) => Linter.Check(CriteriaReader.Read(text)).ShouldBeEmpty();
}
