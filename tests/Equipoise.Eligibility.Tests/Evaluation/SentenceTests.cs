using System.Text;
using Equipoise.Eligibility.Evaluation;
using Equipoise.Eligibility.Facts;
using Equipoise.Eligibility.Facts.Rows;
using Equipoise.Eligibility.Matching;
using Equipoise.Eligibility.Reading;

namespace Equipoise.Eligibility.Tests.Evaluation;

/// <summary>What a verdict says, beside what it decides.</summary>
public sealed class SentenceTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_value_of_long_ago_says_how_old_it_is() =>
        Judged("* Hemoglobin ≥ 9 g/dL", """{"resourceType":"Observation","id":"o","effectiveDateTime":"2000-04-24","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":10,"code":"g/dL"} }""")
            .Finding.Sentence.ShouldEndWith("That was 26 years before the day judged on.");

    [Fact]
    public void Where_the_guard_is_not_known_and_does_not_matter_both_limits_are_named() =>
        Judged("* AST ≤ 2.5 x ULN (≤ 5 x ULN in patients with liver metastases)", """{"resourceType":"Observation","id":"o","effectiveDateTime":"2026-11-18","code":{"coding":[{"system":"http://loinc.org","code":"1920-8"}]},"valueQuantity":{"value":30,"code":"U/L"},"referenceRange":[{"high":{"value":40,"code":"U/L"} }]}""")
            .Finding.Sentence.ShouldMatch("at most 2.5 times.*at most 5 times.*It is the same either way");

    [Fact]
    public void A_treatment_is_named_with_what_it_was_given_for() =>
        Judged("* Prior chemotherapy", """{"resourceType":"MedicationAdministration","id":"m","status":"completed","medicationCodeableConcept":{"text":"Cisplatin"},"effectiveDateTime":"2024-05-01","reasonCode":[{"text":"Lung cancer"}]}""")
            .Finding.Sentence.ShouldBe("On record: Cisplatin, given for Lung cancer (2024-05-01).");

    [Fact]
    public void Entries_below_a_group_of_risk_fail_nobody()
    {
        var criteria = CriteriaReader.Read("Inclusion Criteria:\n\n* Poor risk factors, any number of these:\n\n  * Age ≥ 60 years\n  * Hemoglobin < 9 g/dL\n* ECOG 0-1");
        var answer = Judge.Screen(criteria, new PatientFacts { Id = "p", Born = FactDate.On(new DateOnly(1990, 1, 1)) }, Today);

        answer.Failed.ShouldBeEmpty(string.Join(' ', answer.Criteria.Select(one => $"{one.Criterion.Id} {one.Verdict} {one.Finding.Sentence}")));
    }

    [Theory]
    [InlineData("""
        "deceasedDateTime":"2001-08-20"
        """, Answer.Ineligible)]
    [InlineData("""
        "deceasedBoolean":true
        """, Answer.Ineligible)]
    [InlineData("""
        "deceasedBoolean":false
        """, Answer.EligibleAsFarAsComputable)]
    [InlineData("""
        "deceasedDateTime":"2027-01-01"
        """, Answer.EligibleAsFarAsComputable)]
    public void Who_has_died_is_not_eligible_by_either_path(string death, Answer expected)
    {
        var criteria = CriteriaReader.Read("Inclusion Criteria:\n\n* Age ≥ 18 years");
        var patient = FactReader.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Patient","id":"p","birthDate":"1960-01-01",{{death}}}""")).Single();
        var columns = new PatientColumns();
        columns.Add(patient);

        Judge.Screen(criteria, patient, Today).Answer.ShouldBe(expected);
        Judge.Screen(criteria, FactReader.Read(Encoding.UTF8.GetBytes(FactRows.Write([patient]))).Single(), Today).Answer.ShouldBe(expected);
        new Matcher(new CompiledStudies([("S", criteria)]), Today).Match(columns, withAnswers: true)[0].Answers!.ShouldBe([expected]);
    }

    private static CriterionVerdict Judged(string line, string resource) =>
        Judge.Screen(CriteriaReader.Read($"Inclusion Criteria:\n\n{line}"), FactReader.Read(Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p"} },{"resource":{{resource}} }]}""")).Single(), Today).Criteria.ShouldHaveSingleItem();
}
