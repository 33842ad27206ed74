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
    [InlineData("Inclusion Criteria:\n\n* LVEF ≥ 50%\n\nExclusion Criteria:\n\n* LVEF > 40%", "contradiction")]
    [InlineData("* Chemotherapy within 4 weeks\n* No chemotherapy within 6 weeks", "contradiction")]
    [InlineData("* SpO2 ≥ 110%", "unreachable-limit")]
    [InlineData("* Age ≥ 150 years", "unreachable-limit")]
    [InlineData("* ALT ≤ 2.5 x ULN\n* ALT ≤ 5 x ULN", "unreachable-limit")]
    [InlineData("* Hemoglobin ≥ 10 g/dL\n* Hemoglobin ≥ 5.6 mmol/L", "unreachable-limit")]
    [InlineData("* No chemotherapy within 0 days", "impossible-window")]
    public void Finds(string text, string rule) => Linter.Check(CriteriaReader.Read(text)).Select(finding => finding.Rule).ShouldContain(rule);

    [Theory]
    [InlineData("* ANC ≥ 1.5 x 10^9/L\n* Albumin ≥ 2.5 g/dL\n* Hemoglobin ≥ 5.6 mmol/L\n* Platelets ≥ 100,000/uL")]
    [InlineData("* Age ≥ 18 years\n* Age ≤ 18 years")]
    [InlineData("* Creatinine ≤ 1.5 × ULN or creatinine ≥ 3 × ULN")]
    [InlineData("* One of the following:\n   * Age ≥ 65 years\n   * Age < 18 years")]
    [InlineData("* Cohort 1:\n   * Age ≥ 65 years\n* Cohort 2:\n   * Age ≥ 65 years")]
    [InlineData("* Protocol GOG 9133")]
    [InlineData("* ASA physical status I or II")]
    [InlineData("* AST ≤ 2.5 x ULN\n* AST ≤ 5 x ULN in patients with liver metastases")]
    [InlineData("* Hemoglobin ≥ 9 g/dL\n* Hemoglobin ≤ 16 g/dL\n* ALT ≤ 5 x ULN")]
    [InlineData("* ANC ≥ 1.5 x 10^9/L or ANC ≥ 1.0 x 10^9/L\n* Platelets ≥ 100,000/mm3")]
    [InlineData("Inclusion Criteria:\n\n* Age ≤ 75 years\n\nExclusion Criteria:\n\n* Age > 80 years\n* Chemotherapy within 4 weeks")]
    [InlineData("* Cohort 1:\n   * Hemoglobin ≥ 9 g/dL\n* Cohort 2:\n   * Hemoglobin ≥ 10 g/dL")]
    public void Leaves_what_is_right_alone(string text) => Linter.Check(CriteriaReader.Read(text)).ShouldBeEmpty();

    [Theory]
    [InlineData("Age ≥ 18 and < 80 years", "18 Years", "80 Years", "All", "age-disagrees")]
    [InlineData("Age ≥ 21 years", "18 Years", null, "All", "age-disagrees")]
    [InlineData("Age ≥ 18 years", null, null, "All", "age-disagrees")]
    [InlineData("Women aged ≥ 18 years", "18 Years", null, "All", "sex-disagrees")]
    public void Finds_where_text_and_record_disagree(string text, string? minimum, string? maximum, string sex, string rule) =>
        Linter.Check(CriteriaReader.Read(text), new RegistryLimits(minimum, maximum, sex)).Select(finding => finding.Rule).ShouldContain(rule);

    [Theory]
    [InlineData("Age 18 to 75 years", "18 Years", "75 Years", "All")]
    [InlineData("Age ≥ 6 months", "6 Months", null, "All")]
    [InlineData("Women aged ≥ 18 years", "18 Years", null, "Female")]
    [InlineData("Male or female", null, null, "All")]
    public void Says_nothing_where_they_agree(string text, string? minimum, string? maximum, string sex) =>
        Linter.Check(CriteriaReader.Read(text), new RegistryLimits(minimum, maximum, sex)).ShouldBeEmpty();
}
